// The timeline: how many claims fall on which days, and the hand that keeps some of them.

import { readUnit } from "./ink.js";
import { dayMoment } from "./marks.js";

const TOP = 26;
const BOTTOM = 20;
const SIDE = 10;
const NARROWEST = 5; // pixels of a bar
const WIDTHS = [1, 7, 30.4375, 91.3125, 365.25, 3652.5]; // days: day, week, month, quarter, year, ten years
const LANES = 60; // claims up to which each uncertain time is drawn with its own bounds
const FAR = 3e6; // beyond it a day is an open end

export class DaysView {
  constructor(home, marks, { ink, locale, onBrush, onZoom }) {
    this.home = home;
    this.marks = marks;
    this.ink = ink;
    this.locale = locale;
    this.onBrush = onBrush;
    this.onZoom = onZoom;
    this.zoomed = false;
    this.days = null;
    this.found = new Uint32Array();
    this.domain = [0, 1];
    this.canvas = home.appendChild(document.createElement("canvas"));
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute("role", "application");
    this.context = this.canvas.getContext("2d");
    this.listen();
    new ResizeObserver(() => this.resize()).observe(home);
    this.resize();
  }

  resize() {
    const { width, height } = this.home.getBoundingClientRect();
    const sharp = Math.min(2, window.devicePixelRatio || 1);
    this.unit = readUnit();
    this.density = sharp * this.unit;
    this.width = width / this.unit;
    this.height = height / this.unit;
    this.canvas.width = Math.round(width * sharp);
    this.canvas.height = Math.round(height * sharp);
    this.draw();
  }

  show(found, days) {
    this.found = found;
    this.days = days;
    this.draw();
  }

  // The stretch of days that holds nearly all of some claims.
  setDomain(found, whole = false) {
    const ends = [];
    for (const at of found) {
      if (!this.marks.dated(at)) continue;
      for (const day of [this.marks.first[at], this.marks.last[at]]) if (day > 0 && day < FAR) ends.push(day);
    }
    if (!ends.length) return;
    const sorted = Int32Array.from(ends).sort();
    const cut = whole ? 0 : Math.floor(sorted.length * 0.03);
    const [first, last] = [sorted[cut], sorted[sorted.length - 1 - cut]];
    const room = Math.max(3, Math.round((last - first) * 0.03));
    this.domain = [first - room, last + room + 1];
    this.zoomed = whole;
  }

  // Show those days, where they are any.
  zoomTo(domain) {
    if (!domain) return;
    this.domain = domain;
    this.zoomed = true;
    this.draw();
  }

  left(day) {
    return SIDE + ((day - this.domain[0]) / (this.domain[1] - this.domain[0])) * (this.width - 2 * SIDE);
  }

  dayAt(left) {
    const share = (left - SIDE) / Math.max(1, this.width - 2 * SIDE);
    return Math.floor(this.domain[0] + share * (this.domain[1] - this.domain[0]));
  }

  draw() {
    cancelAnimationFrame(this.asked);
    this.asked = requestAnimationFrame(() => this.drawNow());
  }

  drawNow() {
    const { context, density, width, height, ink } = this;
    context.setTransform(density, 0, 0, density, 0, 0);
    context.clearRect(0, 0, width, height);
    const bins = this.count();
    this.drawBrush();
    const floor = height - BOTTOM;
    const room = floor - TOP;
    const most = Math.max(1, ...bins.sums.map((bin) => bin[0] + bin[1] + bin[2]));
    const step = this.left(this.domain[0] + bins.width) - this.left(this.domain[0]);
    bins.sums.forEach((bin, number) => {
      const left = this.left(this.domain[0] + number * bins.width) + 0.5;
      this.drawBar(bin, left, Math.max(1, Math.min(step - 1, 26)), floor, room / most);
    });
    if (bins.lanes) this.drawLanes(bins.lanes, floor, room);
    context.strokeStyle = ink.border;
    context.beginPath();
    context.moveTo(SIDE, floor + 0.5);
    context.lineTo(width - SIDE, floor + 0.5);
    context.stroke();
    this.drawTicks(bins.width);
    this.home.dispatchEvent(new CustomEvent("drawn", { detail: { earlier: bins.earlier, later: bins.later, undated: bins.undated } }));
  }

  // Sums for each bin: on the day, within bounds, only published then. Shares of long stretches by differences.
  count() {
    const { marks, domain } = this;
    const room = Math.max(1, (this.width - 2 * SIDE) / NARROWEST);
    const length = domain[1] - domain[0];
    const width = WIDTHS.find((days) => length / days <= room) || WIDTHS[WIDTHS.length - 1];
    const size = Math.max(1, Math.ceil(length / width));
    const exact = new Float64Array(size + 1);
    const slopes = [new Float64Array(size + 1), new Float64Array(size + 1)];
    const lanes = [];
    const made = { width, earlier: 0, later: 0, undated: 0, lanes: null };
    for (const at of this.found) {
      if (!marks.dated(at)) {
        made.undated++;
        continue;
      }
      const first = marks.first[at];
      const last = marks.last[at];
      if (last < domain[0]) made.earlier++;
      if (first >= domain[1]) made.later++;
      if (last < domain[0] || first >= domain[1]) continue;
      const from = Math.max(0, Math.floor((first - domain[0]) / width));
      const to = Math.min(size - 1, Math.floor((last - domain[0]) / width));
      if (marks.told[at] && first === last) exact[from]++;
      else {
        if (marks.told[at]) lanes.push(at);
        const share = 1 / (to - from + 1);
        const slope = slopes[marks.told[at] ? 0 : 1];
        slope[from] += share;
        slope[to + 1] -= share;
      }
    }
    const few = this.found.length <= LANES * 4 && lanes.length <= LANES;
    if (few) made.lanes = lanes.sort((one, other) => marks.first[one] - marks.first[other]);
    let [spread, untold] = [0, 0];
    made.sums = Array.from({ length: size }, (_, number) => {
      spread += slopes[0][number];
      untold += slopes[1][number];
      return [exact[number], few ? 0 : Math.max(0, spread), Math.max(0, untold < 1e-9 ? 0 : untold)];
    });
    return made;
  }

  drawBar([exact, spread, untold], left, wide, floor, scale) {
    const { context, ink } = this;
    let top = floor;
    if (exact) {
      top -= exact * scale;
      context.fillStyle = ink.accent;
      context.fillRect(left, top, wide, exact * scale);
    }
    if (spread > 0.001) {
      top -= spread * scale;
      context.globalAlpha = 0.38;
      context.fillStyle = ink.accent;
      context.fillRect(left, top, wide, spread * scale);
      context.globalAlpha = 1;
    }
    if (untold > 0.001) {
      top -= untold * scale;
      context.strokeStyle = ink.accent;
      context.lineWidth = 1;
      context.strokeRect(left + 0.5, top + 0.5, Math.max(0.5, wide - 1), Math.max(0.5, untold * scale - 1));
    }
  }

  // Few uncertain times: each as a line between its bounds.
  drawLanes(lanes, floor, room) {
    const { context, ink, marks } = this;
    const gap = Math.min(7, room / Math.max(1, lanes.length));
    context.strokeStyle = ink.accent;
    context.lineWidth = 1.4;
    lanes.forEach((at, number) => {
      const top = floor - 3 - (number + 0.5) * gap;
      const open = [marks.first[at] < this.domain[0], marks.last[at] >= this.domain[1]];
      const from = Math.max(SIDE, this.left(marks.first[at]));
      const to = Math.min(this.width - SIDE, this.left(marks.last[at] + 1));
      const cap = Math.min(3, gap / 2);
      context.beginPath();
      context.moveTo(from, top);
      context.lineTo(to, top);
      if (!open[0]) context.rect(from, top - cap, 0.1, 2 * cap);
      if (!open[1]) context.rect(to, top - cap, 0.1, 2 * cap);
      context.stroke();
    });
  }

  drawBrush() {
    if (!this.days) return;
    const { context, ink, height } = this;
    const from = Math.max(0, this.left(this.days[0]));
    const to = Math.min(this.width, this.left(this.days[1] + 1));
    context.fillStyle = ink.wash;
    context.fillRect(from, 0, Math.max(2, to - from), height - BOTTOM);
    context.strokeStyle = ink.accent;
    context.lineWidth = 2;
    for (const edge of [from, to]) {
      context.beginPath();
      context.moveTo(edge, 0);
      context.lineTo(edge, height - BOTTOM);
      context.stroke();
    }
  }

  drawTicks(width) {
    const { context, ink, locale } = this;
    const [first, last] = this.domain;
    const days = ((last - first) / Math.max(2, (this.width - 2 * SIDE) / 105)) | 0;
    const unit = days > 250 ? "year" : days > 20 ? "month" : "day";
    const options = { year: { year: "numeric" }, month: { month: "short", year: "numeric" }, day: { day: "numeric", month: "short", year: "numeric" } }[unit];
    const write = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
    context.fillStyle = ink.soft;
    context.strokeStyle = ink.border;
    context.lineWidth = 1;
    context.font = "11.5px system-ui, sans-serif";
    context.textAlign = "left";
    let until = -Infinity;
    for (const day of ticks(first, last, unit, Math.max(1, days))) {
      const left = this.left(day);
      const text = write.format(dayMoment(day));
      if (left < SIDE - 1 || left < until || left + context.measureText(text).width > this.width) continue;
      until = left + context.measureText(text).width + 14;
      context.fillText(text, left + 3, this.height - 5);
      context.beginPath();
      context.moveTo(Math.round(left) + 0.5, this.height - BOTTOM);
      context.lineTo(Math.round(left) + 0.5, this.height - 5);
      context.stroke();
    }
  }

  listen() {
    const { canvas } = this;
    canvas.addEventListener("pointerdown", (event) => this.press(event));
    canvas.addEventListener("pointermove", (event) => this.drag(event));
    for (const name of ["pointerup", "pointercancel"]) canvas.addEventListener(name, () => this.release());
    canvas.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    canvas.addEventListener("keydown", (event) => this.key(event));
  }

  press(event) {
    this.canvas.setPointerCapture(event.pointerId);
    const left = event.offsetX / this.unit;
    const day = this.dayAt(left);
    const edges = this.days ? [this.left(this.days[0]), this.left(this.days[1] + 1)] : [];
    const held = edges.findIndex((edge) => Math.abs(edge - left) < 8);
    this.pressed = { left, anchor: held < 0 ? day : this.days[1 - held], far: held < 0 ? 0 : 9 };
  }

  drag(event) {
    if (!this.pressed) return;
    const left = event.offsetX / this.unit;
    this.pressed.far = Math.max(this.pressed.far, Math.abs(left - this.pressed.left));
    if (this.pressed.far < 4) return;
    const day = this.dayAt(left);
    this.brush([Math.min(day, this.pressed.anchor), Math.max(day, this.pressed.anchor)]);
  }

  release() {
    if (this.pressed && this.pressed.far < 4 && this.days) this.brush(null);
    this.pressed = null;
  }

  wheel(event) {
    event.preventDefault();
    const middle = this.dayAt(event.offsetX / this.unit);
    const by = 2 ** Math.max(-1, Math.min(1, event.deltaY * 0.003));
    const [first, last] = this.domain.map((end) => middle + (end - middle) * by);
    if (last - first >= 8 && last - first < 1e6) this.zoomTo([Math.floor(first), Math.ceil(last)]);
    this.onZoom();
  }

  key(event) {
    const length = this.domain[1] - this.domain[0];
    const step = Math.max(1, Math.round(length / 40));
    const [first, last] = this.days || [this.domain[0], this.domain[0] + step * 4];
    const moves = { ArrowLeft: event.shiftKey ? [0, -step] : [-step, -step], ArrowRight: event.shiftKey ? [0, step] : [step, step] };
    const move = moves[event.key];
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") this.brush(null);
    else if (move) this.brush([first + move[0], Math.max(first + move[0], last + move[1])]);
    else return;
    event.preventDefault();
  }

  brush(days) {
    this.days = days;
    this.onBrush(days);
  }
}

// Days that begin a year, a month or a day, `apart` days from each other or more.
function* ticks(first, last, unit, apart) {
  const start = dayMoment(first);
  let [year, month, day] = [start.getUTCFullYear(), start.getUTCMonth(), start.getUTCDate()];
  if (unit === "year") [month, day] = [0, 1];
  if (unit === "month") day = 1;
  const step = { year: Math.ceil(apart / 366), month: Math.ceil(apart / 31), day: apart }[unit];
  for (let number = 0; number < 400; number++) {
    const moment = Date.UTC(year + (unit === "year" ? number * step : 0), month + (unit === "month" ? number * step : 0), day + (unit === "day" ? number * step : 0));
    const at = Math.floor(moment / 86400000) + 719163;
    if (at > last) return;
    if (at >= first) yield at;
  }
}

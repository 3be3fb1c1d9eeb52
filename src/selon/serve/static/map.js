// The map: ground, claims in clusters, and the hands and keys that move it.

import { drawGround, drawNames } from "./basemap.js";
import { Frame } from "./frame.js";
import { drawGlyph } from "./glyph.js";
import { readUnit } from "./ink.js";
import { Tiles } from "./tiles.js";

const CELL = 46; // pixels: claims of one cell are one cluster
const MOST_CIRCLES = 80;
const MOST_NAMES = 36;
const REACH = 90; // pixels from the middle within which the Enter key opens a cluster

export class MapView {
  constructor(home, marks, { ink, column, tiles, onMove, onPick, onNoTiles }) {
    this.home = home;
    this.marks = marks;
    this.ink = ink;
    this.column = column;
    this.onMove = onMove;
    this.onPick = onPick;
    this.frame = new Frame();
    this.moved = false;
    this.found = new Uint32Array();
    this.clusters = [];
    this.layers = null;
    this.names = [];
    this.canvas = home.appendChild(document.createElement("canvas"));
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute("role", "application");
    this.context = this.canvas.getContext("2d");
    this.ground = document.createElement("canvas");
    this.groundFor = "";
    this.tiles = tiles ? new Tiles(tiles, () => this.drawAfresh(), onNoTiles) : null;
    this.pointers = new Map();
    this.listen();
    new ResizeObserver(() => this.resize()).observe(home);
    this.resize();
  }

  resize() {
    const { width, height } = this.home.getBoundingClientRect();
    const sharp = Math.min(2, window.devicePixelRatio || 1);
    this.unit = readUnit();
    this.density = sharp * this.unit;
    for (const canvas of [this.canvas, this.ground]) {
      canvas.width = Math.round(width * sharp);
      canvas.height = Math.round(height * sharp);
    }
    this.frame.resize(width / this.unit, height / this.unit);
    this.drawAfresh();
  }

  setGround(layers, names) {
    this.layers = layers;
    this.names = names;
    this.drawAfresh();
  }

  show(found) {
    this.found = found;
    this.draw();
  }

  drawAfresh() {
    this.groundFor = "";
    this.draw();
  }

  draw() {
    cancelAnimationFrame(this.asked);
    this.asked = requestAnimationFrame(() => this.drawNow());
  }

  drawNow() {
    this.drawGround();
    const { context, density } = this;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.drawImage(this.ground, 0, 0);
    context.setTransform(density, 0, 0, density, 0, 0);
    this.cluster();
    this.drawCircles();
    for (const cluster of this.clusters) this.drawCluster(cluster);
    this.drawLabels();
    if (this.byKeys) this.drawPointed();
    this.home.dispatchEvent(new CustomEvent("drawn"));
  }

  drawGround() {
    const { frame, ground, density, ink } = this;
    const wanted = [frame.x, frame.y, frame.zoom, ground.width, ground.height, ink.land, !!this.layers].join();
    if (wanted === this.groundFor) return;
    this.groundFor = wanted;
    const context = ground.getContext("2d");
    context.setTransform(density, 0, 0, density, 0, 0);
    context.fillStyle = ink.sea;
    context.fillRect(0, 0, frame.width, frame.height);
    if (this.tiles && !this.tiles.failed) this.tiles.draw(context, frame);
    else if (this.layers) {
      drawGround(context, frame, this.layers, ink);
      drawNames(context, frame, this.names, this.column, ink);
    }
  }

  cluster() {
    const { frame, marks } = this;
    const cell = CELL / (256 * 2 ** Math.round(frame.zoom));
    const [west, north, east, south] = frame.box();
    const column = Math.floor(west / cell) - 1;
    const row = Math.floor(north / cell) - 1;
    const columns = Math.floor(east / cell) - column + 2;
    const rows = Math.floor(south / cell) - row + 2;
    const number = new Int32Array(columns * rows).fill(-1);
    const clusters = [];
    for (const at of this.found) {
      const x = marks.x[at];
      const y = marks.y[at];
      const left = Math.floor(x / cell) - column;
      const top = Math.floor(y / cell) - row;
      if (!(left >= 0 && top >= 0 && left < columns && top < rows)) continue;
      const place = top * columns + left;
      if (number[place] < 0) {
        number[place] = clusters.length;
        clusters.push({ x: 0, y: 0, count: 0, disputed: 0, radius: 0, members: [], west: x, east: x, north: y, south: y });
      }
      const cluster = clusters[number[place]];
      cluster.x += x;
      cluster.y += y;
      cluster.count++;
      cluster.disputed += marks.disputed[at];
      cluster.radius = Math.max(cluster.radius, marks.radius[at]);
      cluster.west = Math.min(cluster.west, x);
      cluster.east = Math.max(cluster.east, x);
      cluster.north = Math.min(cluster.north, y);
      cluster.south = Math.max(cluster.south, y);
      cluster.members.push(at);
    }
    for (const cluster of clusters) {
      cluster.x /= cluster.count;
      cluster.y /= cluster.count;
      cluster.left = frame.left(cluster.x);
      cluster.top = frame.top(cluster.y);
      cluster.size = cluster.count === 1 ? 5.5 : Math.min(28, 8 + 2.5 * Math.log2(cluster.count));
    }
    // The disputed ones last, so that they lie in front.
    this.clusters = clusters.sort((one, other) => !!one.disputed - !!other.disputed || other.count - one.count);
  }

  drawCircles() {
    const { context, frame, ink } = this;
    const circles = this.clusters.slice(-MOST_CIRCLES);
    context.setLineDash([3, 3]);
    context.lineWidth = 1;
    for (const cluster of circles) {
      const radius = frame.pixels(cluster.radius, cluster.y);
      if (radius < cluster.size + 5 || radius > 4000) continue;
      context.beginPath();
      context.arc(cluster.left, cluster.top, radius, 0, 2 * Math.PI);
      context.globalAlpha = 0.05;
      context.fillStyle = ink.accent;
      context.fill();
      context.globalAlpha = 0.5;
      context.strokeStyle = ink.accent;
      context.stroke();
      context.globalAlpha = 1;
    }
    context.setLineDash([]);
  }

  drawCluster(cluster) {
    const { context, ink, marks } = this;
    const { left, top, size } = cluster;
    if (cluster.disputed) {
      context.strokeStyle = ink.differs;
      context.lineWidth = 2.2;
      for (const more of [3.5, 7]) {
        context.beginPath();
        context.arc(left, top, size + more, 0, 2 * Math.PI);
        context.stroke();
      }
    }
    if (cluster.count === 1) {
      drawGlyph(context, marks.columns.certainties[marks.certainty[cluster.members[0]]], left, top, size, ink);
      return;
    }
    context.beginPath();
    context.arc(left, top, size, 0, 2 * Math.PI);
    context.fillStyle = ink.accent;
    context.fill();
    context.strokeStyle = ink.land;
    context.lineWidth = 1;
    context.stroke();
    context.fillStyle = ink.onAccent;
    context.font = "600 11px system-ui, sans-serif";
    context.textAlign = "center";
    context.fillText(short(cluster.count), left, top + 4);
  }

  drawLabels() {
    const { context, frame, ink, marks } = this;
    const taken = [];
    context.font = "12px system-ui, sans-serif";
    context.textAlign = "left";
    context.lineJoin = "round";
    for (const cluster of [...this.clusters].reverse()) {
      if (taken.length >= MOST_NAMES) break;
      const place = marks.place[cluster.members[0]];
      const name = place < 0 ? "" : marks.columns.places[place].slice(0, 30);
      const left = cluster.left + cluster.size + (cluster.disputed ? 11 : 5);
      const box = [left, cluster.top - 9, left + context.measureText(name).width, cluster.top + 7];
      const hidden = !name || box[2] > frame.width || box[0] < 0 || box[1] < 0 || box[3] > frame.height;
      if (hidden || taken.some((other) => meet(box, other)) || this.clusters.some((other) => other !== cluster && covers(other, box))) continue;
      taken.push(box);
      context.strokeStyle = ink.land;
      context.lineWidth = 3.5;
      context.strokeText(name, left, cluster.top + 4);
      context.fillStyle = ink.ink;
      context.fillText(name, left, cluster.top + 4);
    }
  }

  // Which cluster the Enter key opens.
  drawPointed() {
    const { context, frame, ink } = this;
    const [left, top] = [frame.width / 2, frame.height / 2];
    context.strokeStyle = ink.ink;
    context.lineWidth = 2;
    context.beginPath();
    context.moveTo(left - 7, top);
    context.lineTo(left + 7, top);
    context.moveTo(left, top - 7);
    context.lineTo(left, top + 7);
    const pointed = this.nearest(left, top, REACH);
    if (pointed) {
      context.moveTo(pointed.left + pointed.size + 11, pointed.top);
      context.arc(pointed.left, pointed.top, pointed.size + 11, 0, 2 * Math.PI);
    }
    context.stroke();
  }

  nearest(left, top, reach = 8) {
    let best = null;
    let least = Infinity;
    for (const cluster of this.clusters) {
      const far = Math.hypot(cluster.left - left, cluster.top - top);
      if (far <= cluster.size + reach && far < least) {
        best = cluster;
        least = far;
      }
    }
    return best;
  }

  // Zoom into a cluster while that takes it apart; else say what is in it.
  open(cluster) {
    const wide = Math.max(cluster.east - cluster.west, cluster.south - cluster.north);
    const apart = wide * this.frame.scale * 2 ** 4 > CELL;
    if (cluster.count > 1 && apart && this.frame.zoom < 11) {
      this.frame.fit([cluster.west, cluster.north, cluster.east, cluster.south], Math.min(12, this.frame.zoom + 4));
      this.hasMoved();
    } else this.onPick(cluster.members);
  }

  hasMoved() {
    this.moved = true;
    this.draw();
    this.onMove();
  }

  listen() {
    const { canvas } = this;
    canvas.addEventListener("pointerdown", (event) => this.press(event));
    canvas.addEventListener("pointermove", (event) => this.drag(event));
    for (const name of ["pointerup", "pointercancel"]) canvas.addEventListener(name, (event) => this.release(event));
    canvas.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    canvas.addEventListener("keydown", (event) => this.key(event));
    for (const name of ["focus", "blur"]) {
      canvas.addEventListener(name, () => {
        this.byKeys = canvas.matches(":focus-visible");
        this.draw();
      });
    }
  }

  // Where the pointer is, in what the frame is measured in.
  at(event) {
    return { left: event.offsetX / this.unit, top: event.offsetY / this.unit };
  }

  press(event) {
    this.canvas.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, this.at(event));
    this.pressed = { ...this.at(event), far: 0 };
  }

  drag(event) {
    const before = this.pointers.get(event.pointerId);
    const now = this.at(event);
    if (!before) {
      this.canvas.classList.toggle("pointing", !!this.nearest(now.left, now.top));
      return;
    }
    const [one, other] = [...this.pointers.values()];
    if (other) {
      const gap = Math.hypot(one.left - other.left, one.top - other.top);
      this.pointers.set(event.pointerId, now);
      const [first, second] = [...this.pointers.values()];
      const wider = Math.hypot(first.left - second.left, first.top - second.top);
      if (gap > 0 && wider > 0) this.frame.zoomAt(Math.log2(wider / gap), (first.left + second.left) / 2, (first.top + second.top) / 2);
    } else {
      this.frame.move(now.left - before.left, now.top - before.top);
      this.pointers.set(event.pointerId, now);
    }
    this.pressed.far = Math.max(this.pressed.far, Math.hypot(now.left - this.pressed.left, now.top - this.pressed.top));
    this.canvas.classList.add("dragging");
    if (this.pressed.far > 4) this.hasMoved();
  }

  release(event) {
    const pressed = this.pointers.delete(event.pointerId) && event.type === "pointerup";
    this.canvas.classList.remove("dragging");
    if (!pressed || this.pressed.far > 4) return;
    const { left, top } = this.at(event);
    const near = this.nearest(left, top);
    if (near) this.open(near);
  }

  wheel(event) {
    event.preventDefault();
    const step = event.deltaMode === 1 ? 0.06 : 0.0022;
    const { left, top } = this.at(event);
    this.frame.zoomAt(Math.max(-1, Math.min(1, -event.deltaY * step)), left, top);
    this.hasMoved();
  }

  key(event) {
    const moves = { ArrowLeft: [80, 0], ArrowRight: [-80, 0], ArrowUp: [0, 80], ArrowDown: [0, -80] };
    const zooms = { "+": 0.7, "=": 0.7, "-": -0.7, "−": -0.7 };
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    this.byKeys = true;
    if (event.key === "Enter") {
      event.preventDefault();
      const pointed = this.nearest(this.frame.width / 2, this.frame.height / 2, REACH);
      if (pointed) this.open(pointed);
      return;
    }
    if (moves[event.key]) this.frame.move(...moves[event.key]);
    else if (zooms[event.key]) this.frame.zoomAt(zooms[event.key]);
    else return;
    event.preventDefault();
    this.hasMoved();
  }
}

function short(count) {
  if (count < 1000) return String(count);
  return count < 10000 ? `${(count / 1000).toFixed(1)}k` : `${Math.round(count / 1000)}k`;
}

function meet(one, other) {
  return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
}

function covers(cluster, box) {
  const { left, top, size } = cluster;
  return left + size > box[0] && left - size < box[2] && top + size > box[1] && top - size < box[3];
}

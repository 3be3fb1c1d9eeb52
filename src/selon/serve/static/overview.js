// The overview: map, days and list, each showing what the other two leave.

import { loadBasemap } from "./basemap.js";
import { DaysView } from "./days.js";
import { make, replaceWith } from "./elements.js";
import { latitudeOf, longitudeOf, worldX, worldY } from "./frame.js";
import { onOtherInk, readInk } from "./ink.js";
import { makeLegend } from "./legend.js";
import { MapView } from "./map.js";
import { Marks, daysOf, dayText } from "./marks.js";
import { savePng } from "./png.js";
import { t } from "./words.js";

const SHOWN = 30; // incidents of the list, claims of the panel
const SERVERS = ["q", "source", "outlet", "place", "within"]; // filters that the server holds against the claims

const home = document.getElementById("map");
if (home) start(home).catch((error) => home.append(make("p", { className: "map-note", textContent: t("overview.failed", { why: error.message }) })));

async function start(home) {
  document.documentElement.classList.add("scripted");
  const setup = JSON.parse(document.getElementById("setup").textContent);
  const loading = home.appendChild(make("p", { className: "map-note", textContent: t("overview.loading") }));
  const form = document.querySelector(".filters");
  const filters = readForm(form);
  const ground = setup.tiles ? null : Promise.all([loadBasemap(home.dataset.basemap), fetchJson(home.dataset.names)]);
  const [columns, keys] = await Promise.all([fetchJson(home.dataset.marks), fetchKeys(filters)]);
  loading.remove();
  const view = new Overview(home, new Marks(columns), { form, filters, keys, setup });
  // Incidents are made in the background after reports were added: look again until they are there.
  if (document.getElementById("merging")) setTimeout(() => location.reload(), 3000);
  if (ground) ground.then(([layers, names]) => view.map.setGround(layers, names)).then(() => performance.mark("selon:ground"));
}

class Overview {
  constructor(home, marks, { form, filters, keys, setup }) {
    this.marks = marks;
    this.form = form;
    this.filters = filters;
    this.keys = keys;
    const ink = readInk();
    this.map = new MapView(home, marks, { ink, column: setup.names, tiles: setup.tiles, onMove: () => this.moved(), onPick: (found) => this.open(found) });
    this.timeline = new DaysView(document.getElementById("days"), marks, { ink, locale: setup.locale, onBrush: (days) => this.brushed(days) });
    onOtherInk((other) => {
      this.map.ink = this.timeline.ink = other;
      this.map.drawAfresh();
      this.timeline.draw();
    });
    this.furnish(home, setup);
    this.listen();
    this.base = marks.fitting({ ...this.filters, keys: this.keys });
    this.goHome(readPlace());
    this.timeline.setDomain(this.base);
    this.days = this.filters.days;
    this.refresh();
    home.addEventListener("drawn", () => performance.mark("selon:drawn"), { once: true });
  }

  furnish(home, setup) {
    const button = (text, title, act, more = "") => {
      const made = make("button", { type: "button", textContent: text, title, className: more });
      made.setAttribute("aria-label", title);
      made.addEventListener("click", act);
      return made;
    };
    const zoom = (by) => () => {
      this.map.frame.zoomAt(by);
      this.map.hasMoved();
    };
    const buttons = make("div", { className: "map-buttons" });
    buttons.append(button("+", t("overview.zoom_in"), zoom(1)), button("−", t("overview.zoom_out"), zoom(-1)), button("◱", t("overview.whole_world"), () => this.showAll()));
    this.note = make("div", { className: "map-note" });
    this.note.append(make("span", { className: "unplaced" }), make("span", { textContent: setup.tiles ? setup.credit || "" : t("map.attribution") }));
    home.append(makeLegend(), buttons, this.note);
    this.daysNote = make("div", { className: "days-note" });
    document.getElementById("days").append(this.daysNote);
    this.map.canvas.setAttribute("aria-label", `${t("overview.canvas_map", { count: this.marks.size })}. ${t("overview.map_help")}`);
  }

  goHome(place) {
    if (place) {
      Object.assign(this.map.frame, place);
      this.map.moved = true;
      return;
    }
    const box = this.marks.box(this.base);
    if (box) this.map.frame.fit(box, 8);
    this.map.moved = false;
  }

  showAll() {
    this.goHome(null);
    this.map.draw();
    this.moved();
  }

  listen() {
    let waiting = 0;
    const later = () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => this.refilter(), 250);
    };
    this.form.addEventListener("input", (event) => (event.target.type === "checkbox" ? this.refilter() : later()));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.refilter();
    });
    document.getElementById("days").addEventListener("drawn", (event) => this.noteDays(event.detail));
    for (const link of document.querySelectorAll("[data-png]")) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        savePng(link.dataset.png === "map" ? this.map.canvas : this.timeline.canvas, `selon-${link.dataset.png}.png`, this.map.ink.paper, t("map.attribution"));
      });
    }
  }

  async refilter() {
    const asked = readForm(this.form);
    const other = SERVERS.some((name) => asked.given[name] !== this.filters.given[name]);
    this.filters = asked;
    this.days = asked.days;
    if (other) {
      try {
        this.keys = await fetchKeys(asked);
        this.form.removeAttribute("data-problem");
      } catch (error) {
        this.say(t("filter.wrong", { why: error.message }));
        return;
      }
      if (asked !== this.filters) return;
    }
    this.base = this.marks.fitting({ ...asked, keys: this.keys });
    if (!this.map.moved) this.goHome(null);
    this.refresh();
  }

  brushed(days) {
    this.days = days;
    const [from, to] = days ? days.map(dayText) : ["", ""];
    this.form.elements.from.value = from;
    this.form.elements.to.value = to;
    this.filters = readForm(this.form);
    this.refresh();
  }

  moved() {
    this.refresh();
  }

  // Hold every claim against what is asked, and show what is left: map by days, days by map, list by both.
  refresh() {
    performance.mark("selon:asked");
    const { marks } = this;
    const box = this.map.frame.box();
    const dated = marks.within(this.base, this.days);
    this.map.show(dated);
    this.timeline.show(this.map.moved ? marks.inside(this.base, box, false) : this.base, this.days);
    this.inView = this.map.moved ? marks.inside(dated, box, false) : dated;
    this.say();
    this.remember();
    clearTimeout(this.listing);
    this.listing = setTimeout(() => this.list(), 160);
  }

  say(problem = "") {
    const { marks } = this;
    let placed = 0;
    for (const at of this.inView) if (marks.placed(at)) placed++;
    document.getElementById("view-count").textContent = problem || t("overview.in_view_count", { count: this.inView.length, placed });
    const unplaced = this.map.moved ? 0 : this.inView.length - placed;
    this.note.firstChild.textContent = unplaced ? t("overview.unplaced", { count: unplaced }) : "";
  }

  noteDays({ earlier, later, undated }) {
    const notes = [];
    const wider = (key, count) => {
      const made = make("button", { type: "button", className: "quiet", textContent: t(key, { count }) });
      made.addEventListener("click", () => {
        this.timeline.setDomain(this.base, true);
        this.timeline.draw();
      });
      return made;
    };
    if (undated) notes.push(make("span", { textContent: t("overview.undated", { count: undated }) }));
    if (earlier) notes.push(wider("overview.earlier", earlier));
    if (later) notes.push(wider("overview.later", later));
    if (this.days) {
      const all = make("button", { type: "button", textContent: t("overview.clear_days") });
      all.addEventListener("click", () => this.brushed(null));
      notes.push(all);
    }
    this.daysNote.replaceChildren(...notes);
    const [from, to] = this.timeline.domain.map(dayText);
    this.timeline.canvas.setAttribute("aria-label", `${t("overview.canvas_timeline", { count: this.timeline.found.length, from, to })}. ${t("overview.timeline_help")}`);
  }

  async list() {
    const ranked = this.marks.incidents(this.inView);
    const ids = ranked.slice(0, SHOWN).map((number) => this.marks.columns.incidents[number]);
    const wanted = ids.join();
    const nothing = document.getElementById("no-cards");
    if (nothing) nothing.hidden = ids.length > 0;
    document.getElementById("more")?.parentElement.remove();
    if (wanted === this.listed) return;
    this.listed = wanted;
    const cards = document.getElementById("cards");
    const shown = [...cards.children].map((card) => card.dataset.incident).join();
    if (shown === wanted) return;
    const text = ids.length ? await fetchText(`/fragments/incidents?ids=${wanted}`) : "";
    if (this.listed !== wanted) return;
    replaceWith(cards, text || `<li class="card"></li>`);
    if (!ids.length) cards.firstChild.textContent = t("overview.incidents_none");
    performance.mark("selon:listed");
  }

  async open(found) {
    const keys = [...found].slice(0, SHOWN).map((at) => this.marks.key[at]);
    this.panel?.remove();
    const panel = (this.panel = make("section", { className: "card-panel" }));
    panel.setAttribute("aria-label", t("overview.here"));
    const head = panel.appendChild(make("div", { className: "panel-head" }));
    const place = this.marks.place[found[0]];
    head.append(make("h2", { textContent: place < 0 ? t("overview.here") : this.marks.columns.places[place] }));
    const close = head.appendChild(make("button", { type: "button", className: "quiet", textContent: t("site.close") }));
    const shut = () => {
      panel.remove();
      this.map.canvas.focus({ preventScroll: true });
    };
    close.addEventListener("click", shut);
    panel.addEventListener("keydown", (event) => event.key === "Escape" && shut());
    const list = panel.appendChild(make("ul", { className: "claim-list" }));
    document.getElementById("map").append(panel);
    replaceWith(list, await fetchText(`/fragments/claims?key=${keys.join()}`));
    if (found.length > SHOWN) panel.append(make("p", { className: "soft", textContent: `+ ${found.length - SHOWN}` }));
    close.focus({ preventScroll: true });
  }

  // The address that restores this view.
  remember() {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) if (value) query.append(name, value);
    const filters = query.toString();
    const { x, y, zoom } = this.map.frame;
    if (this.map.moved) query.set("at", [latitudeOf(y).toFixed(4), longitudeOf(x).toFixed(4), zoom.toFixed(2)].join());
    const text = query.toString();
    history.replaceState(null, "", text ? `?${text}` : location.pathname);
    for (const link of document.querySelectorAll(".exports a")) link.search = filters ? `?${filters}` : "";
    for (const link of document.querySelectorAll(".top-end a[hreflang]")) {
      link.search = `?back=${encodeURIComponent(location.pathname + location.search)}`;
    }
  }
}

function readForm(form) {
  const data = new FormData(form);
  const given = Object.fromEntries(SERVERS.map((name) => [name, (data.get(name) || "").trim()]));
  const [from, to] = [data.get("from"), data.get("to")].map((written) => daysOf(written || ""));
  return {
    given,
    kinds: new Set(data.getAll("kind")),
    certainties: new Set(data.getAll("certainty")),
    days: from || to ? [from ? from[0] : -4e8, to ? to[1] : 4e8] : null,
  };
}

function readPlace() {
  const parts = (new URLSearchParams(location.search).get("at") || "").split(",").map(Number);
  if (parts.length !== 3 || parts.some(Number.isNaN)) return null;
  return { x: worldX(parts[1]), y: worldY(parts[0]), zoom: parts[2] };
}

// The keys that fit what only the server can hold against the claims; null where nothing of that is asked.
async function fetchKeys({ given }) {
  const { within, ...rest } = given;
  if (!Object.values(rest).some(Boolean)) return null;
  const query = new URLSearchParams(Object.entries(given).filter(([, value]) => value));
  return new Set(await fetchJson(`/data/keys.json?${query}`));
}

async function fetchJson(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error((await answer.json().catch(() => null))?.error?.message || `${answer.status}`);
  return answer.json();
}

async function fetchText(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.text();
}

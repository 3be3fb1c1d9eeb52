// The overview: map, days and list, each showing what the other two leave.

import { loadBasemap } from "./basemap.js";
import { DaysView } from "./days.js";
import { append, make, replaceWith } from "./elements.js";
import { latitudeOf, longitudeOf, worldX, worldY } from "./frame.js";
import { onOtherInk, readInk } from "./ink.js";
import { makeLegend } from "./legend.js";
import { MapView } from "./map.js";
import { Marks, daysOf, dayText } from "./marks.js";
import { offerWider } from "./widen.js";
import { t } from "./words.js";

const SHOWN = 30; // incidents of the list that come together, claims of the panel
const SERVERS = ["q", "source", "outlet", "place", "within"]; // filters that the server holds against the claims

const home = document.getElementById("map");
if (home) start(home).catch((error) => home.append(make("p", { className: "map-note", textContent: t("overview.failed", { why: error.message }) })));

async function start(home) {
  const setup = JSON.parse(document.getElementById("setup").textContent);
  const loading = home.appendChild(make("p", { className: "map-note", textContent: t("overview.loading") }));
  const form = document.querySelector(".filters");
  const filters = readForm(form);
  const ground = setup.tiles ? null : loadGround(home);
  const [columns, keys] = await Promise.all([fetchJson(home.dataset.marks), fetchKeys(filters)]);
  loading.remove();
  const view = new Overview(home, new Marks(columns), { form, filters, keys, setup });
  // Incidents are made in the background after reports were added: look again until they are there.
  if (document.getElementById("merging")) setTimeout(() => location.reload(), 3000);
  if (ground) ground.then((found) => view.map.setGround(...found)).then(() => performance.mark("selon:ground"));
}

function loadGround(home) {
  return Promise.all([loadBasemap(home.dataset.basemap), fetchJson(home.dataset.names)]);
}

class Overview {
  constructor(home, marks, { form, filters, keys, setup }) {
    this.marks = marks;
    this.form = form;
    this.filters = filters;
    this.keys = keys;
    const ink = readInk();
    this.map = new MapView(home, marks, { ink, column: setup.names, tiles: setup.tiles, onMove: () => this.moved(), onPick: (found) => this.open(found), onNoTiles: () => this.standIn(home) });
    this.timeline = new DaysView(document.getElementById("days"), marks, { ink, locale: setup.locale, onBrush: (days) => this.brushed(days), onZoom: () => this.remember() });
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
    this.timeline.zoomTo(readSpan());
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
    this.credit = make("span", { textContent: setup.tiles ? setup.credit || "" : t("map.attribution") });
    this.credit.dataset.credit = "";
    this.note.append(make("span", { className: "unplaced" }), this.credit);
    home.append(makeLegend(), buttons, this.note);
    this.daysNote = make("div", { className: "days-note" });
    document.getElementById("days").append(this.daysNote);
    this.map.canvas.setAttribute("aria-label", `${t("overview.canvas_map", { count: this.marks.size })}. ${t("overview.map_help")} ${t("overview.open_help")}`);
  }

  // The server of the tiles does not answer: the map that is here takes their place.
  async standIn(home) {
    this.map.setGround(...(await loadGround(home)));
    this.credit.textContent = t("map.attribution");
    this.note.append(make("span", { textContent: t("overview.tiles_failed") }));
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
        this.remember();
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
    this.ranked = this.marks.incidents(this.inView).map((number) => this.marks.columns.incidents[number]);
    const ids = this.ranked.slice(0, SHOWN);
    const wanted = ids.join();
    this.sayNothing(ids.length === 0);
    document.getElementById("more")?.parentElement.remove();
    this.offerMore(ids.length);
    if (wanted === this.listed) return;
    this.listed = wanted;
    const cards = document.getElementById("cards");
    const shown = [...cards.children].map((card) => card.dataset.incident).join();
    if (shown === wanted) return;
    const text = ids.length ? await fetchText(`/fragments/incidents?ids=${wanted}`) : "";
    if (this.listed !== wanted) return;
    replaceWith(cards, text);
    performance.mark("selon:listed");
  }

  // Where no claim fits, what to let go of; where some do and are in no incident, that.
  sayNothing(none) {
    const home = document.getElementById("no-cards");
    if (document.getElementById("merging")) return;
    home.hidden = !none;
    if (!none) return;
    if (this.inView.length) home.replaceChildren(make("p", { textContent: t("overview.incidents_none") }));
    else offerWider(home, this.form, () => this.refilter(), this.map.moved ? () => this.showAll() : null);
  }

  // A button for the incidents behind those that are shown.
  offerMore(shown) {
    this.moreCards?.remove();
    if (shown >= this.ranked.length) return;
    const { ranked } = this;
    this.moreCards = make("p", { className: "more" });
    const button = this.moreCards.appendChild(make("button", { type: "button", className: "quiet", textContent: t("overview.show_more") }));
    button.addEventListener("click", async () => {
      const text = await fetchText(`/fragments/incidents?ids=${ranked.slice(shown, shown + SHOWN).join()}`);
      if (ranked !== this.ranked) return;
      const cards = document.getElementById("cards");
      const last = cards.lastElementChild;
      append(cards, text);
      this.offerMore(shown + SHOWN);
      last?.nextElementSibling?.querySelector("a").focus({ preventScroll: true });
    });
    document.getElementById("cards").after(this.moreCards);
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
    if (this.timeline.zoomed) query.set("span", this.timeline.domain.map(dayText).join());
    const text = query.toString();
    history.replaceState(null, "", text ? `?${text}` : location.pathname);
    const box = this.map.moved ? `&box=${this.map.frame.degrees().map((end) => end.toFixed(4)).join()}` : "";
    for (const link of document.querySelectorAll(".exports a")) link.search = `?${filters ? `${filters}&` : ""}untold=1${box}`;
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

function readSpan() {
  const ends = (new URLSearchParams(location.search).get("span") || "").split(",").map(daysOf);
  return ends.length === 2 && ends.every(Boolean) && ends[0][0] < ends[1][0] ? [ends[0][0], ends[1][0]] : null;
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

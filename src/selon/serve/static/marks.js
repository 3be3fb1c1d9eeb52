// The claims as columns, and which of them fit.

import { worldX, worldY } from "./frame.js";

const NOWHERE = 1e9;
const EPOCH = 719163; // the day 1970-01-01, counted from the year 1

export function dayNumber(moment) {
  return Math.floor(moment / 86400000) + EPOCH;
}

export function dayText(number) {
  return new Date((number - EPOCH) * 86400000).toISOString().slice(0, 10);
}

export function dayMoment(number) {
  return new Date((number - EPOCH) * 86400000);
}

// First and last day of `2023`, `2023-05` or `2023-05-20`; null where it is none.
export function daysOf(written) {
  const match = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(written.trim());
  if (!match) return null;
  const [year, month, day] = match.slice(1).map(Number);
  const first = Date.UTC(year, (month || 1) - 1, day || 1);
  const last = day ? first : Date.UTC(month ? year : year + 1, month || 0, 0);
  return Number.isNaN(first) ? null : [dayNumber(first), dayNumber(last)];
}

export class Marks {
  constructor(columns) {
    const ints = (name) => Int32Array.from(columns[name]);
    this.columns = columns;
    this.size = columns.lat.length;
    this.kind = Uint8Array.from(columns.kind);
    this.certainty = Uint8Array.from(columns.certainty);
    this.told = Uint8Array.from(columns.told);
    this.first = ints("first");
    this.last = ints("last");
    this.incident = ints("incident");
    this.place = ints("place");
    this.radius = Float32Array.from(columns.radius, (tenths) => tenths / 10);
    this.x = Float64Array.from(columns.lon, (steps) => (steps === NOWHERE ? NaN : worldX(steps / 1e4)));
    this.y = Float64Array.from(columns.lat, (steps) => (steps === NOWHERE ? NaN : worldY(steps / 1e4)));
    this.disputed = Uint8Array.from(columns.disputed);
    this.key = new Float64Array(this.size);
    let key = 0;
    for (let at = 0; at < this.size; at++) this.key[at] = key += columns.key[at];
  }

  dated(at) {
    return this.first[at] !== NOWHERE;
  }

  placed(at) {
    return !Number.isNaN(this.x[at]);
  }

  // The places in the columns of the claims that fit everything but the days and the map.
  fitting({ kinds, certainties, keys }) {
    const kind = this.columns.kinds.map((name) => !kinds.size || kinds.has(name));
    const certainty = this.columns.certainties.map((name) => !certainties.size || certainties.has(name));
    const found = new Uint32Array(this.size);
    let count = 0;
    for (let at = 0; at < this.size; at++) {
      if (kind[this.kind[at]] && certainty[this.certainty[at]] && (!keys || keys.has(this.key[at]))) found[count++] = at;
    }
    return found.subarray(0, count);
  }

  within(found, days) {
    if (!days) return found;
    const kept = new Uint32Array(found.length);
    let count = 0;
    for (const at of found) {
      if (this.first[at] !== NOWHERE && this.first[at] <= days[1] && this.last[at] >= days[0]) kept[count++] = at;
    }
    return kept.subarray(0, count);
  }

  inside(found, box, unplacedToo) {
    const [west, north, east, south] = box;
    const kept = new Uint32Array(found.length);
    let count = 0;
    for (const at of found) {
      const x = this.x[at];
      const y = this.y[at];
      if (Number.isNaN(x) ? unplacedToo : x >= west && x <= east && y >= north && y <= south) kept[count++] = at;
    }
    return kept.subarray(0, count);
  }

  // A box around the claims, without the outermost hundredth on each side.
  box(found) {
    const xs = [];
    const ys = [];
    for (const at of found) {
      if (!this.placed(at)) continue;
      xs.push(this.x[at]);
      ys.push(this.y[at]);
    }
    if (!xs.length) return null;
    const axis = (values) => {
      const sorted = Float64Array.from(values).sort();
      const cut = Math.floor(sorted.length / 100);
      return [sorted[cut], sorted[sorted.length - 1 - cut]];
    };
    const [west, east] = axis(xs);
    const [north, south] = axis(ys);
    return [west, north, east, south];
  }

  // The incidents of some claims, as places in the list of incidents: disputed ones first, then the most told.
  incidents(found) {
    const { strength, tellers } = this.columns;
    const counts = new Map();
    for (const at of found) {
      const number = this.incident[at];
      if (number >= 0) counts.set(number, (counts.get(number) || 0) + 1);
    }
    return [...counts.keys()].sort(
      (one, other) => strength[other] - strength[one] || tellers[other] - tellers[one] || counts.get(other) - counts.get(one) || one - other,
    );
  }
}

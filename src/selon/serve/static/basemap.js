// The land under the claims: read once from `basemap.bin`, drawn for any frame.

import { worldX, worldY } from "./frame.js";

const QUANTUM = 200; // steps a degree
const DETAILED = 4.5; // the zoom from which fine lines are drawn
const CHUNK = 48; // points whose box is known, so that what lies outside is passed over

export async function loadBasemap(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const layers = {};
  let place = 8;
  while (place < bytes.length) {
    const start = place + 1 + bytes[place];
    const name = String.fromCharCode(...bytes.subarray(place + 1, start));
    const length = new DataView(bytes.buffer, start, 4).getUint32(0, true);
    layers[name] = readLayer(bytes, start + 4);
    place = start + 4 + length;
  }
  return layers;
}

// Shapes as world coordinates in one list, where each begins, and a box around each stretch of CHUNK points.
function readLayer(bytes, place) {
  const whole = () => {
    let value = 0;
    let shift = 0;
    for (;;) {
      const byte = bytes[place++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
      shift += 7;
    }
  };
  const step = () => {
    const value = whole();
    return value & 1 ? -(value >> 1) - 1 : value >> 1;
  };
  const shapes = [];
  let x = 0;
  let y = 0;
  for (let count = whole(); count > 0; count--) {
    const size = whole();
    const points = new Float64Array(size * 2);
    const boxes = new Float64Array(Math.ceil(size / CHUNK) * 4).fill(Infinity);
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (let at = 0; at < size; at++) {
      x += step();
      y += step();
      const left = worldX(x / QUANTUM);
      const top = worldY(y / QUANTUM);
      points[2 * at] = left;
      points[2 * at + 1] = top;
      widen(boxes, Math.floor(at / CHUNK) * 4, left, top, at % CHUNK === 0);
      box[0] = Math.min(box[0], left);
      box[1] = Math.min(box[1], top);
      box[2] = Math.max(box[2], left);
      box[3] = Math.max(box[3], top);
    }
    shapes.push({ points, boxes, box });
  }
  return shapes;
}

function widen(boxes, at, left, top, first) {
  boxes[at] = first ? left : Math.min(boxes[at], left);
  boxes[at + 1] = first ? top : Math.min(boxes[at + 1], top);
  boxes[at + 2] = first ? left : Math.max(boxes[at + 2], left);
  boxes[at + 3] = first ? top : Math.max(boxes[at + 3], top);
}

export function drawGround(context, frame, layers, ink) {
  const far = frame.zoom < DETAILED ? "_far" : "";
  const fill = (name, colour) => {
    context.fillStyle = colour;
    context.beginPath();
    trace(context, frame, layers[name + far], true);
    context.fill("evenodd");
  };
  const line = (name, colour, width, dash = []) => {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.setLineDash(dash);
    context.beginPath();
    trace(context, frame, layers[name], false);
    context.stroke();
    context.setLineDash([]);
  };
  fill("land", ink.land);
  context.strokeStyle = ink.border;
  context.lineWidth = 0.6;
  context.stroke();
  fill("lakes", ink.sea);
  if (!far) line("regions", ink.region, 0.7);
  line(`borders${far}`, ink.border, 0.9);
  line(`disputed${far}`, ink.border, 0.9, [4, 3]);
}

// Add the shapes in view to the path. A stretch that lies wholly on one side is drawn by its ends alone.
function trace(context, frame, shapes, closed) {
  const [west, north, east, south] = frame.box();
  const wide = (east - west) * 0.05;
  const high = (south - north) * 0.05;
  const fine = 0.7 / frame.scale;
  for (const { points, boxes, box } of shapes) {
    if (box[2] < west || box[0] > east || box[3] < north || box[1] > south) continue;
    if (box[2] - box[0] < fine && box[3] - box[1] < fine) continue;
    const size = points.length / 2;
    let beforeX = Infinity;
    let beforeY = Infinity;
    context.moveTo(frame.left(points[0]), frame.top(points[1]));
    for (let at = 1; at < size; at++) {
      if (at % CHUNK === 0 && size - at > CHUNK) {
        const part = (at / CHUNK) * 4;
        const out =
          boxes[part + 2] < west - wide || boxes[part] > east + wide || boxes[part + 3] < north - high || boxes[part + 1] > south + high;
        if (out) {
          context.lineTo(frame.left(points[2 * at]), frame.top(points[2 * at + 1]));
          at += CHUNK - 1;
          context.lineTo(frame.left(points[2 * at]), frame.top(points[2 * at + 1]));
          continue;
        }
      }
      const x = points[2 * at];
      const y = points[2 * at + 1];
      if (Math.abs(x - beforeX) + Math.abs(y - beforeY) < fine && at < size - 1) continue;
      beforeX = x;
      beforeY = y;
      context.lineTo(frame.left(x), frame.top(y));
    }
    if (closed) context.closePath();
  }
}

// Names of countries whose place is in view and not taken.
// `column` is where a row has the name in the reader's language.
export function drawNames(context, frame, names, column, ink) {
  const taken = [];
  context.font = "600 11px system-ui, sans-serif";
  context.textAlign = "center";
  context.fillStyle = ink.faint;
  for (const row of names) {
    if (row[2] > frame.zoom + 0.6) continue;
    const left = frame.left(worldX(row[0]));
    const top = frame.top(worldY(row[1]));
    if (left < 0 || top < 0 || left > frame.width || top > frame.height) continue;
    const half = context.measureText(row[column]).width / 2;
    const box = [left - half, top - 8, left + half, top + 8];
    if (taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) continue;
    taken.push(box);
    context.fillText(row[column], left, top);
  }
}


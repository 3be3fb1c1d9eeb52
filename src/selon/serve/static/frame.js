// What part of the earth a map shows, in Web Mercator: x and y of the world run from 0 to 1, y southwards.

export const TILE = 256;
const NORTHMOST = 85.0511;

export function worldX(longitude) {
  return longitude / 360 + 0.5;
}

export function worldY(latitude) {
  const bounded = (Math.max(-NORTHMOST, Math.min(NORTHMOST, latitude)) * Math.PI) / 180;
  return 0.5 - Math.log(Math.tan(Math.PI / 4 + bounded / 2)) / (2 * Math.PI);
}

export function latitudeOf(y) {
  return ((2 * Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) - Math.PI / 2) * 180) / Math.PI;
}

export function longitudeOf(x) {
  return (x - 0.5) * 360;
}

export class Frame {
  constructor(x = 0.56, y = 0.45, zoom = 1.5) {
    this.x = x;
    this.y = y;
    this.zoom = zoom;
    this.width = 1;
    this.height = 1;
  }

  get scale() {
    return TILE * 2 ** this.zoom;
  }

  // The world's box that is shown.
  box() {
    const wide = this.width / this.scale / 2;
    const high = this.height / this.scale / 2;
    return [this.x - wide, this.y - high, this.x + wide, this.y + high];
  }

  // West, south, east and north of it, in degrees.
  degrees() {
    const [west, north, east, south] = this.box();
    return [longitudeOf(west), latitudeOf(south), longitudeOf(east), latitudeOf(north)];
  }

  left(x) {
    return this.width / 2 + (x - this.x) * this.scale;
  }

  top(y) {
    return this.height / 2 + (y - this.y) * this.scale;
  }

  at(left, top) {
    return [this.x + (left - this.width / 2) / this.scale, this.y + (top - this.height / 2) / this.scale];
  }

  pixels(km, y) {
    const narrow = Math.max(0.05, Math.cos((latitudeOf(y) * Math.PI) / 180));
    return ((km / 111.195 / 360) * this.scale) / narrow;
  }

  resize(width, height) {
    this.width = Math.max(1, width);
    this.height = Math.max(1, height);
    this.keep();
  }

  move(left, top) {
    this.x -= left / this.scale;
    this.y -= top / this.scale;
    this.keep();
  }

  // Zoom so that what lies under a point of the screen stays there.
  zoomAt(by, left = this.width / 2, top = this.height / 2) {
    const [x, y] = this.at(left, top);
    this.zoom += by;
    this.keep();
    this.x = x - (left - this.width / 2) / this.scale;
    this.y = y - (top - this.height / 2) / this.scale;
    this.keep();
  }

  // Show a box of the world with some land around it.
  fit([west, north, east, south], most = 9) {
    const across = Math.max((east - west) * TILE, 1e-9);
    const down = Math.max((south - north) * TILE, 1e-9);
    this.zoom = Math.min(most, Math.log2(Math.min((0.8 * this.width) / across, (0.7 * this.height) / down)));
    this.x = (west + east) / 2;
    this.y = (north + south) / 2;
    this.keep();
  }

  keep() {
    const least = Math.log2(Math.max(this.width / TILE / 1.25, 1));
    this.zoom = Math.max(Math.min(least, 2.5), Math.min(14, this.zoom));
    this.x = Math.max(0, Math.min(1, this.x));
    this.y = Math.max(0.02, Math.min(0.98, this.y));
  }
}

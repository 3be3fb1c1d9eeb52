// Map tiles of an address of the settings, drawn in place of the ground.

import { TILE } from "./frame.js";

const KEPT = 300;

export class Tiles {
  // `onFail` is told once, where no tile at all can be had.
  constructor(address, onLoad, onFail) {
    this.address = address;
    this.onLoad = onLoad;
    this.onFail = onFail;
    this.kept = new Map();
    this.loaded = this.failed = false;
  }

  draw(context, frame) {
    const zoom = Math.max(0, Math.min(18, Math.round(frame.zoom)));
    const across = 2 ** zoom;
    const size = (TILE * 2 ** frame.zoom) / across;
    const [west, north, east, south] = frame.box();
    for (let row = Math.max(0, Math.floor(north * across)); row < Math.min(across, south * across); row++) {
      for (let column = Math.max(0, Math.floor(west * across)); column < Math.min(across, east * across); column++) {
        const image = this.get(zoom, column, row);
        if (!image.complete || !image.naturalWidth) continue;
        context.drawImage(image, frame.left(column / across), frame.top(row / across), size + 0.5, size + 0.5);
      }
    }
  }

  has() {
    this.loaded = true;
    this.onLoad();
  }

  fail() {
    if (this.loaded || this.failed) return;
    this.failed = true;
    this.onFail();
  }

  get(zoom, column, row) {
    const address = this.address.replace("{z}", zoom).replace("{x}", column).replace("{y}", row).replace("{s}", "a");
    let image = this.kept.get(address);
    if (!image) {
      image = new Image();
      image.crossOrigin = "anonymous";
      image.addEventListener("load", () => this.has());
      image.addEventListener("error", () => this.fail());
      image.src = address;
      this.kept.set(address, image);
      if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value);
    }
    return image;
  }
}

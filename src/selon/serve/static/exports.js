// What an export menu does by script: pictures as PNG, and the address of the view for somebody else.

import { readInk } from "./ink.js";
import { savePng } from "./png.js";

const SHARPER = 2; // pixels of a PNG for each of its drawing

document.documentElement.classList.add("scripted");
for (const link of document.querySelectorAll("[data-png]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    savePicture(link.dataset.png, link.href);
  });
}
for (const button of document.querySelectorAll("[data-copied]")) {
  if (!navigator.clipboard) button.closest("li").remove(); // only of a page by HTTPS or of this machine
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(location.href);
    button.textContent = button.dataset.copied;
  });
}

// What the page draws itself is saved as it stands; anything else as the server draws it.
async function savePicture(what, address) {
  const { paper } = readInk();
  const name = `selon-${what}.png`;
  const drawn = document.querySelector(what === "map" ? "#map canvas" : "#days canvas");
  if (drawn) return savePng(drawn, name, paper, what === "map" ? document.querySelector("[data-credit]").textContent : "");
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * SHARPER;
  canvas.height = image.naturalHeight * SHARPER;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return savePng(canvas, name, "#ffffff", "");
}

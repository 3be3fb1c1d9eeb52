// The colours of the page, for what is drawn on a canvas: read from the style sheet, light or dark.

const USUAL = 17; // pixels of a letter on a screen of some 1440 pixels

const NAMES = {
  paper: "--paper",
  land: "--land",
  sea: "--sea",
  border: "--border",
  region: "--region",
  ink: "--ink",
  soft: "--soft",
  faint: "--firm",
  accent: "--accent",
  onAccent: "--on-accent",
  wash: "--accent-wash",
  differs: "--differs",
};

export function readInk() {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(Object.entries(NAMES).map(([name, variable]) => [name, style.getPropertyValue(variable).trim()]));
}

// By how much more than usual the page's letters are enlarged: what is drawn is enlarged as they are.
export function readUnit() {
  return Math.max(1, parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL);
}

export function onOtherInk(tell) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => tell(readInk()));
}

// The form that stands for a certainty: told apart without colour.

const CORNERS = {
  planned: [[0, -1.2], [1.1, 0.9], [-1.1, 0.9]],
  urged: [[0, -1.25], [1.25, 0], [0, 1.25], [-1.25, 0]],
  conditional: [[-1, -1], [1, -1], [1, 1], [-1, 1]],
};

export function drawGlyph(context, certainty, x, y, size, ink) {
  context.strokeStyle = ink.accent;
  context.fillStyle = certainty === "certain" ? ink.accent : ink.land;
  context.lineWidth = 1.8;
  context.setLineDash(certainty === "possible" ? [2.4, 1.8] : []);
  context.beginPath();
  if (certainty === "unclear") {
    context.moveTo(x - size, y - size);
    context.lineTo(x + size, y + size);
    context.moveTo(x - size, y + size);
    context.lineTo(x + size, y - size);
  } else if (CORNERS[certainty]) {
    CORNERS[certainty].forEach(([dx, dy], at) => context[at ? "lineTo" : "moveTo"](x + dx * size, y + dy * size));
    context.closePath();
    context.fill();
  } else {
    context.arc(x, y, size, 0, 2 * Math.PI);
    context.fill();
  }
  context.stroke();
  context.setLineDash([]);
}

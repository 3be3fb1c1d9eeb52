// A canvas as a PNG file, with who made its ground.

export function savePng(canvas, name, paper, credit) {
  const copy = document.createElement("canvas");
  copy.width = canvas.width;
  copy.height = canvas.height;
  const context = copy.getContext("2d");
  context.fillStyle = paper;
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(canvas, 0, 0);
  context.font = `${Math.round(copy.width / 110) + 6}px system-ui, sans-serif`;
  context.textAlign = "right";
  context.fillStyle = "#5b6670";
  if (name.includes("map")) context.fillText(credit, copy.width - 8, copy.height - 8);
  copy.toBlob((blob) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
}

// An incident's table: which cells are open stands in the address, so that the view can be shared.

const cells = [...document.querySelectorAll(".versions .cell")];
cells.forEach((cell, number) => {
  cell.dataset.number = number;
  cell.addEventListener("toggle", () => {
    const query = new URLSearchParams(location.search);
    const open = cells.filter((other) => other.open).map((other) => other.dataset.number);
    if (open.length) query.set("open", open.join());
    else query.delete("open");
    const text = query.toString();
    history.replaceState(null, "", `${location.pathname}${text ? `?${text}` : ""}${location.hash}`);
  });
});
for (const number of (new URLSearchParams(location.search).get("open") || "").split(",").filter(Boolean)) {
  if (cells[number]) cells[number].open = true;
}

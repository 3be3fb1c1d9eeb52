// The desk's keys: each presses the button, link or fold that shows it. They can be turned off.

document.documentElement.classList.add("scripted");
const box = document.getElementById("keys");
const KEPT = "selon-keys";
if (box) {
  box.checked = localStorage.getItem(KEPT) !== "off";
  box.addEventListener("change", () => localStorage.setItem(KEPT, box.checked ? "on" : "off"));
}

document.addEventListener("keydown", (event) => {
  if (!box?.checked || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
  if (event.target.closest("input:not([type=checkbox]), select, textarea")) return;
  const found = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!found || found.disabled) return;
  event.preventDefault();
  if (found.tagName === "SUMMARY") {
    found.parentElement.open = !found.parentElement.open;
    if (found.parentElement.open) found.parentElement.querySelector("select, input").focus();
  } else found.click();
});

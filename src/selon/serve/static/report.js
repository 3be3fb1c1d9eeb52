// A report: pointing at a marked word lights its claim beside the text, and the other way.

const pairs = new Map();
for (const word of document.querySelectorAll("a.word")) pairs.set(word, document.querySelector(CSS.escape ? `#${CSS.escape(word.hash.slice(1))}` : word.hash));
for (const [word, entry] of pairs) {
  if (!entry) continue;
  for (const [one, other] of [[word, entry], [entry, word]]) {
    for (const [name, on] of [["pointerenter", true], ["pointerleave", false], ["focusin", true], ["focusout", false]]) {
      one.addEventListener(name, () => {
        one.classList.toggle("here", on);
        other.classList.toggle("here", on);
        if (on && one === word && name === "pointerenter") showIn(entry);
      });
    }
  }
}

// Scroll the list, never the page, so that the claim of the word under the pointer is seen.
function showIn(entry) {
  const list = entry.closest(".beside");
  if (!list || list.scrollHeight <= list.clientHeight) return;
  const inside = list.getBoundingClientRect();
  const at = entry.getBoundingClientRect();
  if (at.top < inside.top || at.bottom > inside.bottom) list.scrollTop += at.top - inside.top - inside.height / 3;
}

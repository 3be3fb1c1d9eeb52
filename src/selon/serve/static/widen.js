// Where nothing fits: what is asked for, each with a button that lets go of it.

import { make } from "./elements.js";
import { t } from "./words.js";

const GROUPS = [["q"], ["source"], ["outlet"], ["place", "within"], ["kind"], ["certainty"], ["from", "to"]];

// Say in `home` that nothing fits; `again` asks anew, `whole` is what shows the whole map, null where it is shown.
export function offerWider(home, form, again, whole) {
  const offers = GROUPS.map((names) => [names, names.flatMap((name) => written(form, name))]).filter(([, values]) => values.length);
  const list = make("ul");
  const offer = (text, act) => {
    const button = make("button", { type: "button", className: "quiet", textContent: text });
    button.addEventListener("click", act);
    list.appendChild(make("li")).append(button);
  };
  for (const [names, values] of offers) {
    offer(t("filter.without", { what: values.join(", ") }), () => {
      for (const name of names) clear(form, name);
      again();
    });
  }
  if (whole) offer(t("overview.whole_map"), whole);
  const box = make("div", { className: "nothing" });
  box.append(make("p", { textContent: t("filter.nothing") }));
  if (list.children.length) box.append(make("p", { textContent: t("filter.widen") }), list);
  home.replaceChildren(box);
}

// What stands in a field, or beside the boxes that are ticked.
function written(form, name) {
  const found = [...form.querySelectorAll(`[name="${name}"]`)];
  const ticked = found.filter((field) => field.checked).map((field) => field.parentElement.textContent.trim());
  return found[0]?.type === "checkbox" ? ticked : found.map((field) => field.value.trim()).filter(Boolean);
}

function clear(form, name) {
  for (const field of form.querySelectorAll(`[name="${name}"]`)) {
    if (field.type === "checkbox") field.checked = false;
    else field.value = "";
  }
}

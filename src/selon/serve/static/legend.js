// The legend of the map and the days.

import { make } from "./elements.js";
import { t } from "./words.js";

const FORMS = {
  certain: '<circle class="ink" cx="13" cy="11" r="5.5"/>',
  reported: '<circle class="hollow" stroke-width="1.8" cx="13" cy="11" r="5.5"/>',
  possible: '<circle class="hollow" stroke-width="1.8" stroke-dasharray="2.4 1.8" cx="13" cy="11" r="5.5"/>',
  planned: '<polygon class="hollow" stroke-width="1.8" points="13,4 19,16 7,16"/>',
  urged: '<polygon class="hollow" stroke-width="1.8" points="13,4 20,11 13,18 6,11"/>',
  unclear: '<path class="bare" stroke-width="1.8" d="M8 6l10 10M8 16l10-10"/>',
  conditional: '<rect class="hollow" stroke-width="1.8" x="7.500" y="5.500" width="11" height="11"/>',
};
const OTHERS = {
  "overview.legend_disputed": '<circle class="ink" cx="13" cy="11" r="4"/><circle class="red" stroke-width="1.6" cx="13" cy="11" r="7"/><circle class="red" stroke-width="1.6" cx="13" cy="11" r="10"/>',
  "overview.legend_cluster": '<circle class="ink" cx="13" cy="11" r="9"/>',
  "overview.legend_radius": '<circle class="bare" stroke-dasharray="3 3" cx="13" cy="11" r="9.500"/>',
  "overview.legend_exact": '<rect class="ink" x="10" y="3" width="6" height="17"/>',
  "overview.legend_spread": '<path class="bare" stroke-width="1.8" d="M3 11h20M3 7v8M23 7v8"/>',
  "overview.legend_untold": '<rect class="bare" x="10" y="3" width="6" height="17"/>',
};

export function makeLegend() {
  const legend = make("details", { className: "legend" });
  legend.append(make("summary", { textContent: t("overview.legend") }));
  const list = legend.appendChild(make("ul"));
  for (const [name, form] of Object.entries(FORMS)) list.append(row(form, t(`certainty.${name}`)));
  for (const [key, form] of Object.entries(OTHERS)) list.append(row(form, t(key)));
  return legend;
}

function row(form, text) {
  const item = make("li");
  item.innerHTML = `<svg viewBox="0 0 26 22" aria-hidden="true">${form}</svg>`;
  item.append(make("span", { textContent: text }));
  return item;
}

// The interface's words that a page brings for its scripts, with their gaps filled.

const element = document.getElementById("words");
const words = element ? JSON.parse(element.textContent) : {};
export const language = document.documentElement.lang || "en";
const plural = new Intl.PluralRules(language);
const number = new Intl.NumberFormat(language);

export function t(key, values = {}) {
  const one = typeof values.count === "number" && plural.select(values.count) === "one" && words[`${key}_one`];
  return (one || words[key] || key).replace(/\{(\w+)\}/g, (whole, name) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === "number" ? number.format(value) : value;
  });
}

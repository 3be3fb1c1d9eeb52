// Making elements of a page.

export function make(name, properties = {}) {
  return Object.assign(document.createElement(name), properties);
}

// Put what the server wrote behind what an element holds.
export function append(element, markup) {
  const template = document.createElement("template");
  template.innerHTML = markup;
  element.append(template.content);
}

// Put what the server wrote, every text in it escaped there, in place of what an element holds.
export function replaceWith(element, markup) {
  const template = document.createElement("template");
  template.innerHTML = markup;
  element.replaceChildren(template.content);
}

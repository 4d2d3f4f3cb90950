/** The JSON that the page holds in the element `id`; null if it has none. */
export const read = (id) => JSON.parse(document.getElementById(id)?.textContent ?? "null");

/** The panels of the page, each with its drawing and its caption, in which are its files. */
export const panels = () =>
  [...document.querySelectorAll(".panel")].map((panel) => {
    const caption = document.getElementById(`${panel.id}-caption`);
    const [drawing, files] = [panel.querySelector("svg"), caption.querySelector(".files")];
    return { panel, drawing, caption, files, title: panel.dataset.title };
  });

/** An element with attributes and children. */
export function element(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** The same for drawings. */
export function svgElement(name, attributes = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function fill(made, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

export function button(text, press) {
  const made = element("button", { type: "button" }, text);
  made.addEventListener("click", press);
  return made;
}

/** A dialog with a heading, a button that closes it (Escape does, too) and, below, room for tools. */
export function dialog(id) {
  const title = element("h2", { id: `${id}-title`, tabindex: "-1" });
  const body = element("div", {
    class: "body",
    tabindex: "0",
    role: "region",
    "aria-labelledby": title.id,
  });
  const bar = element("div", { class: "bar" }, title, button("Close", () => made.close()));
  const tools = element("div", { class: "tools" });
  const made = element("dialog", { id, "aria-labelledby": title.id }, bar, tools, body);
  document.body.append(made);
  return { made, title, body, tools };
}

/** A table with a row header a row; without a head if `head` is empty. */
export function table(caption, head, rows) {
  if (rows.length === 0) return "";
  const made = element("table", {}, ...caption === "" ? [] : [element("caption", {}, caption)]);
  if (head.length > 0) {
    const cells = head.map((text) => element("th", { scope: "col" }, text));
    made.append(element("thead", {}, element("tr", {}, ...cells)));
  }
  const body = rows.map(([name, value]) =>
    element("tr", {}, element("th", { scope: "row" }, name), element("td", {}, String(value)))
  );
  made.append(element("tbody", {}, ...body));
  return made;
}

/** At most so many digits, with a true minus sign. */
export function numberText(value, digits = 4) {
  return String(Number(value.toPrecision(digits))).replaceAll("-", "−");
}

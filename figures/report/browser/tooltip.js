import { element } from "./dom.js";

const label = element("div", { class: "reading", hidden: "" });

/** Says something of a place in a drawing, above it or else below it: there it covers no data. */
export function showTooltip(drawing, clientX, text) {
  (drawing.closest("dialog") ?? document.body).append(label); // a dialog is above all else
  label.textContent = text;
  label.hidden = false;
  const { top, bottom } = drawing.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = label;
  const above = top - height;
  const highest = above >= 0 ? above : Math.min(bottom, innerHeight - height);
  label.style.top = `${highest}px`;
  label.style.left = `${Math.max(4, Math.min(clientX - width / 2, innerWidth - width - 4))}px`;
}

export function hideTooltip() {
  label.hidden = true;
}

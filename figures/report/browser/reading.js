import { axesOf } from "./axes.js";
import { element, numberText } from "./dom.js";

/**
 * Where the pointer is on the axes of a map, in the units of the labels, and the density there.
 * Drawings whose points have values of their own show those instead (values.js).
 */
export function reading() {
  const says = element("div", { class: "reading", hidden: "" });
  document.body.append(says);
  const grids = new Map();
  document.addEventListener("pointermove", ({ target, clientX, clientY }) => {
    const svg = target.closest?.(".plate > svg, #enlarged .body > svg");
    const [x, y] = svg && svg.querySelector(".layer") === null ? axesOf(svg) : [];
    const inside = (axis, at) => axis !== undefined && at >= axis.low - 2 && at <= axis.high + 2;
    const shown = (x === undefined ? y !== undefined : inside(x, clientX)) &&
      (y === undefined || inside(y, clientY));
    says.hidden = !shown;
    if (!shown) return;
    if (!grids.has(svg)) grids.set(svg, gridOf(svg));
    (svg.closest("dialog") ?? document.body).append(says); // a dialog is above all else
    const parts = [x && `x = ${x.value(clientX)}`, y && `y = ${y.value(clientY)}`];
    says.textContent = [...parts, grids.get(svg)?.(clientX, clientY)].filter(Boolean).join(", ");
    says.style.left = `${Math.min(clientX + 14, innerWidth - says.offsetWidth - 4)}px`;
    says.style.top = `${clientY + 16}px`;
  }, { passive: true });
}

/** Of a drawing with a grid of values (parts/values.ts): what is said of a place on the screen. */
function gridOf(svg) {
  const grids = [...svg.querySelectorAll("metadata")].map(({ textContent }) =>
    JSON.parse(textContent).grid
  );
  const grid = grids.find((each) => each !== undefined);
  if (grid === undefined) return undefined;
  const { name, area: [left, top, width, height], shape: [columns, rows], maximum, roots } = grid;
  const bytes = Uint8Array.from(atob(roots), (letter) => letter.charCodeAt(0));
  return (clientX, clientY) => {
    const at = new DOMPoint(clientX, clientY).matrixTransform(svg.getScreenCTM().inverse());
    const column = Math.round((at.x - left) / width * (columns - 1));
    const row = Math.round((1 - (at.y - top) / height) * (rows - 1)); // y grows upwards
    if (column < 0 || column >= columns || row < 0 || row >= rows) return undefined;
    const value = maximum * (bytes[column * rows + row] / 255) ** 2;
    return `${name}: ${numberText(value, 2)}`;
  };
}

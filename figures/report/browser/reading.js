import { axesOf } from "./axes.js";
import { numberText } from "./dom.js";
import { hideTooltip, showTooltip } from "./tooltip.js";

/**
 * Where the pointer is on the axes of a map, in the units of the labels, and the density there.
 * Drawings whose points have values of their own show those instead (values.js).
 */
export function reading() {
  const grids = new Map();
  document.addEventListener("pointermove", ({ target, clientX, clientY }) => {
    const svg = target.closest?.(".panel > svg, #enlarged .body > svg");
    if (svg?.querySelector(".layer")) return;
    const [x, y] = svg ? axesOf(svg) : [];
    const inside = (axis, at) => axis !== undefined && at >= axis.low - 2 && at <= axis.high + 2;
    const shown = (x === undefined ? y !== undefined : inside(x, clientX)) &&
      (y === undefined || inside(y, clientY));
    if (!shown) return hideTooltip();
    if (!grids.has(svg)) grids.set(svg, gridOf(svg));
    const said = (axis, name, at) => axis && `${axis.name ?? name} = ${axis.value(at)}`;
    const parts = [
      said(x, "x", clientX),
      said(y, "y", clientY),
      grids.get(svg)?.(clientX, clientY),
    ];
    showTooltip(svg, clientX, parts.filter(Boolean).join(", "));
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

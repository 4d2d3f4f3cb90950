import { dot, plot, pointer } from "@observablehq/plot";
import { element, numberText, panels, svgElement } from "./dom.js";
import { hideTooltip, showTooltip } from "./tooltip.js";

/** How far from a point the pointer may be, px of the drawing. */
const REACH = 25;

/**
 * Shows the values of a drawing's points: under the pointer, and one after the other by a slider. The
 * points are in the drawing's metadata (parts/values.ts); Observable Plot finds the nearest and
 * rings it, on a layer of its own over the drawing.
 */
export function showingValues() {
  for (const { drawing, files } of panels()) {
    const points = pointsOf(drawing);
    if (points.length > 0) files.append(slider(layerOver(drawing, points), points));
  }
}

/** The points of all series, each with its place and what is to be said of it. */
function pointsOf(drawing) {
  return [...drawing.querySelectorAll("metadata")]
    .map((text) => JSON.parse(text.textContent))
    .flatMap(({ name, columns, points = [] }) =>
      points.map(([x, y, ...values]) => {
        const lines = values.map((value, i) => {
          const text = typeof value === "number" ? numberText(value) : value;
          return columns[i] === "" ? text : `${columns[i]}: ${text}`;
        });
        return { x, y, text: [name, ...lines].filter(Boolean).join("\n") };
      })
    );
}

/** A layer in the coordinates of the drawing, which rings a point and says its values. */
function layerOver(drawing, points) {
  const { width, height } = drawing.viewBox.baseVal;
  const at = { x: "x", y: "y", maxRadius: REACH };
  const layer = plot({
    width,
    height,
    margin: 0,
    axis: null,
    x: { type: "identity" },
    y: { type: "identity" },
    marks: [dot(points, pointer({ ...at, r: 3.5, stroke: "#1a1a1a", strokeWidth: 1 }))],
  });
  layer.addEventListener("input", () => {
    if (!layer.value) return hideTooltip();
    const { x, y, text } = layer.value;
    showTooltip(drawing, new DOMPoint(x, y).matrixTransform(layer.getScreenCTM()).x, text);
  });
  // Inside a drawing, only what is painted gets the pointer.
  const ground = { width, height, fill: "none", "pointer-events": "all" };
  layer.prepend(svgElement("rect", ground));
  layer.setAttribute("aria-hidden", "true"); // the slider says the same
  const group = svgElement("g", { class: "layer" }, layer);
  // A click enlarges the figure; Plot would hold the tip.
  group.addEventListener("pointerdown", (event) => event.stopPropagation(), { capture: true });
  drawing.append(group);
  return layer;
}

/** By keyboard, finger or screen reader: from point to point. */
function slider(layer, points) {
  const input = element("input", { type: "range", min: "0", max: String(points.length - 1) });
  input.value = "0";
  const point = (type) => {
    const { x, y, text } = points[Number(input.value)];
    input.setAttribute("aria-valuetext", text.replaceAll("\n", ", "));
    const { x: clientX, y: clientY } = new DOMPoint(x, y).matrixTransform(layer.getScreenCTM());
    layer.dispatchEvent(new PointerEvent(type, { clientX, clientY, pointerType: "mouse" }));
  };
  input.addEventListener("focus", () => point("pointermove"));
  input.addEventListener("input", () => point("pointermove"));
  input.addEventListener("blur", () => point("pointerleave"));
  return element("label", { class: "values" }, "Values ", input);
}

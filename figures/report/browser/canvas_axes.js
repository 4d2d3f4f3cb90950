import { numberText } from "./dom.js";

/** Room for the axes, px. */
export const MARGIN = { left: 46, bottom: 42, top: 10, right: 12 };

/** The outline of a dot. */
export function mark(context, [x, y], radius) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  return context;
}

/** Both axes from -range to range, with their ticks and labels. */
export function axes(context, { x, y, range, labels: [across, up], style }) {
  const [left, right, top, bottom] = [x(-range), x(range), y(range), y(-range)];
  context.lineWidth = 1;
  context.strokeStyle = context.fillStyle = style.getPropertyValue("--ink");
  context.font = `12px ${style.fontFamily}`;
  context.beginPath();
  context.moveTo(left, top);
  context.lineTo(left, bottom);
  context.lineTo(right, bottom);
  for (const value of ticks(range)) {
    const text = numberText(value, 2);
    context.moveTo(x(value), bottom);
    context.lineTo(x(value), bottom + 4);
    context.moveTo(left, y(value));
    context.lineTo(left - 4, y(value));
    context.textBaseline = "top";
    context.textAlign = "center";
    context.fillText(text, x(value), bottom + 7);
    context.textBaseline = "middle";
    context.textAlign = "right";
    context.fillText(text, left - 7, y(value));
  }
  context.stroke();
  context.textAlign = "center";
  context.fillText(across, (left + right) / 2, bottom + 34);
  context.save();
  context.translate(left - 36, (top + bottom) / 2);
  context.rotate(-Math.PI / 2);
  context.fillText(up, 0, 0);
  context.restore();
}

/** Round numbers about 0, two or three to each side. */
function ticks(range) {
  const power = 10 ** Math.floor(Math.log10(range / 2));
  const step = [5, 2, 1].find((each) => each * power <= range / 2) * power;
  const count = Math.floor(range / step);
  return Array.from({ length: 2 * count + 1 }, (_, i) => (i - count) * step);
}

import type { SvgElement } from "./document.ts";
import { applyStyle, type Pdf, type Style } from "./pdf_style.ts";

const ELEMENT_NODE = 1;

/** A piece of a text in one size. */
interface Run {
  readonly text: string;
  readonly size: number;
  /** px below what stands before it. */
  readonly down: number;
}

/** Text, with pieces that are raised. */
export function drawText(pdf: Pdf, node: SvgElement, style: Style): void {
  const { fills: fill, strokes: stroke } = applyStyle(pdf, style);
  const runs = [...node.childNodes].map((child) => runOf(child, style));
  pdf.font(style["font-weight"] === "bold" ? "bold" : "regular");
  const widths = runs.map(({ text, size }) => {
    pdf.fontSize(size);
    return pdf.widthOfString(text);
  });
  const all = widths.reduce((sum, width) => sum + width, 0);
  const size = Number(style["font-size"]);
  let x = length(node, "x", size) -
    all * ({ start: 0, middle: 0.5, end: 1 }[style["text-anchor"]] ?? 0);
  let y = length(node, "y", size) + length(node, "dy", size);
  for (const [i, run] of runs.entries()) {
    y += run.down;
    pdf.fontSize(run.size);
    pdf.text(run.text, x, y, { lineBreak: false, baseline: "alphabetic", fill, stroke });
    x += widths[i]!;
  }
}

function runOf(node: SvgElement, style: Style): Run {
  const text = (node.textContent ?? "").replaceAll(/\s+/g, " ");
  const size = Number(style["font-size"]);
  if (node.nodeType !== ELEMENT_NODE) return { text, size, down: 0 };
  return {
    text,
    size: Number(node.getAttribute("font-size") ?? size),
    down: length(node, "dy", size),
  };
}

/** A length in px, or "0.35em" of a font's size. */
function length(node: SvgElement, name: string, size: number): number {
  const text = node.getAttribute(name) ?? "0";
  return text.endsWith("em") ? parseFloat(text) * size : Number(text);
}

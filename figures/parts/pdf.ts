import PDFDocument from "pdfkit";
import { DOMParser } from "linkedom";
import type { SvgElement } from "./document.ts";
import { applyStyle, inherit, INITIAL, type Pdf, type Style } from "./pdf_style.ts";
import { drawText } from "./pdf_text.ts";
import { PLATE } from "./style.ts";
import { sizeOf } from "./svg.ts";

/** The fonts that are embedded, as far as text uses them. */
export interface PdfFonts {
  readonly regular: Uint8Array;
  readonly bold: Uint8Array;
}

/** A point of print (1/72 inch) is so many px of a drawing. */
const POINTS = PLATE.millimetres / 25.4 * 72 / PLATE.width;

/**
 * Draws an SVG of ours as a page of PDF, in the size of print: 720 px are 183 mm. Text stays text. The
 * same drawing gives the same bytes: no date, no random id. Throws on what it cannot draw: images,
 * gradients, filters.
 */
export async function renderPdf(svg: string, fonts: PdfFonts): Promise<Uint8Array> {
  const parsed: unknown = new DOMParser().parseFromString(svg, "image/svg+xml");
  // linkedom's documents have this member; its types name lib.dom's, which Deno does not load.
  const { documentElement: root } = parsed as { readonly documentElement: SvgElement };
  const { width, height } = sizeOf(svg);
  const pdf: Pdf = new PDFDocument({
    size: [width * POINTS, height * POINTS],
    margin: 0,
    pdfVersion: "1.7", // whose colours can be transparent
    font: null, // its default is not embedded, and one given here would be read again for each text
    info: { Title: titleOf(root), CreationDate: new Date(0) }, // PDFKit would take today
  });
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const written = new Promise<void>((resolve) => {
    pdf.on("data", (chunk) => chunks.push(new Uint8Array(chunk)));
    pdf.on("end", resolve);
  });
  pdf.registerFont("regular", fonts.regular);
  pdf.registerFont("bold", fonts.bold);
  pdf.scale(POINTS, POINTS);
  drawChildren(pdf, root, inherit(INITIAL, root), clipsOf(root));
  pdf.end();
  await written;
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

type Clips = ReadonlyMap<string, SvgElement>;

/** The rectangles that cut, by id. */
function clipsOf(node: SvgElement): Clips {
  const found = new Map<string, SvgElement>();
  for (const child of elementsIn(node)) {
    if (child.localName === "clipPath") {
      found.set(child.getAttribute("id") ?? "", elementsIn(child)[0]!);
    } else for (const each of clipsOf(child)) found.set(...each);
  }
  return found;
}

const ELEMENT_NODE = 1;

const elementsIn = (node: SvgElement): SvgElement[] =>
  [...node.childNodes].filter(({ nodeType }) => nodeType === ELEMENT_NODE);

const titleOf = (root: SvgElement): string =>
  elementsIn(root).find(({ localName }) => localName === "title")?.textContent ?? "";

/** What is not painted. */
const SILENT = /* @__PURE__ */ new Set(["title", "desc", "metadata", "clipPath"]);

function drawChildren(pdf: Pdf, node: SvgElement, style: Style, clips: Clips): void {
  for (const child of elementsIn(node)) {
    if (!SILENT.has(child.localName)) draw(pdf, child, inherit(style, child), clips);
  }
}

function draw(pdf: Pdf, node: SvgElement, style: Style, clips: Clips): void {
  const transform = node.getAttribute("transform") ?? "";
  const clip = /^url\(#(.*)\)$/.exec(node.getAttribute("clip-path") ?? "")?.[1];
  const nested = node.localName === "svg";
  const apart = transform !== "" || clip !== undefined || nested;
  if (apart) pdf.save();
  if (nested) pdf.translate(numberOf(node, "x"), numberOf(node, "y"));
  applyTransform(pdf, transform);
  if (clip !== undefined) {
    trace(pdf, clips.get(clip)!);
    pdf.clip();
  }
  if (nested || node.localName === "g") drawChildren(pdf, node, style, clips);
  else if (node.localName === "text") drawText(pdf, node, style);
  else drawShape(pdf, node, style);
  if (apart) pdf.restore();
}

function applyTransform(pdf: Pdf, transform: string): void {
  for (const [, kind, numbers] of transform.matchAll(/(\w+)\(([^)]*)\)/g)) {
    const [first = 0, second] = numbers!.trim().split(/[ ,]+/).map(Number);
    if (kind === "translate") pdf.translate(first, second ?? 0);
    else if (kind === "rotate" && second === undefined) pdf.rotate(first);
    else if (kind === "scale") pdf.scale(first, second ?? first);
    else {
      throw new Error(
        `Cannot draw as PDF: expected translate, scale or rotate about the origin, found "${transform}"`,
      );
    }
  }
}

function drawShape(pdf: Pdf, node: SvgElement, style: Style): void {
  const { fills, strokes } = applyStyle(pdf, style); // before the outline: PDF takes nothing between it and paint
  if (!fills && !strokes) return;
  trace(pdf, node);
  if (fills && strokes) pdf.fillAndStroke();
  else if (fills) pdf.fill();
  else pdf.stroke();
}

/** Follows the outline of a shape. */
function trace(pdf: Pdf, node: SvgElement): void {
  const number = (name: string) => numberOf(node, name);
  switch (node.localName) {
    case "rect":
      return pdf.rect(number("x"), number("y"), number("width"), number("height"));
    case "circle":
      return pdf.circle(number("cx"), number("cy"), number("r"));
    case "line":
      pdf.moveTo(number("x1"), number("y1"));
      return pdf.lineTo(number("x2"), number("y2"));
    case "ellipse":
      return pdf.ellipse(number("cx"), number("cy"), number("rx"), number("ry"));
    case "polyline":
    case "polygon":
      return pdf.path(`M${node.getAttribute("points")}${node.localName === "polygon" ? "Z" : ""}`);
    case "path":
      return pdf.path(node.getAttribute("d") ?? "");
    default:
      throw new Error(
        `Cannot draw as PDF: expected a shape, a text or a group, found <${node.localName}>`,
      );
  }
}

const numberOf = (node: SvgElement, name: string): number => Number(node.getAttribute(name) ?? 0);

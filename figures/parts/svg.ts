import type { SvgElement } from "./document.ts";

/** Attributes that hold coordinates or lengths. */
const GEOMETRY = /* @__PURE__ */ new Set(
  "d,points,transform,x,y,x1,x2,y1,y2,cx,cy,r,rx,ry,dx,dy,width,height,viewBox,offset".split(","),
);
const NUMBER = /-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi;
const REFERENCE = /url\(#([^)]+)\)/g;
const TEXT_NODE = 3;

/**
 * The SVG text of `root`: the same bytes for the same drawing, whatever was drawn before it.
 *
 * Ids become `<figure>-<n>` in document order (Plot's clip ids are a process-wide counter),
 * coordinates have at most 2 decimals, attributes are sorted, classes, style sheets and the ARIA
 * labels of parts (an image's parts are not read out) are dropped. Throws on a coordinate that is not finite.
 */
export function serialiseSvg(root: SvgElement, figure: string): string {
  const ids = new Map<string, string>();
  collectIds(root, figure, ids);
  return write(root, ids, true) + "\n";
}

/** The size of a drawing, px: that of its coordinates, whatever its size in print. */
export function sizeOf(svg: string): { readonly width: number; readonly height: number } {
  const [, width, height] = /^<svg[^>]* viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
  if (width === undefined) {
    throw new Error('Cannot draw: expected an SVG that begins with <svg ... viewBox="0 0 w h">');
  }
  return { width: Number(width), height: Number(height) };
}

function collectIds(node: SvgElement, figure: string, ids: Map<string, string>): void {
  if (node.nodeType === TEXT_NODE) return;
  const id = node.getAttribute("id");
  if (id !== null) {
    if (ids.has(id)) throw new Error(`Cannot write figure "${figure}": id "${id}" is used twice`);
    ids.set(id, `${figure}-${ids.size + 1}`);
  }
  for (const child of node.childNodes) collectIds(child, figure, ids);
}

function write(node: SvgElement, ids: ReadonlyMap<string, string>, isRoot = false): string {
  if (node.nodeType === TEXT_NODE) return escape(node.textContent ?? "");
  if (node.localName === "style") return "";
  const attributes = Array.from(node.attributes, ({ name, value }) => ({ name, value }))
    .filter(({ name }) => isRoot || !(name === "class" || name.startsWith("aria-")))
    .sort((a, b) => a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
    .map(({ name, value }) => ` ${name}="${escape(attributeText(name, value, ids))}"`)
    .join("");
  const content = Array.from(node.childNodes, (child) => write(child, ids)).join("");
  return content === ""
    ? `<${node.localName}${attributes}/>`
    : `<${node.localName}${attributes}>${content}</${node.localName}>`;
}

function attributeText(name: string, value: string, ids: ReadonlyMap<string, string>): string {
  if (GEOMETRY.has(name)) {
    if (/NaN|Infinity/.test(value)) {
      throw new Error(`Cannot write attribute "${name}": "${value}" is not finite`);
    }
    return value.replace(NUMBER, (number) => String(Math.round(Number(number) * 100) / 100 + 0));
  }
  if (name === "id") return known(value, ids);
  if (name === "aria-labelledby") return value.split(" ").map((id) => known(id, ids)).join(" ");
  return value.replace(REFERENCE, (_, id: string) => `url(#${known(id, ids)})`);
}

function known(id: string, ids: ReadonlyMap<string, string>): string {
  const renamed = ids.get(id);
  if (renamed === undefined) throw new Error(`Cannot resolve id "${id}": no element has it`);
  return renamed;
}

function escape(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}

import { DOMParser } from "linkedom";

/** As much of a DOM element as the figures use; Deno's types have no DOM. */
export interface SvgElement {
  readonly nodeType: number;
  readonly localName: string;
  readonly childNodes: Iterable<SvgElement>;
  readonly attributes: Iterable<{ readonly name: string; value: string }>;
  textContent: string | null;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  append(...children: (SvgElement | string)[]): void;
}

/** As much of a DOM document as the figures and Plot use. */
export interface SvgDocument {
  createElementNS(namespace: string, name: string): SvgElement;
}

export const SVG_NAMESPACE = "http://www.w3.org/2000/svg";

/** An empty SVG document: no window, no globals. */
export function newDocument(): SvgDocument {
  const document: unknown = new DOMParser().parseFromString("<svg/>", "image/svg+xml");
  // linkedom's documents have these members; its types name lib.dom's, which Deno does not load.
  return document as SvgDocument;
}

export type Attributes = Readonly<Record<string, string | number>>;

/** Makes an element, e.g. `element(document, "text", { x: 3, y: 12 }, "U", superscript)`. */
export function element(
  document: SvgDocument,
  name: string,
  attributes: Attributes = {},
  ...children: readonly (SvgElement | string)[]
): SvgElement {
  const made = document.createElementNS(SVG_NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

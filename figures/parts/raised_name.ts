import { element, type SvgDocument, type SvgElement } from "./document.ts";

/** A text whose letters after "^" are raised: "spatial U^σ". */
export function raisedName(
  document: SvgDocument,
  name: string,
  attributes: Readonly<Record<string, string | number>>,
): SvgElement {
  const [base, raised, rest] = name.split(/\^(\p{L}+)/u);
  if (raised === undefined) return element(document, "text", attributes, base!);
  const above = element(document, "tspan", { dy: -4.5, "font-size": 8.5 }, raised);
  const after = rest === "" ? [] : [element(document, "tspan", { dy: 4.5 }, rest!)];
  return element(document, "text", attributes, base!, above, ...after);
}

import { element, type SvgDocument, type SvgElement } from "./document.ts";

/** A text whose part after "^" is raised: "spatial U^σ". */
export function raisedName(
  document: SvgDocument,
  name: string,
  attributes: Readonly<Record<string, string | number>>,
): SvgElement {
  const [base, raised] = name.split("^");
  if (raised === undefined) return element(document, "text", attributes, base!);
  const above = element(document, "tspan", { dy: -4.5, "font-size": 8.5 }, raised);
  return element(document, "text", attributes, base!, above);
}

import assert from "node:assert/strict";
import { element, newDocument, type SvgElement } from "../../../figures/parts/document.ts";
import { serialiseSvg, sizeOf } from "../../../figures/parts/svg.ts";

function svg(make: (document: ReturnType<typeof newDocument>) => SvgElement[]): SvgElement {
  const document = newDocument();
  return element(document, "svg", {}, ...make(document));
}

Deno.test("serialiseSvg() names ids after the figure when they are referred to", () => {
  const root = svg((document) => [
    element(document, "clipPath", { id: "plot-clip-17" }),
    element(document, "g", { "clip-path": "url(#plot-clip-17)" }),
  ]);
  assert.equal(
    serialiseSvg(root, "fig9z"),
    '<svg><clipPath id="fig9z-1"/><g clip-path="url(#fig9z-1)"/></svg>\n',
  );
});

Deno.test("serialiseSvg() rounds coordinates, not text or colours, to two decimals", () => {
  const root = svg((document) => [
    element(document, "path", { d: "M1.23456,-0.001L1e-7,2.5e2", fill: "#123456" }),
    element(document, "text", { x: 0.126 }, "1.23456"),
  ]);
  assert.equal(
    serialiseSvg(root, "f"),
    '<svg><path d="M1.23,0L0,250" fill="#123456"/><text x="0.13">1.23456</text></svg>\n',
  );
});

Deno.test("serialiseSvg() drops style sheets, classes and the labels of parts", () => {
  const root = svg((document) => [
    element(document, "style", {}, ".plot { color: red }"),
    element(document, "g", { class: "plot", "aria-label": "dot", fill: "red" }),
  ]);
  assert.equal(serialiseSvg(root, "f"), '<svg><g fill="red"/></svg>\n');
});

Deno.test("serialiseSvg() escapes text and attributes", () => {
  const root = svg((document) => [element(document, "text", { "data-a": '<"&' }, "a < b & c")]);
  assert.equal(
    serialiseSvg(root, "f"),
    '<svg><text data-a="&lt;&quot;&amp;">a &lt; b &amp; c</text></svg>\n',
  );
});

Deno.test("serialiseSvg() throws when a coordinate is not finite", () => {
  for (const bad of ["M0,NaNL1,2", "MInfinity,0"]) {
    const root = svg((document) => [element(document, "path", { d: bad })]);
    assert.throws(() => serialiseSvg(root, "f"), {
      message: `Cannot write attribute "d": "${bad}" is not finite`,
    });
  }
});

Deno.test("serialiseSvg() throws when an id is missing or used twice", () => {
  const dangling = svg((document) => [element(document, "g", { "clip-path": "url(#a)" })]);
  assert.throws(() => serialiseSvg(dangling, "f"), /Cannot resolve id "a"/);
  const twice = svg((document) => [
    element(document, "g", { id: "a" }),
    element(document, "g", { id: "a" }),
  ]);
  assert.throws(() => serialiseSvg(twice, "f"), /id "a" is used twice/);
});

Deno.test("sizeOf() is the size of the coordinates, in whatever size it is printed", () => {
  const svg =
    '<svg width="183mm" height="50.83mm" viewBox="0 0 720 200"><svg viewBox="0 0 1 1"/></svg>';
  assert.deepEqual(sizeOf(svg), { width: 720, height: 200 });
  assert.throws(() => sizeOf('<svg width="9"><svg viewBox="0 0 1 1"/></svg>'), /expected an SVG/);
});

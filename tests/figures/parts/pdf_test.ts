import assert from "node:assert/strict";
import type { PanelId } from "../../../figures/panels.ts";
import { renderPdf } from "../../../figures/parts/pdf.ts";
import { assemblePlate } from "../../../figures/parts/plate.ts";
import { plates } from "../../../figures/plates.ts";
import { exampleAsset } from "../../support/figures/draw_example.ts";
import { pdfContent } from "../../support/figures/pdf_content.ts";

const fonts = {
  regular: await exampleAsset("DejaVuSans.ttf"),
  bold: await exampleAsset("DejaVuSans-Bold.ttf"),
};

const render = async (svg: string) => new Uint8Array(await renderPdf(svg, fonts));

const drawing = (content: string, attributes = "") =>
  render(`<svg viewBox="0 0 720 360" ${attributes}>${content}</svg>`);

/** The operators between those that set up the page. */
const operatorsOf = async (content: string, attributes?: string) =>
  (await pdfContent(await drawing(content, attributes))).operators;

Deno.test("a plate is the same PDF twice, 183 mm wide, and its panels' texts are text", async () => {
  const read = (id: PanelId) =>
    Deno.readTextFile(new URL(`../snapshots/${id}.svg`, import.meta.url));
  const panels = await Promise.all(
    plates.fig2.map((row) => Promise.all(row.map(read))),
  );
  const svg = assemblePlate("fig2", panels);
  const pdf = await render(svg);
  assert.deepEqual(pdf, await render(svg));
  const { text, objects } = await pdfContent(pdf);
  assert.match(objects, /MediaBox \[0 0 518\.74\d* /);
  assert.match(objects, /\(Figure 2\)\n/);
  assert.equal(objects.match(/\/FontFile2/g)?.length, 2);
  assert.ok(!objects.includes("Helvetica"));
  const lines = text.split("\n");
  for (const [, written] of svg.matchAll(/<text[^>]*>([^<]+)</g)) {
    const wanted = written!.replaceAll("&lt;", "<").replaceAll("&amp;", "&");
    assert.ok(lines.includes(wanted), wanted);
  }
  assert.ok(text.includes("biased") && text.includes("σ") && !text.includes("�"));
});

Deno.test("renderPdf() keeps places, transforms and clips", async () => {
  const operators = await operatorsOf(
    '<clipPath id="f-1"><rect x="1" y="2" width="3" height="4"/></clipPath>' +
      '<svg x="180" y="50" viewBox="0 0 9 9"><g transform="translate(5,6) rotate(-90)">' +
      '<rect clip-path="url(#f-1)" x="7" y="8" width="9" height="10"/></g></svg>',
  );
  const [inside, ...more] = operators.split("1 0 0 1 180 50 cm").slice(1);
  assert.equal(more.length, 0);
  assert.match(
    inside!,
    /^\s+q\s+1 0 0 1 5 6 cm\s+0 -1 1 0 0 0 cm\s+q\s+1 2 3 4 re\s+W n\s[^]*7 8 9 10 re\s+f/,
  );
  assert.equal(operators.match(/^q$/gm)?.length, operators.match(/^Q$/gm)?.length);
});

Deno.test("renderPdf() keeps colours, opacities, dashes and ends of lines, inherited and own", async () => {
  const { operators, objects } = await pdfContent(
    await drawing(
      '<g stroke-dasharray="4,2.5" stroke-linecap="round" opacity="0.5"><path d="M1,1L2,3" fill="none" ' +
        'stroke-opacity="0.5"/></g><path d="M0,0H9V9Z" fill="#00ff00" stroke="none"/>',
      'stroke="#ff0000" stroke-width="2"',
    ),
  );
  assert.match(operators, /1 0 0 SCN[^]*2 w\s+1 J[^]*\[4 2\.5\] 0 d\s+1 1 m\s+2 3 l\s+S\s/);
  assert.match(operators, /0 1 0 scn\s[^]*0 0 m[^]*9 0 l[^]*9 9 l[^]*h\s+f\s/);
  assert.match(objects, /\/CA 0\.25/);
});

Deno.test("renderPdf() paints nothing of shapes without paint, nor what is not drawn", async () => {
  const operators = await operatorsOf(
    '<title>T</title><desc>D</desc><metadata>{"a":1}</metadata>' +
      '<rect width="7" height="7" fill="none"/>',
  );
  assert.doesNotMatch(operators, / re|TJ/);
});

/** Where two pieces of text begin. */
type Run = [x: number, y: number, nextX: number, nextY: number];

Deno.test("renderPdf() anchors text by its width, raised parts included", async () => {
  const startOf = async (anchor: string) => {
    const text = `<text x="300" y="50" font-size="10" text-anchor="${anchor}">U` +
      '<tspan dy="-4" font-size="8">σ</tspan></text>';
    const starts = (await operatorsOf(text)).matchAll(/1 0 0 1 ([\d.]+) ([\d.]+) Tm/g);
    return Array.from(starts, ([, x, y]) => [Number(x), Number(y)]).flat() as Run;
  };
  const [start, base, next, raised] = await startOf("start");
  const [middle, , after] = await startOf("middle");
  const [end] = await startOf("end");
  assert.equal(start, 300);
  assert.ok(Math.abs((start + end) / 2 - middle) < 0.01 && end < middle);
  assert.ok(Math.abs((next - start) - (after - middle)) < 0.01);
  assert.equal(Math.abs(raised - base), 4);
});

Deno.test("renderPdf() refuses in one line what it cannot draw", async () => {
  const refused: readonly (readonly [svg: string, message: RegExp])[] = [
    ["<image/>", /^Cannot draw as PDF: expected a shape, a text or a group, found <image>$/],
    ['<path style="fill: red"/>', /^Cannot draw as PDF: <path> has attribute "style"$/],
    [
      '<g transform="skewX(3)"/>',
      /^Cannot draw as PDF: expected translate, .* found "skewX\(3\)"$/,
    ],
  ];
  for (const [svg, message] of refused) await assert.rejects(drawing(svg), { message });
});

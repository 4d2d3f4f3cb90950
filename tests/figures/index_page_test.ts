import assert from "node:assert/strict";
import { type FigureEntry, indexPage } from "../../figures/index_page.ts";
import { drawExample, panelNames } from "./draw_example.ts";
import { exampleActions, SMALL } from "./example_inputs.ts";

const HEADER = { title: "Figures", summary: "Smoke profile, released protocol." };

function entry(id: string, svg: string): FigureEntry {
  return {
    id,
    title: `Title of ${id}`,
    caption: "a < b",
    svg,
    numbers: { columns: ["batch", "loss"], rows: [[100, -1.23456789e-5], ["<end>", null]] },
    pngHref: `${id}.png`,
    svgHref: `${id}.svg`,
  };
}

Deno.test("indexPage() holds all panels with no id twice", async () => {
  const examples = exampleActions(SMALL);
  const entries: FigureEntry[] = [];
  for (const name of panelNames()) {
    entries.push(entry(name, (await drawExample(name, examples[name]!)).svg));
  }
  const page = indexPage(entries, HEADER);
  const ids = Array.from(page.matchAll(/\sid="([^"]+)"/g), (match) => match[1]);
  assert.equal(new Set(ids).size, ids.length);
  assert.equal(page.match(/<svg /g)?.length, entries.length);
  for (const [, target] of page.matchAll(/(?:url\(|href=")#([^")]+)/g)) {
    assert.ok(ids.includes(target), `Nothing has id "${target}"`);
  }
});

Deno.test("indexPage() fetches nothing", () => {
  const page = indexPage([entry("fig1a", "<svg/>")], HEADER);
  assert.doesNotMatch(page, /<(script|link|img|iframe)|@import|https?:/);
});

Deno.test("indexPage() escapes text and shortens numbers", () => {
  const page = indexPage([entry("fig1a", "<svg/>")], HEADER);
  assert.ok(page.includes("<p>a &lt; b</p>"));
  assert.ok(page.includes("<td>&lt;end&gt;</td>"));
  assert.ok(page.includes(">−0.000012346<"));
});

Deno.test("indexPage() throws when an id occurs twice", () => {
  const both = [
    entry("fig1a", '<svg><g id="clip"/></svg>'),
    entry("fig1b", '<svg><g id="clip"/></svg>'),
  ];
  assert.throws(() => indexPage(both, HEADER), {
    message: 'Cannot make the page: id "clip" occurs twice',
  });
});

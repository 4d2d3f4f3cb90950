import assert from "node:assert/strict";
import { VERDICT_RULE } from "../../figures/claim.ts";
import { indexPage } from "../../figures/index_page.ts";
import type { ReportParts } from "../../figures/index_page.ts";
import { panelIds } from "../../figures/panels.ts";
import type { About } from "../../figures/parts/about.ts";
import { escapeHtml } from "../../figures/parts/escape.ts";
import type { FigureEntry } from "../../figures/sheet.ts";
import { drawExample } from "../support/figures/draw_example.ts";
import { ARTICLE } from "../support/figures/example_article.ts";
import { CLAIMS } from "../support/figures/example_claims.ts";
import { exampleActions, SMALL } from "../support/figures/example_inputs.ts";

const ABOUT: About = {
  profile: "smoke",
  protocol: "released",
  seeds: [0, 1],
  computed: ["2026-11-25", "2026-11-26"],
  sizes: [{ what: "units", here: 16, paper: 512 }, { what: "seeds", here: 5, paper: 5 }],
  commit: "0123456789abcdef0123",
};
const HEADER = { title: "Figures", about: ABOUT };

const PARTS: ReportParts = {
  script: "go();\n",
  article: ARTICLE,
  lab: [],
  plates: new Map(),
  tables: [{ title: "Table A.1", rows: [] }],
  stageGraph: "<svg/>",
  others: [["a & b", "../a%20b/index.html"]],
  provenance: [{
    action: "figures/fig1a",
    stage: "fig1a",
    labels: { group: "figures" },
    leaf: "fig1a",
    key: "",
    parameters: { title: "</script><b>" },
    inputs: [],
    code: "",
    numerics: {},
    outputs: [],
    started: "2026-01-01T00:00:00.000Z",
    seconds: 1,
    origin: 'imported from "<dist>", unsigned',
  }],
};

const filesOf = (id: string) => ({
  svgHref: `${id}.svg`,
  pngHref: `${id}.png`,
  pdfHref: `${id}.pdf`,
});

/** A drawing of a panel that is so wide, px. */
const drawing = (width: number, content = "") => `<svg viewBox="0 0 ${width} 200">${content}</svg>`;
const PANEL = drawing(180);

function entry(id: string, svg: string): FigureEntry {
  return {
    id,
    title: `Title of ${id}`,
    caption: "a < b",
    noise: "",
    svg,
    ...filesOf(id),
  };
}

Deno.test("indexPage() holds all panels with no id twice", async () => {
  const examples = exampleActions(SMALL);
  const entries: FigureEntry[] = [];
  for (const name of panelIds) {
    entries.push(entry(name, (await drawExample(name, examples[name])).svg));
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
  const page = indexPage([entry("fig1a", PANEL)], HEADER);
  assert.doesNotMatch(page, /<(script|link|img|iframe)|@import|url\(h|src=/);
});

Deno.test("indexPage() escapes text", () => {
  const page = indexPage([entry("fig1a", PANEL)], HEADER);
  assert.ok(page.includes("</strong> a &lt; b</p>"));
});

Deno.test("indexPage() throws when an id occurs twice", () => {
  const both = [
    entry("fig1a", drawing(180, '<g id="clip"/>')),
    entry("fig1b", drawing(180, '<g id="clip"/>')),
  ];
  assert.throws(() => indexPage(both, HEADER), {
    message: 'Cannot make the page: id "clip" occurs twice',
  });
});

Deno.test("indexPage() has figures in the paper's order, ours last, and its tables after them", () => {
  const ids = ["figS1", "tableA2", "figC5d", "figC1a", "fig3a", "fig1b", "tableA1"];
  const page = indexPage(ids.map((id) => entry(id, PANEL)), HEADER);
  const headings = Array.from(page.matchAll(/<h2>([^<]+)</g), (match) => match[1]);
  const wanted = [
    "Figure 1",
    "Figure 3",
    "Figure C.1",
    "Figure C.5",
    "Figure S1 (ours)",
    "Tables A",
  ];
  assert.deepEqual(headings, wanted);
  for (const name of ["Figure C.1a.", "Figure C.5d.", "Table A.2.", "Figure S1."]) {
    assert.ok(page.includes(`data-title="${name}`), name);
  }
});

Deno.test("indexPage() tells analyses beyond the paper by question, result and caution", () => {
  const [first] = CLAIMS;
  const claim = { ...first!, number: 22 };
  const page = indexPage([entry("figS6", PANEL), entry("figS1", PANEL)], HEADER, [claim]);
  const [, beyond] = page.split('<section id="beyond"');
  assert.match(beyond!, /What is replay like as a movement\?/);
  assert.match(beyond!, /href="#claim-22">.*Replay is not compressed.*0\.12 \[0\.061, 0\.18\]/);
  assert.ok(beyond!.includes('id="figS6"') && !beyond!.includes('id="figS1"'));
  assert.ok(!beyond!.includes("Momentum"), "an analysis without figures and verdicts");
  const failing = indexPage([], { ...HEADER, about: { ...ABOUT, protocol: "described" } }, [claim]);
  assert.match(failing, /replay is faster, or it jumps/);
  assert.ok(!indexPage([entry("fig1a", PANEL)], HEADER).includes('id="beyond"'));
});

Deno.test("indexPage() tells what was found, then what it rests on, and its contents name both", () => {
  const ids = ["tableA1", "figS6", "fig2e"];
  const claim = { ...CLAIMS[0]!, number: 22 };
  const page = indexPage(ids.map((id) => entry(id, PANEL)), HEADER, [claim], PARTS);
  const sections = Array.from(
    page.matchAll(/<section (?:id|aria-label)="([^"]+)"/g),
    (match) => match[1],
  );
  const text = ["question", "task", "learning", "experience", "Figure 2", "meaning"];
  assert.deepEqual(sections, [...text, "claims", "beyond", "Tables A", "parameters", "stages"]);
  const [, contents] = /<nav aria-label="Contents"[^>]*>([^]*?)<\/nav>/.exec(page)!;
  const links = Array.from(contents!.matchAll(/href="#([^"]+)"/g), (match) => match[1]);
  const parts = text.filter((id) => id !== "Figure 2");
  const rests = ["claims", "beyond", "parameters", "stages"];
  assert.deepEqual(links, [...parts, ...rests, "fig2e", "tableA1"]);
});

Deno.test("indexPage() puts figures where the text speaks of them, each once", () => {
  const ids = ["fig1d", "fig2e", "figC5d", "figS1"];
  const page = indexPage(ids.map((id) => entry(id, PANEL)), HEADER, [], PARTS);
  const order = Array.from(
    page.matchAll(/<(?:section|div class="panel") id="([^"]+)"/g),
    (match) => match[1],
  );
  const text = ["question", "task", "learning", "offline", "fig1d", "experience", "fig2e"];
  const rest = ["direction", "figC5d", "meaning", "figS1", "parameters", "stages"];
  assert.deepEqual(order, [...text, ...rest]);
});

Deno.test("indexPage() throws when a figure belongs to no section", () => {
  assert.throws(() => indexPage([entry("fig9z", PANEL)], HEADER), {
    message: 'Cannot make the page: no section has figure "fig9z"',
  });
});

Deno.test("indexPage() lays panels out as on the plate, as far as there are any", () => {
  const ids = { fig1k: 180, fig1d: 180, fig1a: 360, fig1c: 180 };
  const entries = Object.entries(ids).map(([id, width]) => entry(id, drawing(width)));
  const page = indexPage(entries, HEADER, [], {
    ...PARTS,
    plates: new Map([["fig1", { ...filesOf("fig1"), action: "figures/fig1" }]]),
  });
  assert.deepEqual(
    Array.from(page.matchAll(/<div class="panel" id="([^"]+)"/g), ([, id]) => id),
    ["fig1a", "fig1c", "fig1d", "fig1k"],
  );
  const columns = Array.from(
    page.matchAll(/--columns: ([^"]+)"/g),
    ([, text]) => text!.match(/\d+(?=fr)/g),
  );
  assert.deepEqual(columns, [["360", "180", "180"], ["180", "540"], ["180", "540"]]);
  assert.match(page, /<figure class="sheet" id="fig1" data-action="figures\/fig1">/);
  assert.match(
    page,
    /Figure 1: <a href="fig1.svg">SVG<\/a> <a href="fig1.png">PNG<\/a> <a href="fig1.pdf"/,
  );
  for (const [letter] of ["a", "c", "d", "k"]) {
    assert.match(
      page,
      new RegExp(`id="fig1${letter}-caption">\\n<p><b>${letter}</b> <strong>Title of`),
    );
  }
});

Deno.test("indexPage() lets a figure as wide as a plate be scrolled, and names it alone", () => {
  const page = indexPage([entry("figS1", drawing(720))], HEADER);
  assert.match(page, /<figure class="sheet">\n<div class="plate">/);
  assert.match(
    page,
    /class="panel wide" id="figS1".* tabindex="0" role="region" aria-label="Figure S1"/,
  );
  assert.match(page, /<b>Figure S1\.<\/b> <strong>Title of figS1\.<\/strong>/);
});

Deno.test("indexPage() states the noise of most figures once, another with its figure", () => {
  const noises = { fig1b: "Noise < 1.", fig1c: "Noise < 2.", fig1d: "Noise < 2.", fig1a: "" };
  const entries = Object.entries(noises).map(([id, noise]) => ({ ...entry(id, PANEL), noise }));
  const page = indexPage(entries, HEADER);
  assert.match(page, /<header>[^]*<p id="noise">Noise &lt; 2\..*<\/p>[^]*<\/header>/);
  assert.deepEqual(page.match(/Noise &lt; \d\./g), ["Noise &lt; 2.", "Noise &lt; 1."]);
  assert.match(page, /id="fig1b-caption"[^]*?a &lt; b Noise &lt; 1\.<\/p>/);
  assert.ok(!indexPage([entry("fig1a", PANEL)], HEADER).includes('id="noise"'));
});

Deno.test("indexPage() opens with what was run, beside the paper, and how the claims fared", () => {
  const page = indexPage([], HEADER, CLAIMS);
  assert.match(page, /href="https:\/\/openreview\.net\/[^"]+".*Sufficient conditions/);
  assert.match(
    page,
    /<code>deno task reproduce --profile smoke<\/code>, at commit <code>0123456789ab</,
  );
  assert.match(page, /computed from 2026-11-25 to 2026-11-26\./);
  assert.match(page, /Seeds 0, 1, with the noise of the authors’ code\. Smaller than the paper/);
  assert.match(page, /class="differs"><th scope="row">units<.*>16<.*>512</);
  assert.match(page, /<tr><th scope="row">seeds</);
  for (const { number } of CLAIMS) assert.ok(page.includes(`href="#claim-${number}"`));
  const full = indexPage([], { ...HEADER, about: { ...ABOUT, sizes: ABOUT.sizes.slice(1) } });
  assert.match(full, /The paper’s sizes\./);
});

Deno.test("indexPage() has a card a claim with verdict and evidence of each protocol", () => {
  const page = indexPage([], HEADER, CLAIMS);
  assert.ok(page.includes('<section id="claims"'));
  assert.match(page, /id="claim-1-title"><span class="number">1<\/span> .*noisy &gt; noiseless/);
  assert.match(page, /class="verdict holds">.*✓.* holds</);
  assert.match(page, /class="verdict fails">.*✗.* does not hold</);
  assert.match(page, /class="verdict undecided">.*\?.* undecided</);
  for (const text of VERDICT_RULE) assert.ok(page.includes(escapeHtml(text)));
  assert.match(page, /0\.12 \[0\.061, 0\.18\].*seed 0: 0\.1, seed 1: 0\.15/);
  assert.match(page, /4\.9 SD from the limit; 3 seeds would decide it.*trajectories too few/);
  assert.match(page, /the value of seed 1 is NaN/);
  assert.match(page, /class="verdict untested">.* not tested</);
});

Deno.test("indexPage() follows a figure to its action and links other reports", () => {
  const drawn = { ...entry("fig1a", PANEL), action: "figures/fig1a" };
  const page = indexPage([drawn], HEADER, [], PARTS);
  assert.match(page, /<div class="panel" id="fig1a"[^>]* data-action="figures\/fig1a">/);
  assert.ok(page.includes('<a href="../a%20b/index.html">a &amp; b</a>'));
  assert.ok(page.includes("\\u003c/script>\\u003cb>"), "data cannot end its element");
  assert.ok(page.includes("1 imported from &quot;&lt;dist&gt;&quot;, unsigned."));
  assert.match(page, /<script>\ngo\(\);\n<\/script>\n<\/body>/);
  assert.doesNotMatch(page, /<(link|img|iframe)|<script[^>]* src=|@import|url\(h/);
});

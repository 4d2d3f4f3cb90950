import assert from "node:assert/strict";
import { articleSections } from "../../figures/article.ts";
import type { Article, Place } from "../../figures/article_facts.ts";
import { findings } from "../../figures/article_findings.ts";
import { articleParts } from "../../figures/article_text.ts";
import type { Block } from "../../figures/article_text.ts";
import { readingOf } from "../../figures/beyond.ts";
import { mathHtml } from "../../figures/parts/math.ts";
import type { Control } from "../../lib/results/claims.ts";
import { claims as beyondCriteria } from "../../stages/beyond_claims/criteria.ts";
import { claims as paperCriteria } from "../../stages/claims/criteria.ts";
import { ARTICLE, exampleClaims, examplePlace } from "../support/figures/example_article.ts";

const html = (article: Article, place: Place): string =>
  articleSections(article, place).map((section) => section.html).join("\n");

/** What a reader reads, on one line. */
const textOf = (page: string): string =>
  page.replace(/<script[^]*?<\/script>|<svg[^]*?<\/svg>/g, "").replace(/<[^>]*>/g, "")
    .replaceAll("&nbsp;", " ").replace(/\s+/g, " ");

const valuesOf = (page: string): string[] =>
  Array.from(page.matchAll(/class="value"[^>]*>(.*?)<\/(?:a|span)>/g), ([, text]) => text!);

Deno.test("the text tells every claim and shows every figure of the paper, each once", () => {
  const blocks = articleParts.flatMap(({ blocks }) => blocks);
  const of = <T>(pick: (block: Exclude<Block, string>) => readonly T[]) =>
    blocks.flatMap((block) => typeof block === "string" ? [] : pick(block));
  const claims = of((block) => "claims" in block ? block.claims : []);
  const all = [...paperCriteria, ...beyondCriteria].map(({ number }) => number);
  assert.deepEqual(claims.toSorted((a, b) => a - b), all);
  const figures = of((block) => "figures" in block ? block.figures : []);
  assert.deepEqual(figures, ["1", "2", "3", "C.1", "C.2", "C.3", "C.4", "C.5", "S"]);
  for (const figure of figures) {
    assert.equal(html(ARTICLE, examplePlace([])).split(`plate ${figure}<`).length, 2, figure);
  }
});

Deno.test("findings give all measures of their claims, and say what each outcome means", () => {
  for (const { number, measures } of [...paperCriteria, ...beyondCriteria]) {
    const { measured } = findings[number]!;
    const used = Array.from(measured.matchAll(/\{(\d)\}/g), ([, index]) => Number(index));
    assert.deepEqual(used, measures.map((_, i) => i), `claim ${number}`);
  }
  for (const verdict of ["holds", "does not hold", "undecided"] as const) {
    const claims = exampleClaims(verdict);
    const text = html(ARTICLE, examplePlace(claims));
    const sentences = claims.map((claim) =>
      findings[claim.number]!.outcomes?.[verdict] ?? readingOf(claim, "released")
    );
    for (const sentence of sentences) assert.ok(text.includes(mathHtml(sentence)), sentence);
    for (const { outcomes } of Object.values(findings)) {
      for (const [other, sentence] of Object.entries(outcomes ?? {})) {
        assert.equal(text.includes(mathHtml(sentence)), other === verdict, sentence);
      }
    }
    assert.equal(text.match(new RegExp(`</span> ${verdict}</span>`, "g"))?.length, claims.length);
  }
});

Deno.test("no number of a run is typed in: all change with what the run gives", () => {
  const place = examplePlace(exampleClaims("holds"));
  const doubled = (value: unknown): unknown => {
    if (typeof value === "number") return 2.03 * value;
    if (Array.isArray(value)) return value.map(doubled);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, doubled(each)]));
  };
  const { scene, ...facts } = ARTICLE;
  const other = { ...doubled(facts) as Article, scene }; // has the same shape
  const claims = exampleClaims("holds").map((claim) => ({
    ...claim,
    protocols: claim.protocols.map((each) => ({ ...each, mean: 7.1, low: 7.3, high: 7.7 })),
  }));
  const about = { ...place.about, seeds: [0, 1, 2, 3, 4, 5, 6] };
  const [one, two] = [html(ARTICLE, place), html(other, { ...place, claims, about })];
  const [before, after] = [valuesOf(one), valuesOf(two)];
  assert.equal(before.length, after.length);
  const tallies = ["13"]; // of claims, of which both runs have the same
  for (const [i, value] of before.entries()) {
    assert.ok(value !== after[i] || tallies.includes(value), `"${value}" is typed in`);
  }
  for (const value of ["2.25 m", "0.021 s", "129", "1001", "401", "0.83 m", "0.17 m", "0.96"]) {
    assert.ok(before.map(textOf).includes(value), value);
  }
  assert.ok(before.includes("301 [300, 301]") || before.includes("300 [300, 301]"), "of claim 3");
  const prose = html(ARTICLE, examplePlace(place.claims.filter(({ number }) => number !== 18))) // on 2
    .replace(/<(a|span) class="value".*?<\/\1>|<p class="evidence">.*?<\/p>|plate \S+</g, "");
  const names = /Fig(\.|ures?) [\dCS.]+[a-z]?( and \d)?|eq\. \d+|95 %/g;
  const typed = /.{0,20}\d.{0,20}/.exec(textOf(prose).replace(names, ""));
  assert.equal(typed, null);
});

Deno.test("without an interval the text gives the seeds' values, and why nothing was tested", () => {
  const untested = exampleClaims("not tested", {
    mean: null,
    low: null,
    high: null,
    perSeed: [[0, 0.25], [1, 0.75]],
    why: "2 seeds, an interval needs 3",
  });
  const place = examplePlace(untested);
  const two = html(ARTICLE, { ...place, about: { ...place.about, seeds: [0, 1] } });
  const text = textOf(two);
  assert.ok(text.includes("is 0.25 / 0.75 times as long in quiescence"));
  assert.ok(text.includes("– not tested2 seeds, an interval needs 3criterion: at most 1"));
  assert.ok(!text.includes("Not tested"), "once, beside the numbers");
  assert.ok(
    text.includes("those of 2 networks of each kind, one after the other: too few for an interval"),
  );
  assert.ok(text.includes("13 are not tested"));
  const missing = exampleClaims("not tested", {
    mean: null,
    perSeed: [[0, null], [1, 1]],
    why: "the value of seed 0 is NaN",
  });
  const gaps = textOf(html(ARTICLE, examplePlace(missing)));
  assert.ok(!gaps.includes("times as long in quiescence"));
  assert.ok(gaps.includes("Not tested: the value of seed 0 is NaN."));
});

Deno.test("what a run has neither a figure nor a claim of is left out", () => {
  const [third] = exampleClaims("holds").filter(({ number }) => number === 3);
  const nothing = { figures: new Map<string, string>() };
  const ids = (place: Place) => articleSections(ARTICLE, place).map(({ id }) => id);
  assert.deepEqual(ids(examplePlace([], nothing)), ["question", "task", "learning", "meaning"]);
  const one = examplePlace([third!], nothing);
  assert.deepEqual(ids(one), ["question", "task", "learning", "offline", "meaning"]);
  const text = textOf(html(ARTICLE, one));
  assert.ok(text.includes("that were weighed here, 1 holds."));
  assert.ok(!text.includes("Figure 1 shows"));
  assert.ok(!text.includes("Whether trained networks"));
  const other = { ...one, about: { ...one.about, protocol: "described" as const } };
  assert.ok(!ids(other).includes("offline"), "weighed under the other protocol only");
});

Deno.test("the text says whether standing still would match as well", () => {
  const control: Control = { perSeed: [], frozen: [], centre: [], evidence: true };
  const said = (controls: readonly Control[]) => {
    const claims = exampleClaims("holds", { controls }).filter(({ number }) => number === 6);
    return textOf(html(ARTICLE, examplePlace(claims)));
  };
  const no = /But a network that stood still at its start would match as well \(Uσ\): this is no/;
  assert.match(said([{ ...control, of: "U^σ", evidence: false }, control]), no);
  assert.match(said([control]), /that stood still at its start would match less well\./);
  assert.doesNotMatch(said([{ ...control, evidence: null }]), /stood still/);
  assert.doesNotMatch(said([]), /stood still/);
});

Deno.test("the text says what a run of its sizes and its noise is worth", () => {
  const place = examplePlace(exampleClaims("holds"));
  const full = { ...place, about: { ...place.about, sizes: [{ what: "u", here: 5, paper: 5 }] } };
  assert.match(textOf(html(ARTICLE, place)), /This run is smaller .* cannot judge the paper/);
  assert.match(textOf(html(ARTICLE, full)), /The networks and their number are those of the paper/);
  assert.doesNotMatch(textOf(html(ARTICLE, full)), /cannot judge/);
  const noise = (noise: Article["training"]["noise"], varianceFactor = 2) =>
    textOf(html({
      ...ARTICLE,
      training: { ...ARTICLE.training, noise },
      quiescent: { ...ARTICLE.quiescent, noise, varianceFactor },
    }, place));
  assert.match(noise("uniform"), /variance of the noise is doubled.*changes the mean push/);
  assert.match(noise("uniform", 3), /variance of the noise is multiplied by 3/);
  assert.match(noise("uniform", 1), /the velocity is zero, and the noise is as it was in training/);
  assert.doesNotMatch(noise("uniform", 1), /mean push/);
  assert.match(noise("gaussian"), /Here it is Gaussian, as in the equations\. A run/);
  const mixed = { ...ARTICLE, quiescent: { ...ARTICLE.quiescent, noise: "gaussian" as const } };
  assert.match(
    textOf(html(mixed, place)),
    /uniform, as in the code, in training, and Gaussian, as in the equations, in quiescence\. A/,
  );
  assert.match(noise("none"), /the velocity is zero, and there is no noise/);
  assert.doesNotMatch(noise("none"), /These are noisy|authors’ code draws/);
});

Deno.test("the text says what is decoded from, and where biased walks are drawn to", () => {
  const place = examplePlace([]);
  assert.match(
    textOf(html(ARTICLE, place)),
    /mean of the places of the 7 most active cells is the/,
  );
  assert.match(textOf(html(ARTICLE, place)), /drawn to a place in the box, 0\.31, 0\.37 m;/);
  const other = textOf(html({ ...ARTICLE, winners: 1, anchor: [0, 0] }, place));
  assert.match(other, /The place of the most active cell is the/);
  assert.match(other, /drawn to the middle of the box;/);
});

Deno.test("the text links to the laboratory and to figures only if the page has them", () => {
  const place = examplePlace(exampleClaims("holds"));
  assert.ok(!html(ARTICLE, place).includes("#laboratory"));
  assert.ok(html(ARTICLE, { ...place, has: () => true }).includes('href="#laboratory"'));
  assert.ok(html(ARTICLE, place).includes('<a href="#fig2e">Fig.&nbsp;2e</a>'));
  assert.ok(!html(ARTICLE, { ...place, has: () => false }).includes("#fig"));
});

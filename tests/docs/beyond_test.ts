import assert from "node:assert/strict";
import { BEYOND_CLAIMS, beyondDocument } from "../../cli/beyond.ts";
import { analyses, isOf } from "../../figures/beyond.ts";
import { panelIds } from "../../figures/panels.ts";
import { readClaims } from "../../lib/results/claims.ts";
import { claims as criteria } from "../../stages/beyond_claims/criteria.ts";

Deno.test("docs/beyond.md is what deno task beyond writes of the claims beside it", async () => {
  const written = await Deno.readTextFile(new URL("../../docs/beyond.md", import.meta.url));
  assert.equal(written, await beyondDocument(), 'run "deno task beyond"');
});

Deno.test("docs/beyond.json has all claims as they are weighed today, under both protocols", async () => {
  const claims = readClaims(await Deno.readFile(BEYOND_CLAIMS));
  assert.deepEqual(
    claims.map(({ number, statement }) => [number, statement]),
    criteria.map(({ number, statement }) => [number, statement]),
  );
  for (const [i, { number, protocols }] of claims.entries()) {
    const measured = criteria[i]!.measures.map(({ measure }) => measure);
    for (const name of ["released", "described"]) {
      const found = protocols.filter(({ protocol }) => protocol === name);
      assert.deepEqual(found.map(({ measure }) => measure), measured, `claim ${number}, ${name}`);
    }
  }
});

Deno.test("each claim and each figure beyond the paper belongs to one analysis", () => {
  const numbers = analyses.flatMap(({ claims }) => Object.keys(claims).map(Number));
  assert.deepEqual(numbers.sort((a, b) => a - b), criteria.map(({ number }) => number));
  for (const id of panelIds.filter((id) => /^(fig|table)S(?!1$)/.test(id))) {
    assert.equal(analyses.filter((analysis) => isOf(analysis, id)).length, 1, id);
  }
  for (const analysis of analyses) {
    assert.ok(panelIds.some((id) => isOf(analysis, id)), analysis.title);
  }
});

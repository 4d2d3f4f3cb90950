import assert from "node:assert/strict";
import { join } from "node:path";
import { BEYOND_CLAIMS, beyondDocument } from "../../cli/beyond.ts";
import { analyses, isOf } from "../../figures/beyond.ts";
import { panelIds } from "../../figures/panels.ts";
import { encodeClaims, readClaims } from "../../lib/results/claims.ts";
import { claims as criteria } from "../../stages/beyond_claims/criteria.ts";

Deno.test("docs/beyond.md is what deno task beyond writes of the claims beside it", async () => {
  const written = await Deno.readTextFile(new URL("../../docs/beyond.md", import.meta.url));
  assert.equal(written, await beyondDocument(), 'run "deno task beyond"');
});

Deno.test("deno task beyond --check names the claims that a run finds otherwise", async (t) => {
  const folder = await Deno.makeTempDir();
  const check = async (text: string) => {
    await Deno.writeTextFile(join(folder, "claims.json"), text);
    const args = ["run", "-q", "-P=offline", "cli/beyond.ts", "--check", "--report", folder];
    const cwd = new URL("../..", import.meta.url);
    const { code, stderr } = await new Deno.Command(Deno.execPath(), { args, cwd }).output();
    return { code, said: new TextDecoder().decode(stderr) };
  };
  const told = await Deno.readTextFile(BEYOND_CLAIMS);
  await t.step("none of the same", async () => {
    assert.deepEqual(await check(told), { code: 0, said: "" });
  });
  await t.step("the one with another number", async () => {
    const claims = readClaims(new TextEncoder().encode(told));
    const protocols = claims[2]!.protocols.map((each, i) => i === 0 ? { ...each, sd: 4 } : each);
    const changed = claims.map((claim, i) => i === 2 ? { ...claim, protocols } : claim);
    const { code, said } = await check(new TextDecoder().decode(encodeClaims(changed)));
    assert.equal(code, 1);
    assert.match(said, /^docs\/beyond.md tells claims 16 otherwise than .*; run it, then/);
  });
  await t.step("one that is missing", async () => {
    const claims = readClaims(new TextEncoder().encode(told)).slice(1);
    const { code, said } = await check(new TextDecoder().decode(encodeClaims(claims)));
    assert.equal(code, 1);
    assert.match(said, /tells claims 14 otherwise/);
  });
  await Deno.remove(folder, { recursive: true });
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

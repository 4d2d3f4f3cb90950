import assert from "node:assert/strict";
import { parseConfiguration } from "../../../../stages/configuration/profile.ts";
import { experiment } from "../../../../stages/experiment/experiment.ts";

const paper = parseConfiguration({ seeds: [3, 4] }, "the defaults");
const { actions } = experiment(paper, ["released", "described"]);

const named = (leaf: string) => [...actions.values()].filter(({ name }) => name.endsWith(leaf));

/** What an input is bound to, as text. */
function bound(input: unknown): string[] {
  return [input].flat().map((ref) => JSON.stringify(ref));
}

Deno.test("distances are measured of every seed, cell and task under both protocols", () => {
  assert.equal(named("/distances").length, 2 * 2 * 2, "vanilla and GRUs");
  assert.equal(named("/bandwidths").length, 2 * 2);
  assert.equal(named("/bearingDistances").length, 2 * 2 * 2, "unbiased and biased");
});

for (const leaf of ["/distances", "/bearingDistances"]) {
  Deno.test(`${leaf} are from an active set that shares no start with quiescence`, () => {
    for (const { inputs } of named(leaf)) {
      assert.ok(bound(inputs["active"]).every((ref) => ref.includes("/activeAgain/")));
      assert.ok(bound(inputs["again"]).every((ref) => ref.includes("/active/")));
      const starts = [...bound(inputs["quiescent"]), ...bound(inputs["frozen"])];
      assert.ok(starts.every((ref) => !/again/i.test(ref)), starts.join());
    }
  });
}

Deno.test("divergences at other bandwidths are of the sets that Fig. 2e compares", () => {
  const inputsOf = (name: string) => actions.get(name)!.inputs;
  const columns = ["U^σ", "U", "B^σ", "B"];
  for (const { inputs } of named("/bandwidths")) {
    assert.ok(bound(inputs["active"]).every((ref) => ref.includes("/active/")));
  }
  const { active } = inputsOf("spatial/vanilla/seed3/bandwidths");
  const kl = [...actions.values()].find(({ name }) =>
    /seed3\/divergence\/|divergence.*seed3/.test(name)
  );
  assert.equal(bound(active).length, columns.length);
  assert.deepEqual(bound(kl!.inputs["active"]).sort(), bound(active).sort());
});

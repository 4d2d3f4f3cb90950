import assert from "node:assert/strict";
import { references } from "../../../pipeline/graph.ts";
import type { Action } from "../../../pipeline/graph.ts";
import { parseConfiguration } from "../../../stages/configuration/profile.ts";
import { paperExperiment } from "../../../stages/experiment/experiment.ts";

const { actions } = paperExperiment(parseConfiguration({ seeds: [0, 1] }, "the defaults"), [
  "described",
]);

/** The actions that make an input, in its order. */
const makers = (action: Action, wanted: string): Action[] =>
  references(action).filter(({ input }) => input === wanted)
    .map(({ ref }) => actions.get(ref.action)!);

/** What the claims take of each control: what is compared, with which activities. */
function controlsOf(input: string): string[] {
  return makers(actions.get("described/claims")!, input).flatMap((divergence) => {
    const { quiescent, active } = divergence.parameters as {
      readonly quiescent: string;
      readonly active: readonly string[];
    };
    const [maker] = makers(divergence, "quiescent");
    if (!/frozen|centre/.test(quiescent)) return [];
    return [`${quiescent} from ${active.join(", ")}: ${maker!.name}`];
  });
}

const noisy = (seed: number, phase: string, bias: string) =>
  `described/spatial/vanilla/noisy/${bias}/seed${seed}/${phase}/centre/decode`;
const noiseless = (seed: number, bias: string) =>
  `spatial/vanilla/noiseless/${bias}/seed${seed}/quiescent/centre/decode`;

Deno.test("the paper's claims have standing still and starts about the centre beside its networks", () => {
  const every = (seed: number) => [
    `frozen from U^σ, U, B^σ, B: spatial/vanilla/unbiased/seed${seed}/own/frozen`,
    `U^σ centre from U^σ, B^σ: ${noisy(seed, "quiescent", "unbiased")}`,
    `B^σ centre from U^σ, B^σ: ${noisy(seed, "quiescent", "biased")}`,
    `U centre from U, B: ${noiseless(seed, "unbiased")}`,
    `B centre from U, B: ${noiseless(seed, "biased")}`,
  ];
  assert.deepEqual(controlsOf("divergence"), [...every(0), ...every(1)]);
});

Deno.test("claim 10 has them with the noise of training, claim 11 of GRUs", () => {
  const same = (seed: number) => [
    `frozen from U^σ, U, B^σ, B: spatial/vanilla/unbiased/seed${seed}/own/frozen`,
    `U^σ centre from U^σ, B^σ: ${noisy(seed, "quiescentSame", "unbiased")}`,
    `B^σ centre from U^σ, B^σ: ${noisy(seed, "quiescentSame", "biased")}`,
  ];
  assert.deepEqual(controlsOf("divergenceSame"), [...same(0), ...same(1)]);
  const grus = (seed: number) =>
    same(seed).map((each) =>
      each.replaceAll("vanilla", "gru").replace("quiescentSame", "quiescent")
        .replace("U^σ, U, B^σ, B", "U^σ, B^σ")
    );
  assert.deepEqual(controlsOf("gruDivergence"), [...grus(0), ...grus(1)]);
});

Deno.test("a control differs from the quiescence that it stands beside in its starts alone", () => {
  const control = (name: string) => actions.get(`${name}/centre/rollout`)!;
  for (const phase of ["quiescent", "quiescentSame"]) {
    const name = `described/spatial/vanilla/noisy/biased/seed1/${phase}`;
    const { parameters, inputs } = actions.get(`${name}/rollout`)!;
    const expected = { ...parameters, starts: "centre" };
    assert.deepEqual(control(name).parameters, expected);
    assert.deepEqual(control(name).inputs, inputs);
  }
});

import assert from "node:assert/strict";
import { join } from "node:path";
import { checkRollout } from "../../bench/checked_rollout.ts";
import { checkTraining } from "../../bench/checked_training.ts";
import { TextNetwork } from "../../bench/text_network.ts";
import { prepare } from "../../cli/prepare.ts";
import { assertClose } from "../support/assert_close.ts";
import { command } from "../support/command.ts";
import { findPython } from "../support/python.ts";

const networks = [
  "spatial/vanilla/noisy/unbiased/seed0",
  "spatial/gru/noisy/biased/seed0",
  "headDirection/vanilla/noisy/biased/seed0",
];
const rollouts = networks.map((network) => `${network}/quiescent/rollout`);

const python = await findPython();
const name = "networks do what a PyTorch written from the text does";

Deno.test({ name, ignore: python === undefined }, async (t) => {
  const folder = await Deno.makeTempDir();
  const options = { profile: "smoke", cache: join(folder, "cache"), only: rollouts.join(",") };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  assert.equal((await command(["reproduce", ...args, "--out", join(folder, "out")])).status, 0);
  const { plan } = await prepare(options, () => {});
  using _hold = plan.hold;
  await using text = new TextNetwork(python);

  for (const name of rollouts) {
    await t.step(name, async () => {
      const { peaks, winners, mean, deviation } = await checkRollout(plan, name, text, 100);
      assert.ok(peaks < 1e-5, `outputs differ by ${peaks}`);
      assert.ok(winners > 0.999, `${winners} have the same most active cells`);
      for (const [ours, theirs] of [mean, deviation]) {
        assertClose([ours], [theirs], { relative: 1e-3 });
      }
    });
  }
  for (const network of networks) {
    await t.step(`${network}/train`, async () => {
      const tests = await Array.fromAsync(checkTraining(plan, `${network}/train`, text, 30));
      assert.ok(tests.length > 1);
      for (const [, ours, theirs] of tests) assertClose([ours], [theirs], { relative: 1e-3 });
      assert.ok(tests.at(-1)![1] < tests[0]![1], "it has learned");
    });
  }
  await Deno.remove(folder, { recursive: true });
});

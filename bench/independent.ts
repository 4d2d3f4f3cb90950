/**
 * Compares networks of the cache with a PyTorch that was written from the text: `deno task independent --help`.
 */
import { Command } from "commander";
import { prepare } from "../cli/prepare.ts";
import { checkRollout } from "./checked_rollout.ts";
import { checkTraining } from "./checked_training.ts";
import { installed } from "./python.ts";
import { TextNetwork } from "./text_network.ts";

interface Options {
  readonly profile: string;
  readonly seeds: string;
  readonly protocol: string;
  readonly cache?: string;
  readonly batches: string;
}

const program = new Command("deno task independent")
  .description("Compares networks of the cache with a PyTorch that was written from the text")
  .option("--profile <name>", "smoke, quick or full", "full")
  .option("--seeds <list>", "seeds of the networks", "0")
  .option("--protocol <name>", "released or described", "released")
  .option("--cache <folder>", "where artifacts are kept (default: cache/)")
  .option("--batches <number>", "of the trainings", "300");
program.parse(Deno.args, { from: "user" });
const { batches, ...chosen } = program.opts<Options>();

/** Steps that are compared one by one: after more, rounding may have led elsewhere. */
const STEPS = 100;

const note = (text: string) => console.error(text);
if (!await installed(["numpy", "torch"], note)) Deno.exit(1);
const { plan } = await prepare({ ...chosen, only: "paper" }, note);
await using text = new TextNetwork();
const cached = [...plan.nodes.values()].filter(({ result }) => result !== undefined)
  .map(({ action: { name } }) => name);

for (
  const name of cached.filter((name) => /\/noisy\/\w+\/seed\d+\/quiescent\/rollout$/.test(name))
) {
  const { steps, peaks, winners, mean, deviation } = await checkRollout(plan, name, text, STEPS);
  console.log(
    `${name}: in ${steps} steps outputs differ by ${
      peaks.toExponential(1)
    } of the largest at most, ` +
      `${
        (100 * winners).toFixed(2)
      } % have the same most active cells; of all steps the largest output ` +
      `is ${mean.map((each) => each.toPrecision(6)).join(" here and ")} there on average, ` +
      `its deviation ${deviation.map((each) => each.toPrecision(6)).join(" and ")}`,
  );
}
const trained = cached.find((name) => /^spatial\/vanilla\/noisy\/unbiased\/.*\/train$/.test(name));
if (trained !== undefined) {
  for await (const [batch, ours, theirs] of checkTraining(plan, trained, text, Number(batches))) {
    const difference = (100 * Math.abs(theirs - ours) / ours).toPrecision(2);
    console.log(
      `${trained}: after ${batch} batches loss ${ours} here, ${theirs} there: ${difference} %`,
    );
  }
}

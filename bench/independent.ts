/**
 * Compares networks of the cache with a PyTorch that was written from the text: `deno task independent --help`.
 */
import { Command } from "commander";
import { prepare } from "../cli/prepare.ts";
import { checkRollout } from "./checked_rollout.ts";
import { checkTraining } from "./checked_training.ts";
import { positiveInteger } from "./positive_integer.ts";
import { installed } from "./python.ts";
import { TextNetwork } from "./text_network.ts";

interface Options {
  readonly profile: string;
  readonly seeds: string;
  readonly protocol: string;
  readonly cache?: string;
  readonly batches: number;
}

const program = new Command("deno task independent")
  .description("Compares networks of the cache with a PyTorch that was written from the text")
  .option("--profile <name>", "smoke, quick or full", "full")
  .option("--seeds <list>", "seeds of the networks", "0")
  .option("--protocol <name>", "released or described", "released")
  .option("--cache <folder>", "where artifacts are kept (default: cache/)")
  .option("--batches <number>", "of the trainings", positiveInteger, 300);
program.parse(Deno.args, { from: "user" });
const { batches, ...chosen } = program.opts<Options>();

/** Steps that are compared one by one: after more, rounding may have led elsewhere. */
const STEPS = 100;

/** What outputs may differ by, of the largest; and losses, of themselves. */
const TOLERANCE = { outputs: 1e-4, loss: 0.01 };

const note = (text: string) => console.error(text);
if (!await installed(["numpy", "torch"], note)) Deno.exit(1);
const { plan } = await prepare({ ...chosen, only: "paper" }, note);
using _hold = plan.hold;
await using text = new TextNetwork();
const cached = [...plan.nodes.values()].filter(({ result }) => result !== undefined)
  .map(({ action: { name } }) => name);
const rollouts = cached.filter((name) => /\/noisy\/\w+\/seed\d+\/quiescent\/rollout$/.test(name));
const trained = cached.find((name) => /^spatial\/vanilla\/noisy\/unbiased\/.*\/train$/.test(name));
if (rollouts.length === 0 && trained === undefined) {
  program.error('error: none of these networks is in the cache; run "deno task reproduce" first');
}

for (const name of rollouts) {
  const { steps, peaks, winners, mean, deviation } = await checkRollout(plan, name, text, STEPS);
  tell(peaks <= TOLERANCE.outputs, name, [
    `in ${steps} steps outputs differ by at most ${peaks.toExponential(1)} of the largest`,
    `${(100 * winners).toFixed(2)} % have the same most active cells`,
    `of all steps the largest output is ${digits(mean)} on average, its deviation ${
      digits(deviation)
    }`,
  ]);
}
if (trained !== undefined) {
  for await (const [batch, ours, theirs] of checkTraining(plan, trained, text, batches)) {
    const difference = Math.abs(theirs - ours) / ours;
    tell(difference <= TOLERANCE.loss, trained, [
      `after ${batch} batches the loss is ${digits([ours, theirs])}`,
      `which differ by ${(100 * difference).toPrecision(2)} %`,
    ]);
  }
}

/** Prints what was found of an action; too large a difference makes the exit status 1. */
function tell(agrees: boolean, name: string, found: readonly string[]): void {
  console.log(`${agrees ? "agrees" : "differs"} ${name}: ${found.join("; ")}`);
  if (!agrees) Deno.exitCode = 1;
}

function digits([ours, theirs]: readonly [ours: number, theirs: number]): string {
  return `${ours.toPrecision(6)} here and ${theirs.toPrecision(6)} there`;
}

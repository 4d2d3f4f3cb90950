import { performHere } from "../../pipeline/execute/perform.ts";
import { adopt as adoptResults } from "../../pipeline/run/adopt.ts";
import { adoptLines } from "../../pipeline/terminal/adopt_text.ts";
import { defineCommand, EXIT } from "../command.ts";
import { interruptible } from "../interruptible.ts";
import { positiveInteger, withFallback } from "../option.ts";
import { jobs, json, planOptions } from "../options.ts";
import { jobsOf } from "../performer.ts";
import { prepare } from "../prepare.ts";
import { listenerFor, say, warningsTo } from "../say.ts";

export const adopt = defineCommand({
  name: "adopt",
  description: "take trainings over after an edit that changes no bit: compare their beginnings",
  examples: [
    "deno task adopt --profile full",
    "deno task adopt --profile quick --only train --batches 50",
  ],
  options: {
    ...planOptions,
    batches: withFallback(positiveInteger("executed and compared of each"), 20),
    jobs,
    json,
  },
  async run({ batches, ...options }) {
    const listener = listenerFor(options);
    const { plan, executor } = await prepare(options, warningsTo(listener));
    return await interruptible(async (stop, kill) => {
      const outcomes = await adoptResults(plan, {
        length: batches,
        jobs: jobsOf(options),
        perform: performHere(plan.store, executor),
        listener,
        stop,
        kill,
        checkpointEvery: 20,
      });
      for (const line of adoptLines(outcomes)) say(`${line}\n`);
      if (stop.aborted || kill.aborted) return EXIT.interrupted;
      return outcomes.some(({ kind }) => kind === "differs") ? EXIT.failed : EXIT.done;
    });
  },
});

import { performHere } from "../../pipeline/execute/perform.ts";
import { adopt } from "../../pipeline/run/adopt.ts";
import { adoptLines } from "../../pipeline/terminal/adopt_text.ts";
import { EXIT } from "../exit_status.ts";
import { interruptible } from "../interruptible.ts";
import type { AdoptOptions } from "../options.ts";
import { jobsOf } from "../performer.ts";
import { prepareFor } from "../prepare_for.ts";
import { listenerFor, say } from "../say.ts";

export async function adoptResults(options: AdoptOptions): Promise<number> {
  const listener = listenerFor(options);
  const warn = (message: string): void => listener({ event: "warning", message });
  const prepared = await prepareFor(options, warn);
  const jobs = jobsOf(options);
  return await interruptible(async (stop, kill) => {
    const outcomes = await adopt(prepared.plan, {
      length: options.batches,
      jobs,
      perform: performHere(prepared.plan.store, prepared.executor),
      listener,
      stop,
      kill,
      checkpointEvery: 20,
    });
    for (const line of adoptLines(outcomes)) say(`${line}\n`);
    if (stop.aborted || kill.aborted) return EXIT.interrupted;
    return outcomes.some(({ kind }) => kind === "differs") ? EXIT.failed : EXIT.done;
  });
}

import { EXIT } from "../exit_status.ts";
import { interruptible } from "../interruptible.ts";
import type { VerifyOptions } from "../options.ts";
import { jobsOf } from "../performer.ts";
import { prepareFor } from "../prepare_for.ts";
import { listenerFor, say } from "../say.ts";
import { verify } from "../verify.ts";

export async function verifyResults(options: VerifyOptions): Promise<number> {
  const listener = listenerFor(options);
  const prepared = await prepareFor(options, (message) => listener({ event: "warning", message }));
  return await interruptible(async (stop, kill) => {
    const good = await verify(prepared, {
      jobs: jobsOf(options),
      threads: options.threads,
      sample: options.sample,
      seed: options.seed ?? crypto.getRandomValues(new Uint16Array(1))[0]!, // an array of one
      updateExpected: options.updateExpected ?? false,
      listener,
      say: (line) => say(`${line}\n`),
      stop,
      kill,
    });
    if (good === undefined) return EXIT.interrupted;
    return good ? EXIT.done : EXIT.failed;
  });
}

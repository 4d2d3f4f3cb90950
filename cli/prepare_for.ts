import { UsageError } from "../pipeline/errors.ts";
import type { Options } from "./options.ts";
import { prepare } from "./prepare.ts";
import type { Prepared } from "./prepare.ts";
import { say } from "./say.ts";

export async function prepareFor(
  options: Options,
  warn: (message: string) => void,
): Promise<Prepared> {
  const { profile = "full", protocol, seeds, only, set, cache, out, engine, blas } = options;
  const { sweep, experiment } = options;
  if (engine === "blas" && options.threads !== undefined) {
    throw new UsageError("Cannot use --threads with --engine blas: it has one thread an action");
  }
  const { remoteCache, remoteUpload, insecure, signKey, shareAdopted, trustedKeys, adopted } =
    options;
  const prepared = await prepare({
    profile,
    protocol,
    set,
    ...(seeds === undefined ? {} : { seeds }),
    ...(only === undefined ? {} : { only }),
    ...(cache === undefined ? {} : { cache }),
    ...(out === undefined ? {} : { out }),
    ...(sweep === undefined ? {} : { sweep }),
    ...(experiment === undefined ? {} : { experiment }),
    engine,
    blas,
    remoteCache,
    remoteUpload,
    insecure,
    signKey,
    shareAdopted,
    trustedKeys,
    adopted,
    warn,
  });
  for (const { typed, matches } of prepared.settings) {
    if (matches.length === 1 && typed.startsWith(`${matches[0]}=`)) continue;
    say(`${typed} means ${matches.length}: ${matches.join(", ")}\n`);
  }
  return prepared;
}

import { messageOf, UsageError } from "../../pipeline/errors.ts";
import { flawOf, valueAt } from "../../pipeline/flaw.ts";
import { didYouMean } from "../../pipeline/nearest.ts";
import { configurationSchema } from "./configuration.ts";
import type { Configuration } from "./configuration.ts";

export const profileNames = ["smoke", "quick", "full"] as const;

/** Reads a profile: one of ours by its name, or a JSON file by its path. */
export async function readProfile(profile: string): Promise<Configuration> {
  const named = profileNames.some((name) => name === profile);
  if (!named && !/[./\\]/.test(profile)) {
    const near = didYouMean(profile, profileNames);
    throw new UsageError(
      `Cannot find profile "${profile}"${near || `; there are ${profileNames.join(", ")}`}`,
    );
  }
  const file = named ? new URL(`./profiles/${profile}.json`, import.meta.url) : profile;
  const shown = named ? `stages/configuration/profiles/${profile}.json` : profile;
  let value: unknown;
  try {
    if (!(await Deno.stat(file)).isFile) throw new Error("it is not a file"); // a device has no end
    value = JSON.parse(await Deno.readTextFile(file));
  } catch (error) {
    throw new UsageError(`Cannot read profile "${shown}": ${messageOf(error)}`);
  }
  return parseConfiguration(value, `profile "${shown}"`);
}

/** Checks a configuration and fills the defaults in; the error names the file and the key. */
export function parseConfiguration(value: unknown, what: string): Configuration {
  const parsed = configurationSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!; // a failure has at least one
  throw new UsageError(`Cannot use ${what}: ${flawOf(issue, value, knownKeys)}`);
}

/** The names that a configuration has behind a path. */
function knownKeys(path: readonly PropertyKey[]): string[] {
  const found = valueAt(configurationSchema.parse({}), path);
  return typeof found === "object" && found !== null ? Object.keys(found) : [];
}

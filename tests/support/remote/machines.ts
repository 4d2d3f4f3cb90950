import { encodeActionResult, signedBy } from "../../../pipeline/action_result.ts";
import type { ActionResult, Artifact } from "../../../pipeline/action_result.ts";
import { parseDigest } from "../../../pipeline/digest.ts";
import type { ActionKey } from "../../../pipeline/digest.ts";
import type { RemoteOptions } from "../../../pipeline/remote/remote_cache.ts";
import type { Signer, TrustedKeys } from "../../../pipeline/store/signature.ts";
import { Rig } from "../rig.ts";
import type { RigRun } from "../rig.ts";

/** Writes its number, which rests on those of its inputs, in 20 kB. */
const GROW = `export async function run(action) {
  const inputs = await action.readAll("numbers");
  const numbers = inputs.map((bytes) => Number(JSON.parse(new TextDecoder().decode(bytes))));
  const sum = numbers.reduce((sum, number) => sum + number, action.parameters.value);
  await action.write("out", new TextEncoder().encode(JSON.stringify(String(sum).padStart(20000))));
}`;

/** An action at the beginning, two in the middle, a figure at the end. */
export const graph = (value = 10) => ({
  stages: {
    grow: {
      module: "grow.ts",
      inputs: { numbers: { format: "json", list: true, optional: true } },
    },
  } as const,
  actions: [
    { name: "root", stage: "grow", parameters: { value: 1 } },
    { name: "left", stage: "grow", parameters: { value: 2 }, inputs: { numbers: ["root.out"] } },
    { name: "right", stage: "grow", parameters: { value: 3 }, inputs: { numbers: ["root.out"] } },
    {
      name: "figure",
      stage: "grow",
      parameters: { value },
      inputs: { numbers: ["left.out", "right.out"] },
    },
  ],
});

export const ALL = ["figure", "left", "right", "root"];

/**
 * A machine with a cache of its own.
 *
 * @param value of the figure
 */
export function machine(value?: number): Promise<Rig> {
  return Rig.create({ "grow.ts": GROW }, graph(value));
}

/** Patient where a busy test machine needs it, and quick to try again. */
export const LIMITS = { attempts: 3, backOff: 5, answer: 30_000, total: 60_000, rate: 1e4 };

/** Options of a run that takes from a cache. */
export function from(url: URL, more: Partial<RemoteOptions> = {}) {
  return { remote: { url, upload: false, limits: LIMITS, ...more } } as const;
}

/** Options of a run that also gives to it. */
export function to(url: URL, more: Partial<RemoteOptions> = {}) {
  return from(url, { upload: true, ...more });
}

/** A key pair in memory. */
export async function keyPair(name: string): Promise<{ signer: Signer; trusted: TrustedKeys }> {
  const { privateKey, publicKey } = await crypto.subtle.generateKey("Ed25519", true, [
    "sign",
    "verify",
  ]) as CryptoKeyPair; // generated with usages of both kinds
  return { signer: { name, key: privateKey }, trusted: new Map([[name, [publicKey]]]) };
}

/** What a run says once that takes unsigned results. */
export const AS_UNSIGNED = /is taken as unsigned: without --trusted-keys, you trust whoever/;

/** Other warnings of a run. */
export function warningsOf({ warnings }: RigRun): string[] {
  return warnings.filter((text) => !AS_UNSIGNED.test(text));
}

/** A record that was changed, bound to an action anew, as whoever forges results can do it. */
export function bound(path: string, record: string): string {
  const { outputFiles, executionMetadata } = JSON.parse(record);
  const outputs: Record<string, Artifact> = {};
  let signature: Pick<ActionResult, "signature"> = {};
  for (const { path, digest, contents } of outputFiles) {
    const dot = path.lastIndexOf(".");
    if (path === ".signature") signature = signedBy(atob(contents));
    else {
      const [name, format] = [path.slice(0, dot), path.slice(dot + 1)];
      outputs[name] = { digest: digest.hash, bytes: Number(digest.sizeBytes), format };
    }
  }
  return encodeActionResult(keyIn(path), {
    outputs,
    started: executionMetadata.executionStartTimestamp,
    completed: executionMetadata.executionCompletedTimestamp,
    ...signature,
  });
}

/** The key in "ac/<key>". */
const keyIn = (path: string): ActionKey => parseDigest(path.slice(-64)) as ActionKey;

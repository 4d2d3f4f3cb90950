import { dirname, join } from "node:path";
import { numbersIn } from "../lib/files/numbers_in.ts";
import { counted } from "../pipeline/amount.ts";
import { canonicalJson } from "../pipeline/canonical.ts";
import { messageOf, UsageError } from "../pipeline/errors.ts";
import type { Plan } from "../pipeline/plan/plan.ts";
import { artifactBytes } from "../pipeline/store/materialise.ts";
import { EXPECTED_FOLDER } from "./project.ts";

/** What a profile is expected to give, with the numerics fingerprint of the machine that gave it. */
export interface Expected {
  readonly fingerprint: Readonly<Record<string, string>>;
  /** By "action.output". */
  readonly artifacts: Readonly<Record<string, ExpectedArtifact>>;
}

interface ExpectedArtifact {
  readonly digest: string;
  /** Of arrays and tables: how many numbers, their mean and root mean square, to six digits. */
  readonly count?: number;
  readonly mean?: number;
  readonly rms?: number;
}

export interface Comparison {
  /** Whether arithmetic here is that of the machine that the expectations are from. */
  readonly sameArithmetic: boolean;
  /** Artifacts that were compared, and how many of them are as expected. */
  readonly compared: number;
  readonly asExpected: number;
  /** Artifacts that are not among the expected ones. */
  readonly unexpected: number;
  /** Artifacts with other bytes and no numbers to compare, where arithmetic is another: drawings. */
  readonly incomparable: number;
  /** Expected artifacts that are not in the cache, or not of the actions that were asked for. */
  readonly missing: number;
  /** One line a difference. */
  readonly differences: readonly string[];
}

/**
 * Where arithmetic is another, means and root mean squares may differ by this part of the root mean
 * square. Rounding grows along trajectories and in decoding, where a unit in the last place may choose
 * another cell; a real change of the science shows as far more.
 */
const TOLERANCE = 0.05;

/** Formats that are compared: arrays, tables and drawings. A PNG follows from its SVG. */
const FORMATS: readonly string[] = ["npy", "safetensors", "json", "svg"];

/** The file of a profile's expectations. */
export function expectedPath(profile: string): string {
  return join(EXPECTED_FOLDER, `${profile}.json`);
}

/** Reads expectations; undefined if there are none for this profile. */
export async function readExpected(path: string): Promise<Expected | undefined> {
  try {
    return JSON.parse(await Deno.readTextFile(path)) as Expected; // written by writeExpected
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw new UsageError(`Cannot read "${path}": ${messageOf(error)}`);
  }
}

export async function writeExpected(path: string, expected: Expected): Promise<void> {
  const artifacts = Object.entries(expected.artifacts).map(([name, artifact]) =>
    `${JSON.stringify(name)}:${canonicalJson(artifact)}`
  );
  const lines = [ // a line an artifact, so that a diff shows which have changed
    `{"fingerprint":${canonicalJson(expected.fingerprint)},`,
    `"artifacts":{`,
    `${artifacts.join(",\n")}}}`,
    "",
  ];
  await Deno.mkdir(dirname(path), { recursive: true });
  await Deno.writeTextFile(path, lines.join("\n"));
}

/** What the plan's results are now; throws a UsageError if some are not in the cache. */
export async function expectedOf(plan: Plan): Promise<Expected> {
  const artifacts: Record<string, ExpectedArtifact> = {};
  for (const [name, { digest, format }] of artifactsOf(plan)) {
    if (digest === undefined) {
      throw new UsageError(`Cannot say what is expected: "${name}" is not in the cache`);
    }
    const bytes = await artifactBytes(plan.store, digest);
    artifacts[name] = { digest, ...format === "svg" ? {} : summary(format, bytes) };
  }
  return { fingerprint: plan.fingerprint, artifacts };
}

/** Compares what the cache holds with the expectations, and counts what cannot be compared. */
export async function compareExpected(plan: Plan, expected: Expected): Promise<Comparison> {
  const sameArithmetic = canonicalJson(plan.fingerprint) === canonicalJson(expected.fingerprint);
  const counts = { compared: 0, asExpected: 0, unexpected: 0, incomparable: 0 };
  const differences: string[] = [];
  for (const [name, { digest, format }] of artifactsOf(plan)) {
    const reference = expected.artifacts[name];
    const bytes = reference && digest && await plan.store.readBlob(digest);
    if (reference === undefined) {
      if (digest !== undefined) counts.unexpected++;
      continue;
    }
    if (bytes === undefined) continue;
    if (reference.digest === digest || sameArithmetic) {
      counts.compared++;
      if (reference.digest === digest) counts.asExpected++;
      else differences.push(`${name}: digest is ${digest}, expected ${reference.digest}`);
    } else {
      const found = format === "svg" ? { count: 0 } : summary(format, bytes);
      if (found.count === 0 && (reference.count ?? 0) === 0) {
        counts.incomparable++;
        continue;
      }
      const differing = compareSummaries(name, reference, found);
      counts.compared++;
      if (differing.length === 0) counts.asExpected++;
      differences.push(...differing);
    }
  }
  const missing = Object.keys(expected.artifacts).length - counts.compared - counts.incomparable;
  return { sameArithmetic, ...counts, missing, differences };
}

function* artifactsOf(plan: Plan) {
  const names = [...plan.nodes.keys()].sort();
  for (const name of names) {
    const { action, result } = plan.nodes.get(name)!; // one of its keys
    for (const [output, format] of Object.entries(action.stage.outputs).sort()) {
      if (!FORMATS.includes(format)) continue;
      yield [`${name}.${output}`, { digest: result?.outputs[output]?.digest, format }] as const;
    }
  }
}

function summary(format: string, bytes: Uint8Array): Omit<ExpectedArtifact, "digest"> {
  const values = numbersIn(format, bytes)?.values ?? new Float64Array();
  let [sum, squares] = [0, 0];
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  const count = values.length;
  const short = (value: number): number => Number(value.toPrecision(6));
  return count === 0
    ? { count }
    : { count, mean: short(sum / count), rms: short(Math.sqrt(squares / count)) };
}

function compareSummaries(
  name: string,
  expected: ExpectedArtifact,
  found: Omit<ExpectedArtifact, "digest">,
): string[] {
  if (expected.count !== found.count) {
    return [`${name}: it has ${counted(found.count ?? 0, "number")}, expected ${expected.count}`];
  }
  const scale = expected.rms ?? 0;
  return (["mean", "rms"] as const).flatMap((what) => {
    const [a = 0, b = 0] = [expected[what], found[what]];
    return Math.abs(a - b) <= TOLERANCE * scale ? [] : [`${name}: ${what} is ${b}, expected ${a}`];
  });
}

import { EnvironmentError, UsageError } from "../pipeline/errors.ts";
import type { PlanOptions } from "./options.ts";

/** Where systems keep a library with the CBLAS interface, the fastest first. */
const PLACES: Readonly<Partial<Record<typeof Deno.build.os, readonly string[]>>> = {
  linux: [
    "/opt/intel/oneapi/mkl/latest/lib/libmkl_rt.so",
    "/opt/intel/oneapi/mkl/latest/lib/intel64/libmkl_rt.so",
    ...["x86_64", "aarch64"].flatMap((machine) => [
      `/usr/lib/${machine}-linux-gnu/openblas-pthread/libopenblas.so.0`,
      `/usr/lib/${machine}-linux-gnu/openblas-serial/libopenblas.so.0`,
      `/usr/lib/${machine}-linux-gnu/libopenblas.so.0`,
      `/usr/lib/${machine}-linux-gnu/libmkl_rt.so`,
    ]),
    "/usr/lib64/libopenblas.so.0",
    "/usr/lib64/libopenblasp.so.0",
    "/usr/lib/libopenblas.so.0",
    "/usr/lib/libopenblas.so",
    "/usr/local/lib/libopenblas.so.0",
  ],
  darwin: [
    "/System/Library/Frameworks/Accelerate.framework/Versions/A/Accelerate",
    "/opt/homebrew/opt/openblas/lib/libopenblas.dylib",
    "/usr/local/opt/openblas/lib/libopenblas.dylib",
  ],
};

/** Path of the BLAS library that `--engine blas` asks for; undefined for the default engine. */
export async function chooseBlas(
  { engine = "wasm", blas, threads }: Pick<PlanOptions, "engine" | "blas" | "threads">,
): Promise<string | undefined> {
  if (engine === "blas" && threads !== undefined) {
    throw new UsageError("Cannot use --threads with --engine blas: it has one thread an action");
  }
  if (engine === "blas") return await findBlas(blas === undefined ? undefined : [blas]);
  if (engine !== "wasm") {
    throw new UsageError(`Cannot use --engine "${engine}": expected wasm or blas`);
  }
  if (blas !== undefined) throw new UsageError('Cannot use --blas without "--engine blas"');
  return undefined;
}

/** The real path of the first of these files that is there; throws an EnvironmentError if none is. */
export async function findBlas(
  places: readonly string[] = PLACES[Deno.build.os] ?? [],
): Promise<string> {
  for (const place of places) {
    const path = await Deno.realPath(place).catch(() => undefined);
    if (path !== undefined) return path;
    if (isAccelerate(place)) return place;
  }
  const where = places.length === 1 ? `in "${places[0]}"` : "in the usual places";
  throw new EnvironmentError(
    `Cannot use --engine blas: there is no BLAS library ${where}; install libopenblas0-pthread ` +
      `(Debian, Ubuntu) or openblas-serial (Fedora), use macOS's own Accelerate or "brew install ` +
      `openblas", or name a library by --blas`,
  );
}

/** macOS loads its own frameworks by paths at which there is no file. */
function isAccelerate(place: string): boolean {
  return Deno.build.os === "darwin" && place.startsWith("/System/Library/Frameworks/");
}

/** How many cases a test of this folder tries: few in CI, all under `deno task torture`. */
export function amount(inCi: number, underTorture: number): number {
  return Deno.env.get("TORTURE") === undefined ? inCi : underTorture;
}

/** Whether `deno task torture` runs. */
export const torture = (): boolean => Deno.env.get("TORTURE") !== undefined;

/** Prints what a test has covered, for the summary of `deno task torture`. */
export function covered(what: string): void {
  if (torture()) console.log(`covered: ${what}`);
}

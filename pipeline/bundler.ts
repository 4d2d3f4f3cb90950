import type * as Esbuild from "esbuild";

let loaded: Promise<typeof Esbuild> | undefined;

/** esbuild. It is loaded when it is needed: most runs know their bundles, and it takes as long as a plan. */
export function bundler(): Promise<typeof Esbuild> {
  return loaded ??= import("esbuild");
}

/** Names the bundler's version, without loading it: the end of the package's path does. */
export function bundlerPlace(): string {
  const place = import.meta.resolve("esbuild");
  return place.slice(place.lastIndexOf("/esbuild/"));
}

/** Ends its helper process, which would keep ours alive. */
export async function stopBundler(): Promise<void> {
  await (await loaded)?.stop();
}

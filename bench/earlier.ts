import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The last commit whose products round twice a term: a batch is measured beside its batch. */
export const EARLIER = "364e570";

/** The sources of a commit in a temporary folder. */
export interface Checkout extends AsyncDisposable {
  /** A file of it. */
  url(path: string): URL;
}

/** Lays out the sources of `EARLIER`; if there is no such commit here, says so. */
export async function checkOutEarlier(note: (text: string) => void): Promise<Checkout | undefined> {
  const folder = await Deno.makeTempDir({ prefix: "bench-" });
  const [archive, output] = [join(folder, "earlier.tar"), join(folder, "earlier")];
  await Deno.mkdir(output);
  const cwd = fileURLToPath(new URL("..", import.meta.url));
  const done = await succeeds("git", ["archive", `--output=${archive}`, EARLIER], cwd) &&
    await succeeds("tar", ["-xf", archive, "-C", output], cwd);
  const remove = () => Deno.remove(folder, { recursive: true });
  if (!done) {
    note(`Commit ${EARLIER} is not here, so the comparison with it is left out`);
    await remove();
    return undefined;
  }
  return {
    url: (path) => new URL(path, pathToFileURL(`${output}/`)),
    [Symbol.asyncDispose]: remove,
  };
}

async function succeeds(command: string, args: readonly string[], cwd: string): Promise<boolean> {
  const quiet = { stdout: "null", stderr: "null" } as const;
  try {
    return (await new Deno.Command(command, { args: [...args], cwd, ...quiet }).output()).success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

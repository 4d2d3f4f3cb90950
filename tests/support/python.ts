/**
 * A Python with NumPy and PyTorch, for the lines of Python in the documents: $PYTHON or Debian's. They are
 * run where there is one; with PYTHON_TESTS=required, as .ci/run sets it, its absence is an error.
 */
export async function findPython(): Promise<string | undefined> {
  const path = Deno.env.get("PYTHON") ?? "/usr/bin/python3";
  const args = ["-c", "import numpy, torch"];
  const found = await new Deno.Command(path, { args }).output().catch(() => undefined);
  if (found?.success) return path;
  if (Deno.env.get("PYTHON_TESTS") !== "required") return undefined;
  const detail = found === undefined ? "it is not there" : new TextDecoder().decode(found.stderr);
  throw new Error(`Cannot run "${path}" with numpy and torch: ${detail.trim()}`);
}

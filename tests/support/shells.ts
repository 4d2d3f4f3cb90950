/**
 * A shell to complete commands in, where there is one. With SHELL_TESTS=required, as .ci/run sets it where
 * it can install them, its absence is an error.
 */
export function findShell(name: "zsh" | "fish"): string | undefined {
  for (const folder of (Deno.env.get("PATH") ?? "").split(":")) {
    try {
      if (Deno.statSync(`${folder}/${name}`).isFile) return `${folder}/${name}`;
    } catch {
      // Not in this one.
    }
  }
  if (Deno.env.get("SHELL_TESTS") === "required") throw new Error(`There is no ${name} in PATH`);
  return undefined;
}

import { bundler } from "../code/bundle.ts";

/** A function, class or constant that differs between two bundles. */
export interface CodeChange {
  /** "function gaussianKde", "class Training", "imports". */
  readonly name: string;
  readonly kind: "added" | "removed" | "changed";
  /**
   * Lines with "+", "-" or " " in front, "…" where lines are left out; of what was added or removed,
   * all its lines.
   */
  readonly lines: readonly string[];
}

/**
 * What differs between two bundles, by top-level declaration: what a reader would call the code that
 * matters, without comments, types and unused functions. The bundles come minified and are printed
 * anew first, so that lines can be compared.
 */
export async function codeChanges(before: Uint8Array, after: Uint8Array): Promise<CodeChange[]> {
  const [old, now] = await Promise.all([declarations(before), declarations(after)]);
  const names = [...new Set([...now.keys(), ...old.keys()])];
  const changes = names.map(async (name): Promise<CodeChange[]> => {
    const [a, b] = [old.get(name), now.get(name)];
    if (a === undefined) return [{ name, kind: "added", lines: b!.map((line) => `+ ${line}`) }];
    if (b === undefined) return [{ name, kind: "removed", lines: a.map((line) => `- ${line}`) }];
    const lines = await changedLines(a, b);
    return lines.length === 0 ? [] : [{ name, kind: "changed", lines }];
  });
  return (await Promise.all(changes)).flat();
}

/** What differs, with two lines around it. */
async function changedLines(
  before: readonly string[],
  after: readonly string[],
): Promise<string[]> {
  const { structuredPatch } = await import("diff"); // only an edit needs it
  const [a, b] = [before, after].map((lines) => lines.map((line) => `${line}\n`).join(""));
  const { hunks } = structuredPatch("", "", a!, b!, "", "", { context: 2 }); // a pair was mapped
  return hunks.flatMap(({ lines }, i) => [
    ...i > 0 ? ["  …"] : [],
    ...lines.map((line) => `${line[0]} ${line.slice(1)}`),
  ]);
}

/** The lines of each top-level declaration; statements that declare nothing go together. */
async function declarations(bundle: Uint8Array): Promise<Map<string, string[]>> {
  const { transform } = await bundler();
  const { code } = await transform(new TextDecoder().decode(bundle), {
    loader: "js",
    format: "esm",
    target: "esnext",
    charset: "utf8",
  });
  const found = new Map<string, string[]>();
  let name = "statements";
  for (const line of code.trimEnd().split("\n")) {
    // esbuild indents everything but the first and the last line of a statement.
    if (/^[^\s})\]]/.test(line)) name = nameOf(line);
    const lines = found.get(name) ?? [];
    lines.push(line);
    found.set(name, lines);
  }
  return found;
}

function nameOf(line: string): string {
  if (/^import\b/.test(line)) return "imports";
  const match = /^(?:export )?(?:async )?(function\*?|class|const|let|var) ([\w$]+)/.exec(line);
  if (match === null) return "statements";
  const [, kind, name] = match as unknown as [string, string, string]; // both groups took part
  return /^(function|class)/.test(kind) ? `${kind} ${name}` : name;
}

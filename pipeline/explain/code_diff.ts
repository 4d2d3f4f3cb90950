import { bundler } from "../code/bundle.ts";
import { diffLines, hunks } from "./line_diff.ts";

/** A function, class or constant that differs between two bundles. */
export interface CodeChange {
  /** "function gaussianKde", "class Training", "imports". */
  readonly name: string;
  readonly kind: "added" | "removed" | "changed";
  /** Lines with "+", "-" or " " in front; of what was added or removed, all its lines. */
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
  return names.flatMap((name): CodeChange[] => {
    const [a, b] = [old.get(name), now.get(name)];
    if (a === undefined) return [{ name, kind: "added", lines: b!.map((line) => `+ ${line}`) }];
    if (b === undefined) return [{ name, kind: "removed", lines: a.map((line) => `- ${line}`) }];
    if (a.join("\n") === b.join("\n")) return [];
    return [{ name, kind: "changed", lines: hunks(diffLines(a, b)) }];
  });
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

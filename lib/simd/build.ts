/**
 * Compiles assembly/*.ts, which are AssemblyScript, to compiled/*.ts: WebAssembly as text in a module, so
 * that it is part of a stage's bundle like any other code. `deno task simd`.
 */
import asc from "assemblyscript/asc";

/** Modules with exports of their own, and the interface that each is given. */
const MODULES = {
  cells: "CellKernels",
  cross_products: "CrossProductKernels",
  kernel_sums: "KernelSumKernels",
  random: "RandomKernels",
  sigmoid: "SigmoidKernels",
} as const;

const folder = new URL("./", import.meta.url);

/** The text of a compiled module. */
export async function compiledModule(name: keyof typeof MODULES): Promise<string> {
  const source = await Deno.readTextFile(new URL(`assembly/${name}.ts`, folder));
  const kind = MODULES[name];
  const functions = [...source.matchAll(/^export function (\w+)\(([^)]*)\): (\w+) \{/gm)]
    .map(([, symbol, parameters, result]) => {
      const typed = parameters!.replace(/: \w+/g, ": number").replace(/\s+/g, " ").trim();
      return `  ${symbol}(${typed.replace(/,$/, "")}): ${result === "void" ? "void" : "number"};\n`;
    });
  const bytes = await compile(new URL(`assembly/${name}.ts`, folder).pathname);
  return `// Generated from assembly/${name}.ts by "deno task simd".\n` +
    `import type { Compiled } from "../compiled.ts";\n\n` +
    `/** Functions of assembly/${name}.ts, which says what their numbers are. */\n` +
    `export interface ${kind} {\n${functions.join("")}}\n\n` +
    `export const ${kind[0]!.toLowerCase()}${kind.slice(1)}: Compiled<${kind}> = {\n` +
    `  base64:\n    "${btoa(String.fromCharCode(...bytes))}",\n};\n`;
}

async function compile(path: string): Promise<Uint8Array> {
  let bytes = new Uint8Array();
  let messages = "";
  const sink = { write: (text: unknown) => ((messages += String(text)), true) };
  const options =
    "-O3 --runtime stub --importMemory --memoryBase 64 --noAssert --disableWarning --enable simd --outFile out.wasm";
  const { error } = await asc.main([path, ...options.split(" ")], {
    stdout: sink,
    stderr: sink,
    writeFile: (_: string, contents: Uint8Array | string) => {
      if (typeof contents !== "string") bytes = Uint8Array.from(contents);
    },
  });
  if (error !== null) throw new Error(`Cannot compile "${path}": ${messages}`);
  return bytes;
}

/** Where a compiled module is kept. */
export const compiledPath = (name: string): URL => new URL(`compiled/${name}.ts`, folder);

/** Names of the modules. */
export const modules = Object.keys(MODULES) as (keyof typeof MODULES)[]; // its own keys

if (import.meta.main) {
  for (const name of modules) {
    await Deno.writeTextFile(compiledPath(name), await compiledModule(name));
  }
}

/**
 * Compiles assembly/*.ts, which are AssemblyScript, to compiled/*.ts: WebAssembly as text in a module, so
 * that it is part of a stage's bundle like any other code. `deno task simd`.
 */
import asc from "assemblyscript/asc";

interface Source {
  /** File in assembly/. */
  readonly source: string;
  /** The interface that its exports are given. */
  readonly type: string;
  /** For a memory that threads share. */
  readonly shared?: true;
  /** With fused multiply-additions, which a Deno or a processor may lack. */
  readonly fused?: true;
}

const SOURCES: Readonly<Record<string, Source>> = {
  cells: { source: "cells", type: "CellKernels" },
  ceiling: { source: "ceiling", type: "CeilingKernels", fused: true },
  cross_products: { source: "cross_products", type: "CrossProductKernels" },
  cross_products_fused: {
    source: "cross_products",
    type: "FusedCrossProductKernels",
    fused: true,
  },
  distances: { source: "distances", type: "DistanceKernels" },
  kernel_sums: { source: "kernel_sums", type: "KernelSumKernels" },
  network: { source: "network", type: "NetworkKernels" },
  network_shared: { source: "network", type: "SharedNetworkKernels", shared: true },
  products: { source: "products", type: "ProductKernels" },
  products_fused: { source: "products", type: "FusedProductKernels", fused: true },
  products_fused_shared: {
    source: "products",
    type: "FusedSharedProductKernels",
    fused: true,
    shared: true,
  },
  products_shared: { source: "products", type: "SharedProductKernels", shared: true },
  random: { source: "random", type: "RandomKernels" },
};

const OPTIONS = "-O3 --runtime stub --importMemory --noAssert --disableWarning --enable simd";
const SHARED = "--sharedMemory --maximumMemory 65536 --enable threads";
const FUSED = "--enable relaxed-simd";

const folder = new URL("./", import.meta.url);

/** Names of the compiled modules. */
export const modules = Object.keys(SOURCES);

/** The text of a compiled module. */
export async function compiledModule(name: string): Promise<string> {
  const { source, type, shared, fused } = SOURCES[name]!; // its own keys
  const url = new URL(`assembly/${source}.ts`, folder);
  const text = await Deno.readTextFile(url);
  const functions = [...text.matchAll(/^export function (\w+)\(([^)]*)\): (\w+) \{/gm)]
    .map(([, symbol, parameters, result]) => {
      const typed = parameters!.replace(/: \w+/g, ": number").replace(/\s+/g, " ").trim();
      return `  ${symbol}(${typed.replace(/,$/, "")}): ${result === "void" ? "void" : "number"};\n`;
    });
  if (text.includes("export { prepare }")) functions.unshift("  prepare(at: number): void;\n");
  const options = [OPTIONS, ...shared ? [SHARED] : [], ...fused ? [FUSED] : []].join(" ");
  const bytes = await compile(url.pathname, options);
  return `// Generated from assembly/${source}.ts by "deno task simd".\n` +
    `import type { Compiled } from "../compiled.ts";\n\n` +
    `/** Functions of assembly/${source}.ts, which says what their numbers are. */\n` +
    `export interface ${type} {\n${functions.join("")}}\n\n` +
    `export const ${type[0]!.toLowerCase()}${type.slice(1)}: Compiled<${type}> = {\n` +
    `  base64:\n    "${btoa(String.fromCharCode(...bytes))}",\n};\n`;
}

async function compile(path: string, options: string): Promise<Uint8Array> {
  let bytes = new Uint8Array();
  let messages = "";
  const sink = { write: (text: unknown) => ((messages += String(text)), true) };
  const { error } = await asc.main([path, ...options.split(" "), "--outFile", "out.wasm"], {
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

if (import.meta.main) {
  for (const name of modules) {
    await Deno.writeTextFile(compiledPath(name), await compiledModule(name));
  }
}

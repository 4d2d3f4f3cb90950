import { createRequire } from "node:module";
import type { ExampleAction } from "./example_inputs.ts";

/** The names of all panels: the files figures/fig*.ts and figures/table*.ts. */
export function panelNames(): string[] {
  return Array.from(Deno.readDirSync(new URL("../../figures/", import.meta.url)))
    .map(({ name }) => name)
    .filter((name) => /^(fig|table).*\.ts$/.test(name))
    .map((name) => name.slice(0, -".ts".length))
    .sort();
}

/** The renderer and the fonts, as the engine gives them to a figure. */
export function exampleAsset(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const path = name.endsWith(".wasm")
    ? "@resvg/resvg-wasm/index_bg.wasm"
    : `dejavu-fonts-ttf/ttf/${name}`;
  return Deno.readFile(createRequire(import.meta.url).resolve(path));
}

/** Runs a panel's module on an example; gives its outputs. */
export async function drawExample(
  figure: string,
  { parameters, inputs }: ExampleAction,
): Promise<{ svg: string; png: Uint8Array }> {
  const { run } = await import(`../../figures/${figure}.ts`);
  const outputs = new Map<string, Uint8Array>();
  await run({
    parameters,
    read: (input: string) => Promise.resolve(inputs[input]![0]),
    readAll: (input: string) => Promise.resolve(inputs[input] ?? []),
    has: (input: string) => input in inputs,
    asset: exampleAsset,
    write: (output: string, bytes: Uint8Array) => Promise.resolve(outputs.set(output, bytes)),
  });
  return { svg: new TextDecoder().decode(outputs.get("svg")), png: outputs.get("png")! };
}

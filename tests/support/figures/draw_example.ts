import { createRequire } from "node:module";
import { type PanelId, panelModule } from "../../../figures/panels.ts";
import type { ExampleAction } from "./example_action.ts";

/** The renderer and the fonts, as the engine gives them to a figure. */
export function exampleAsset(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const path = name.endsWith(".wasm")
    ? "@resvg/resvg-wasm/index_bg.wasm"
    : `dejavu-fonts-ttf/ttf/${name}`;
  return Deno.readFile(createRequire(import.meta.url).resolve(path));
}

/** Draws a panel with an example; gives its outputs. */
export async function drawExample(
  figure: PanelId,
  { parameters, inputs }: ExampleAction,
): Promise<{ svg: string; png: Uint8Array }> {
  const { href, hash } = panelModule(figure);
  const { [hash.slice(1)]: run } = await import(href.slice(0, -hash.length));
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

import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { sizeOf } from "./svg.ts";

/** The renderer and the only fonts that it sees, as bytes. */
export interface PngAssets {
  readonly wasm: Uint8Array<ArrayBuffer>;
  readonly fonts: readonly Uint8Array[];
}

/** Pixels to a px of the drawing: 300 dpi in print. Small drawings have more, for the screen. */
const SCALE = 3;
const LEAST_WIDTH = 1080;

let started: Promise<void> | undefined;

/** Draws an SVG as PNG. No system font is used: text in a font not given is not drawn. */
export async function renderPng(svg: string, assets: PngAssets): Promise<Uint8Array> {
  started ??= initWasm(assets.wasm);
  await started;
  const resvg = new Resvg(svg, {
    fitTo: { mode: "width", value: Math.max(SCALE * sizeOf(svg).width, LEAST_WIDTH) },
    font: {
      loadSystemFonts: false,
      fontBuffers: [...assets.fonts],
      defaultFontFamily: "DejaVu Sans",
      sansSerifFamily: "DejaVu Sans",
    },
  });
  return resvg.render().asPng();
}

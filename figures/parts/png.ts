import { initWasm, Resvg } from "@resvg/resvg-wasm";

/** The renderer and the only fonts that it sees, as bytes. */
export interface PngAssets {
  readonly wasm: Uint8Array<ArrayBuffer>;
  readonly fonts: readonly Uint8Array[];
}

/** Device pixels to a px of the SVG: a panel of 360 px is 1080 pixels wide, 300 dpi in print. */
const SCALE = 3;

let started: Promise<void> | undefined;

/** Draws an SVG as PNG. No system font is used: text in a font not given is not drawn. */
export async function renderPng(svg: string, assets: PngAssets): Promise<Uint8Array> {
  started ??= initWasm(assets.wasm);
  await started;
  const resvg = new Resvg(svg, {
    fitTo: { mode: "zoom", value: SCALE },
    font: {
      loadSystemFonts: false,
      fontBuffers: [...assets.fonts],
      defaultFontFamily: "DejaVu Sans",
      sansSerifFamily: "DejaVu Sans",
    },
  });
  return resvg.render().asPng();
}

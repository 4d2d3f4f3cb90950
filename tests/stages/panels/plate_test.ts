import assert from "node:assert/strict";
import { run } from "../../../stages/panels/plate_run.ts";
import { exampleAsset } from "../../support/figures/draw_example.ts";

Deno.test("plate run() draws rows of panels as SVG, PNG of 300 dpi and PDF", async () => {
  const panel = (letter: string, width: number) =>
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} 90" width="${width}" height="90">` +
    `<text x="9" y="20" fill="#1a1a1a">${letter}</text></svg>\n`;
  const panels = [panel("a", 540), panel("b", 180), panel("c", 720)];
  const outputs = new Map<string, Uint8Array>();
  await run({
    parameters: { figure: "fig1", rows: [["fig1a", "fig1b"], ["fig1c"]] },
    read: () => Promise.reject(new Error("one of a list")),
    readAll: () => Promise.resolve(panels.map((text) => new TextEncoder().encode(text))),
    has: () => true,
    engine: { threads: 1 },
    progress: () => Promise.resolve(),
    warn: () => {},
    restored: () => Promise.resolve(undefined),
    asset: exampleAsset,
    write: (output, bytes) => Promise.resolve(void outputs.set(output, bytes)),
  });
  const svg = new TextDecoder().decode(outputs.get("svg"));
  const letters = Array.from(svg.matchAll(/<svg x="(\d+)" y="(\d+)".*?>(.)<\/text>/g));
  assert.deepEqual(letters.map(([, ...found]) => found.join()), ["0,0,a", "540,0,b", "0,98,c"]);
  const png = outputs.get("png")!;
  assert.equal(new DataView(png.buffer, png.byteOffset).getUint32(16), 2160);
  assert.equal(new TextDecoder().decode(outputs.get("pdf")!.subarray(0, 5)), "%PDF-");
});

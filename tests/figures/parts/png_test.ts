import assert from "node:assert/strict";
import { drawPanel } from "../../../figures/parts/panel.ts";
import { renderPng } from "../../../figures/parts/png.ts";
import { exampleAsset } from "../../support/figures/draw_example.ts";

Deno.test("renderPng() draws text in the given fonts and no other", async () => {
  const wasm = await exampleAsset("resvg.wasm");
  const regular = await exampleAsset("DejaVuSans.ttf");
  const bold = await exampleAsset("DejaVuSans-Bold.ttf");
  const head = { figure: "fig1a", title: "Uσ², 10⁻⁵", description: "Text." };
  const empty = { ...head, figure: "f", title: "" };
  const png = (text: typeof head, fonts: Uint8Array[]) =>
    renderPng(drawPanel(text, 40, () => []), { wasm, fonts });

  const blank = await png(empty, [regular, bold]);
  // Without the bytes of a font there is no text: were there a system font, it would show.
  assert.deepEqual(await png(head, []), blank);
  assert.notDeepEqual(await png(head, [regular]), blank);
  assert.notDeepEqual(await png(head, [regular]), await png(head, [regular, bold]));
});

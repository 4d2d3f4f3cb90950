import assert from "node:assert/strict";
import { graphSvg } from "../../../pipeline/explain/graph_svg.ts";
import type { Box } from "../../../pipeline/explain/graph_view.ts";

const box = (id: string, title: string, subtitle = ""): Box => ({
  id,
  title,
  subtitle,
  state: "cached",
});

Deno.test("graphSvg() draws each box and edge, left to right, a circle of groups included", async () => {
  const boxes = [box("n0", "first"), box("n1", "second"), box("n2", "third")];
  const svg = await graphSvg({ boxes, edges: [["n0", "n1"], ["n1", "n2"], ["n2", "n1"]] });
  const places = ["first", "second", "third"].map((title) =>
    Number(new RegExp(`<text[^>]* x="([^"]+)"[^>]*>${title}</text>`).exec(svg)?.[1])
  );
  assert.ok(places[0]! < places[1]! && places[1]! < places[2]!, String(places));
  assert.equal(svg.match(/class="edge"/g)?.length, 3);
});

Deno.test("graphSvg() shows names as they are, whatever they hold", async () => {
  const svg = await graphSvg({
    boxes: [box("n0", "a<b> & \"c\" 'd' \\n", "λ × 2 &amp;")],
    edges: [],
  });
  const texts = Array.from(
    svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g),
    ([, text]) =>
      text!.replaceAll("&#160;", " ").replaceAll("&lt;", "<").replaceAll("&gt;", ">")
        .replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&amp;", "&"),
  );
  assert.deepEqual(texts.slice(-2), ["a<b> & \"c\" 'd' \\n", "λ × 2 &amp;"]);
});

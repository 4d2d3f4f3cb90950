import assert from "node:assert/strict";
import type { PanelId } from "../../../figures/panels.ts";
import { element, newDocument } from "../../../figures/parts/document.ts";
import { serialiseSvg } from "../../../figures/parts/svg.ts";
import {
  everyUpTo,
  gridElement,
  tracksElement,
  valuesElement,
} from "../../../figures/parts/values.ts";
import type { Series } from "../../../figures/parts/values.ts";
import { drawExample } from "../../support/figures/draw_example.ts";
import { exampleActions, SMALL } from "../../support/figures/example_inputs.ts";

/** What stands in the metadata of a drawing's text. */
function metadataOf(svg: string) {
  const unescaped = (text: string) => text.replaceAll("&quot;", '"').replaceAll("&lt;", "<");
  return Array.from(
    svg.matchAll(/<metadata>([^<]*)<\/metadata>/g),
    ([, text]) => JSON.parse(unescaped(text!)),
  );
}

Deno.test("valuesElement() places points by the scales and shortens numbers", () => {
  const series: Series = {
    name: "a < b",
    columns: ["batches", "loss"],
    points: [
      { x: 1, y: 2, values: [1, 0.123456789] },
      { x: 2, y: 0, values: [2, "none"] },
      { x: 3, y: -1, values: [3, 7] },
    ],
  };
  const document = newDocument();
  const made = valuesElement(document, series, (x) => 10 * x + 0.04, (y) => Math.log10(y));
  const svg = serialiseSvg(element(document, "svg", {}, made), "fig");
  assert.deepEqual(metadataOf(svg), [{
    name: "a < b",
    columns: ["batches", "loss"],
    points: [[10, 0.3, 1, 0.1235]], // zero and less have no place on a logarithmic axis
  }]);
});

Deno.test("gridElement() keeps small values within a few per cent of themselves", () => {
  const data = [0, 0.02, 0.5, 3, 40, 50];
  const area = { left: 1, top: 2, width: 3, height: 4 };
  const made = gridElement(newDocument(), area, {
    name: "density",
    shape: [2, 3],
    x: [0, 1],
    y: [0, 2],
    data,
  });
  const { grid } = JSON.parse(made.textContent!);
  assert.deepEqual([grid.area, grid.shape, grid.maximum], [[1, 2, 3, 4], [2, 3], 50]);
  const read = Array.from(
    Uint8Array.fromBase64(grid.roots) as Uint8Array,
    (root) => grid.maximum * (root / 255) ** 2,
  );
  for (const [i, value] of data.entries()) {
    // Half a step of 1/255 of the root of the largest.
    const step = Math.sqrt(50) / 255 / 2;
    assert.ok(Math.abs(Math.sqrt(read[i]!) - Math.sqrt(value)) <= step * 1.0001, `${value}`);
  }
});

Deno.test("tracksElement() keeps every bit of the values, in the order of the trajectories", () => {
  const values = Float32Array.of(0.1, -2, 3e-20, 4);
  const made = tracksElement(newDocument(), {
    columns: ["x (m)"],
    trajectories: [0, 5],
    steps: [2, 4],
    values,
  });
  const { tracks } = JSON.parse(made.textContent!);
  assert.deepEqual([tracks.columns, tracks.trajectories, tracks.steps], [["x (m)"], [0, 5], [
    2,
    4,
  ]]);
  const bytes = Uint8Array.fromBase64(tracks.values) as Uint8Array<ArrayBuffer>;
  assert.deepEqual(new Float32Array(bytes.buffer), values);
});

Deno.test("everyUpTo() counts from the first number up to the end, which it leaves out", () => {
  assert.deepEqual(everyUpTo(10, 5), [0, 5]);
  assert.deepEqual(everyUpTo(11, 5), [0, 5, 10]);
  assert.deepEqual(everyUpTo(6, 2, 3), [3, 5]);
  assert.deepEqual(everyUpTo(3, 1, 3), []);
});

Deno.test("panels carry what they draw: where each point lies, and its numbers", async () => {
  const examples = exampleActions(SMALL);
  const drawn = async (figure: PanelId) =>
    metadataOf((await drawExample(figure, examples[figure])).svg);
  const [loss, error] = await drawn("fig1b");
  const history = JSON.parse(new TextDecoder().decode(examples.fig1b!.inputs.history![0]));
  assert.deepEqual(
    loss.points.map(([, , batches]: number[]) => batches),
    history.batches,
  );
  assert.equal(error.points.length, history.batches.length);
  assert.deepEqual([loss.points[0][0], loss.points.at(-1)[0]], [44, 142]); // the plot's edges
  const cells = await drawn("fig2e");
  assert.equal(cells.length, 24);
  assert.deepEqual(cells[0].columns, ["KL divergence (nats)"]);
  const names = (await drawn("fig2f")).map(({ name }: { name: string }) => name);
  assert.deepEqual(names, [
    "noiseless unbiased",
    "noiseless biased",
    "noisy unbiased",
    "noisy biased",
  ]);
  assert.equal((await drawn("figS1")).length % 2, 0); // two diagrams, each condition in both
  const [{ grid }] = await drawn("fig1h");
  assert.equal(Uint8Array.fromBase64(grid.roots).length, grid.shape[0] * grid.shape[1]);
  const [{ tracks }] = await drawn("fig1d");
  assert.deepEqual(tracks.columns, ["x (m)", "y (m)"]);
});

import assert from "node:assert/strict";
import { captions } from "../../figures/captions.ts";
import { type PanelId, panelIds } from "../../figures/panels.ts";
import { encodeNpy } from "../../lib/files/npy.ts";
import { encodeAngularVelocities } from "../../lib/results/angular_velocities.ts";
import { encodeFading } from "../../lib/results/fading.ts";
import { encodeStepDistances, stepDistanceGroups } from "../../lib/results/step_distances.ts";
import { drawExample } from "../support/figures/draw_example.ts";
import { exampleActions, SMALL } from "../support/figures/example_inputs.ts";

const examples = exampleActions(SMALL);

for (const figure of panelIds) {
  Deno.test(`${figure} run() draws the snapshot when given the example`, async () => {
    const { svg, png } = await drawExample(figure, examples[figure]);
    const snapshot = new URL(`snapshots/${figure}.svg`, import.meta.url);
    // Not strictEqual: its difference of two long lines takes minutes.
    assert.ok(
      svg === await Deno.readTextFile(snapshot),
      "The drawing differs from its snapshot; run tests/figures/write_snapshots.ts and look at it",
    );
    const size = new DataView(png.buffer, png.byteOffset);
    assert.deepEqual(Array.from(png.subarray(1, 4)), Array.from("PNG", (c) => c.charCodeAt(0)));
    assert.equal(size.getUint32(16), /^(figS|table)/.test(figure) ? 2160 : 1080);
  });
}

Deno.test("every panel has an example, a caption and a snapshot, and nothing else has", () => {
  const snapshots = Array.from(Deno.readDirSync(new URL("snapshots/", import.meta.url)));
  const names = panelIds.toSorted();
  assert.deepEqual(Object.keys(examples).sort(), names);
  assert.deepEqual(Object.keys(captions).sort(), names);
  assert.deepEqual(snapshots.map(({ name }) => name).sort(), names.map((name) => `${name}.svg`));
});

Deno.test("run() draws the same bytes when panels come in another order", async () => {
  const draw = async (names: readonly PanelId[]) => {
    const drawn = new Map<string, { svg: string; png: Uint8Array }>();
    for (const name of names) drawn.set(name, await drawExample(name, examples[name]));
    return drawn;
  };
  const forwards = await draw(panelIds);
  const backwards = await draw(panelIds.toReversed());
  for (const name of panelIds) {
    const [a, b] = [forwards.get(name)!, backwards.get(name)!];
    assert.ok(a.svg === b.svg, `${name}.svg differs`);
    assert.ok(a.png.every((byte, i) => byte === b.png[i]) && a.png.length === b.png.length);
  }
});

Deno.test("run() draws one network without band, bars or boxes", async () => {
  const one = exampleActions({ ...SMALL, networks: 1 });
  const { svg: training } = await drawExample("fig1b", one.fig1b!);
  assert.ok(!training.includes("fill-opacity"));
  const { svg: variance } = await drawExample("fig2f", one.fig2f!);
  assert.ok(!variance.includes('fill-opacity="0.18"'));
});

Deno.test("fig2e run() marks what was not measured when a column is missing", async () => {
  const { parameters, inputs } = examples.fig2e!;
  const unmeasured = inputs.kl!.filter((bytes) => !new TextDecoder().decode(bytes).includes("R^σ"));
  const { svg } = await drawExample("fig2e", { parameters, inputs: { kl: unmeasured } });
  assert.equal(svg.match(/>–</g)?.length, 4);
});

Deno.test("fig1d run() throws when more steps are wanted than there are", async () => {
  const { inputs } = examples.fig1d!;
  const parameters = { every: 2, steps: 31, boxHalfWidth: 1.1 };
  await assert.rejects(
    () => drawExample("fig1d", { parameters, inputs }),
    { message: "Cannot draw 31 steps: found 30 in each trajectory" },
  );
});

Deno.test("fig1f run() throws when states and decoded positions differ in number", async () => {
  const { parameters, inputs } = examples.fig1f!;
  const other = { ...inputs, decoded: examples.fig1g!.inputs.decoded! };
  await assert.rejects(
    () => drawExample("fig1f", { parameters, inputs: other }),
    { message: "Cannot colour states: projection is [8,30,2], decoded is [8,60,2]" },
  );
});

Deno.test("fig3a run() draws equal sectors at the dashed circle when bearings are uniform", async () => {
  const bins = 20;
  const bearings = Float32Array.from({ length: 1000 }, (_, i) => (i + 0.5) * 2 * Math.PI / 1000);
  const { svg } = await drawExample("fig3a", {
    parameters: { bins },
    inputs: { bearings: [encodeNpy({ shape: [10, 100], data: bearings })], axesFrom: [] },
  });
  const radii = Array.from(svg.matchAll(/A([\d.]+),/g), (match) => match[1]!);
  const [dashed] = /<circle[^>]*stroke-dasharray[^>]*>/.exec(svg)!;
  assert.equal(radii.length, bins);
  for (const radius of radii) assert.ok(dashed.includes(` r="${radius}"`));
});

Deno.test("fig3a and fig3b share a radial scale, which holds the longer sectors", async () => {
  const even = Float32Array.from({ length: 100 }, (_, i) => i * 2 * Math.PI / 100);
  const [active, quiescent] = [even, even.map((bearing) => bearing / 9)].map((data) =>
    encodeNpy({ shape: [10, 10], data })
  );
  const ringsOf = async (figure: "fig3a" | "fig3b", bearings: Uint8Array<ArrayBuffer>) => {
    const inputs = { bearings: [bearings], axesFrom: [active!, quiescent!] };
    const { svg } = await drawExample(figure, { parameters: { bins: 20 }, inputs });
    return Array.from(svg.matchAll(/>([\d.]+ %)</g), ([, text]) => text);
  };
  const rings = await ringsOf("fig3a", active!);
  assert.deepEqual(rings.at(-1), "50 %");
  assert.deepEqual(rings, await ringsOf("fig3b", quiescent!));
});

Deno.test("fig1d run() shows a start around the end that lies on it", async () => {
  const parameters = { every: 1, boxHalfWidth: 1.1 };
  const decoded = encodeNpy({ shape: [1, 2, 2], data: Float32Array.of(0.3, 0.3, 0.3, 0.3) });
  const { svg } = await drawExample("fig1d", { parameters, inputs: { decoded: [decoded] } });
  const [start, radius] = /<circle[^>]* r="([\d.]+)"/.exec(svg)!;
  const [end, corner] = /<path[^>]*d="M0,-([\d.]+)L[^>]*>/.exec(svg)!;
  assert.ok(svg.indexOf(end) > svg.indexOf(start) && Number(corner) < Number(radius), corner);
});

Deno.test("fig1d run() draws no step at which nothing moves, and keeps it as a value", async () => {
  const parameters = { every: 1, boxHalfWidth: 1.1 };
  const draw = async (...values: number[]) => {
    const decoded = encodeNpy({ shape: [1, values.length, 2], data: path(values) });
    return (await drawExample("fig1d", { parameters, inputs: { decoded: [decoded] } })).svg;
  };
  const path = (values: number[]) => Float32Array.from(values.flatMap((x) => [x, 0]));
  const lineOf = (svg: string) => / d="(M[^"Z]*L[^"Z]*)"/.exec(svg)![1]!;
  const [still, moving] = [await draw(0, 0, 0.5, 0.5, 0.5, 0), await draw(0, 0.5, 0)];
  assert.equal(lineOf(still), lineOf(moving));
  assert.ok(still.includes("[0,1,2,3,4,5]"), "all steps are in the values");
});

Deno.test("figC4a run() draws a linear axis when distances are alike", async () => {
  const mean = [0.01, 0.02, 0.03];
  const distances = stepDistanceGroups.map((group) =>
    encodeStepDistances({ group, seed: 0, steps: 60, mean, largest: mean })
  );
  const { svg } = await drawExample("figC4a", { parameters: {}, inputs: { distances } });
  assert.ok(svg.includes(">0.03<") && !svg.includes("10⁻"));
});

Deno.test("figC4a run() counts at the foot what a logarithmic axis cannot show", async () => {
  const { svg } = await drawExample("figC4a", examples.figC4a!);
  assert.ok(svg.includes(">10⁻¹<") && svg.includes(">24 below<"));
});

Deno.test("figC4a run() cuts a whisker that goes on below a logarithmic axis", async () => {
  const low = [1e-9, 0.03, 0.05, 0.1, 0.12, 0.15, 0.2, 0.3];
  const distances = stepDistanceGroups.flatMap((group) =>
    [0, 1].map((seed) => {
      const mean = group === "DT quiescent" ? low : low.map((value) => Math.max(value, 0.01));
      return encodeStepDistances({ group, seed, steps: 60, mean, largest: mean });
    })
  );
  const { svg } = await drawExample("figC4a", { parameters: {}, inputs: { distances } });
  const strokes = Array.from(
    svg.matchAll(/d="M[\d.]+,([\d.]+)L[\d.]+,([\d.]+)"/g),
    ([, from, to]) => [Number(from), Number(to)] as const,
  ).filter(([from, to]) => from !== to && Math.abs(from - to) < 5);
  assert.equal(strokes.length, 2);
  for (const [from] of strokes) {
    assert.ok(from < 224 - 15, "above the count, which stands on the foot");
  }
  assert.ok(svg.includes(">2 below<"));
  assert.ok(svg.includes(">each box: 16 trajectories, of 2 networks pooled<"));
});

Deno.test("figC5a run() throws when the trajectory is not there", async () => {
  const { inputs } = examples.figC5a!;
  await assert.rejects(
    () => drawExample("figC5a", { parameters: { steps: 30, trajectory: 8 }, inputs }),
    { message: "Cannot draw 30 steps of trajectory 8: found 8 of 30 steps" },
  );
});

Deno.test("figC5a run() takes the shorter way round when a bearing passes ±pi", async () => {
  const bearings = encodeNpy({ shape: [1, 2], data: Float32Array.of(3.1, -3.1) });
  const parameters = { steps: 2, trajectory: 0 };
  const { svg } = await drawExample("figC5a", { parameters, inputs: { bearings: [bearings] } });
  const path = /d="M([^"]+)"[^>]*stroke="#2ca7c5"/.exec(svg)![1]!;
  const xs = path.split("L").map((point) => Number(point.split(",")[0]));
  assert.ok(xs.every((x) => x <= 180), "The path crosses to the side of bearing 0");
});

Deno.test("figC5e run() prints the released code's mean and what is beyond the axis", async () => {
  const velocity = encodeAngularVelocities({
    seed: 0,
    edges: [-0.2, 0, 0.2, 0.4],
    proportion: [0.25, 0.5, 0.25],
    mean: 0.0151,
    backward: 0.25,
    errors: { mean: null, backward: null },
    released: { proportion: [0.25, 0.5, 0.25], mean: -0.2 },
  });
  const parameters = { low: -0.2, high: 0.2 };
  const { svg } = await drawExample("figC5e", { parameters, inputs: { velocity: [velocity] } });
  assert.match(svg, /mean \+0\.0151 rad\/step.*released code's −0\.2000.*25\.0 % beyond the axis/);
});

Deno.test("fig1a run() shows what the variance of the noise is multiplied by", async () => {
  for (const [varianceFactor, variance] of [[1, "σ"], [3, "3σ"], [0.5, "0.5σ"]] as const) {
    const { svg } = await drawExample("fig1a", { parameters: { varianceFactor }, inputs: {} });
    const found = Array.from(svg.matchAll(/noise, variance ([^<]*)/g), ([, text]) => text);
    assert.deepEqual(found, ["σ", variance]);
  }
});

Deno.test("figS1 run() draws a linear axis and no thin lines when one network lasts", async () => {
  const fading = encodeFading({
    rollout: "noisy",
    network: "unbiased",
    seed: 0,
    step: [5, 15],
    peak: [1, 0.9],
    jumps: [0, 0],
    window: { from: 0, to: 20, peak: 1, jumps: 0 },
  });
  const { svg } = await drawExample("figS1", { parameters: {}, inputs: { fading: [fading] } });
  assert.ok(!svg.includes("10⁰") && !svg.includes("bands:") && !svg.includes("shaded"));
});

Deno.test("figS1 run() shades the steps that a measure takes, in its rollout alone", async () => {
  const { svg } = await drawExample("figS1", examples.figS1!);
  assert.equal(svg.match(/fill-opacity="0\.4"/g)?.length, 2); // two measures of one rollout
  assert.ok(svg.includes("shaded: the steps that the measure takes"));
  for (const rollout of ["scale as trained", "noise added", "random", "total variance", "GRU"]) {
    assert.ok(svg.includes(rollout), rollout);
  }
});

Deno.test("tableA1 run() makes bold what is not the paper's", async () => {
  const { svg } = await drawExample("tableA1", examples.tableA1!);
  assert.match(svg, /font-weight="bold"[^>]*>0\.816814</);
  assert.doesNotMatch(svg, /font-weight="bold"[^>]*>512</);
});

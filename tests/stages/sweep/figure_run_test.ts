import assert from "node:assert/strict";
import { encodeSweepTable } from "../../../lib/results/sweep_table.ts";
import type { SweepRow, SweepTable } from "../../../lib/results/sweep_table.ts";
import { run } from "../../../stages/sweep/figure_run.ts";
import { exampleAsset } from "../../support/figures/draw_example.ts";

const SWEPT = [{ path: "train.sigmaStep", unit: "" }];
const LABELS = ["noise", "seed", "phase"];

/** A row of noisy networks at 0, unless it says otherwise. */
const row = (own: Partial<SweepRow>): SweepRow => ({
  point: [0],
  labels: ["noisy", 0, null],
  action: "train",
  quantity: "loss",
  unit: "",
  value: 1,
  ...own,
});

/** The drawing of these rows. */
async function drawn(
  rows: readonly Partial<SweepRow>[],
  { swept = SWEPT, labels = LABELS }: Partial<SweepTable> = {},
): Promise<string> {
  let svg = "";
  await run(
    {
      read: () => Promise.resolve(encodeSweepTable({ swept, labels, rows: rows.map(row) })),
      asset: exampleAsset,
      write: (output: string, bytes: Uint8Array) =>
        Promise.resolve(void (output === "svg" && (svg = new TextDecoder().decode(bytes)))),
    } as unknown as Parameters<typeof run>[0],
  ); // what it uses of an action
  return svg;
}

/** So many seeds of noisy networks with values about 1. */
const seeds = (count: number, own: Partial<SweepRow> = {}) =>
  Array.from({ length: count }, (_, seed) => ({
    labels: ["noisy", seed, null],
    value: 1 + seed,
    ...own,
  }));

const count = (svg: string, text: string | RegExp): number => svg.split(text).length - 1;

Deno.test("sweepFigure run() has a diagram a measure and phase, and a line a condition", async () => {
  const svg = await drawn([
    { point: [0], value: 1 },
    { point: [0.5], value: 2 },
    { point: [0], labels: ["noiseless", 0, null], value: 3 },
    { point: [0], labels: ["noisy", 0, "quiescent"], quantity: "step distance" },
  ]);
  for (const text of [">loss<", ">step distance, quiescent<", ">noisy<", ">noiseless<"]) {
    assert.equal(count(svg, text), 1, text);
  }
  assert.ok(svg.includes("Sweep of train.sigmaStep") && svg.includes(">sigmaStep"));
});

Deno.test("sweepFigure run() does not draw what has no value", async () => {
  const valued = [{ point: [1], value: 5 }, { point: [2], value: 6 }];
  assert.equal(await drawn([...valued, { point: [3], value: null }]), await drawn(valued));
  assert.equal(await drawn([...valued, { quantity: "hole", value: null }]), await drawn(valued));
});

Deno.test("sweepFigure run() has units on its axes, and no diagram of two units", async () => {
  const error = { quantity: "decoding error" };
  const rows = [
    { ...error, unit: "m" },
    { ...error, labels: ["turning", 0, null], unit: "rad" },
    { ...error, labels: ["own", 0, null], unit: null },
  ];
  const svg = await drawn(rows, { swept: [{ path: "motion.speed", unit: "m/s" }] });
  assert.equal(count(svg, ">decoding error<"), 3);
  for (const unit of [">m<", ">rad<"]) assert.equal(count(svg, unit), 1, unit);
  assert.equal(count(svg, ">speed (m/s)<"), 3);
});

Deno.test("sweepFigure run() says what its marks are, by how many seeds there are", async () => {
  assert.match(await drawn(seeds(1)), />Each point is of one seed\.</);
  const two = await drawn(seeds(2));
  assert.match(two, /small dots: the seeds \(too few for an interval\)/);
  const bars = /bars: Student’s 95 % intervals of the means \(n = ([\d–]+)\)/;
  assert.doesNotMatch(two, bars);
  assert.equal(bars.exec(await drawn(seeds(4)))?.[1], "4");
  const uneven = await drawn([
    ...seeds(5),
    ...seeds(2, { point: [1] }),
    ...seeds(3, { point: [2] }),
  ]);
  assert.equal(bars.exec(uneven)?.[1], "3–5");
});

Deno.test("sweepFigure run() draws Student's interval of the mean", async () => {
  // Of 1, 2 and 3 the mean is 2 and the interval 2 ± 4.3027 / sqrt(3) (scipy.stats.t.ppf(0.975, 2)).
  const svg = await drawn(seeds(3));
  const half = 4.302652729911275 / Math.sqrt(3);
  const margin = 0.08 * 2 * half;
  const [, y1, y2] = /<line[^>]* y1="([\d.]+)" y2="([\d.]+)"/.exec(svg) ?? [];
  const [top, height] = [60, 130];
  const ofInterval = height * (2 * half) / (2 * (half + margin));
  const centre = top + height / 2;
  const found = [Number(y1), Number(y2)].sort((a, b) => a - b);
  for (const [i, expected] of [centre - ofInterval / 2, centre + ofInterval / 2].entries()) {
    assert.ok(Math.abs(found[i]! - expected) < 0.02, `${found} at ${i}, expected ${expected}`); // rounded to 0.01
  }
});

Deno.test("sweepFigure run() names no condition that has no name, and actions without seeds", async () => {
  const legends = async (rows: readonly Partial<SweepRow>[]) => count(await drawn(rows), "h18");
  assert.equal(await legends([{ labels: [null, 0, null] }, { labels: [null, 1, null] }]), 0);
  assert.equal(await legends(seeds(2)), 1);
  const alone = await drawn([{ labels: [null, null, null], action: "summary" }]);
  assert.match(alone, />summary</);
});

Deno.test("sweepFigure run() tells conditions apart where colours come again, and spreads powers", async () => {
  const many = Array.from({ length: 8 }, (_, i) => ({ labels: [`c${i}`, 0, null] }));
  const svg = await drawn(many);
  const legend = [...svg.matchAll(/<path d="[^"]*h18"[^>]*>/g)].map(([tag]) => tag);
  const looks = legend.map((tag) => tag.replace(/ d="[^"]*"/, ""));
  assert.equal(new Set(looks).size, 8, looks.join("\n"));
  const xOf = async (points: readonly number[]) => {
    const drawing = await drawn(points.map((at) => ({ point: [at] })));
    return [...drawing.matchAll(/<circle cx="([\d.]+)"[^>]* r="2.2"/g)].map(([, x]) => Number(x));
  };
  const [a, b, c] = await xOf([1e-4, 1e-3, 1e-2]) as [number, number, number];
  assert.ok(Math.abs((b - a) - (c - b)) < 0.02, [a, b, c].join()); // rounded to 0.01
});

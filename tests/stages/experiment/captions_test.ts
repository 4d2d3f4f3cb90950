import assert from "node:assert/strict";
import { captions } from "../../../figures/captions.ts";
import { noiseBehind } from "../../../figures/captions/phrases.ts";
import type { PanelId } from "../../../figures/panels.ts";
import type { Protocol } from "../../../lib/conditions.ts";
import { parseConfiguration } from "../../../stages/configuration/profile.ts";
import { applySettings } from "../../../stages/configuration/settings.ts";
import { experiment } from "../../../stages/experiment/experiment.ts";
import { ranBehind } from "../../../stages/experiment/ran.ts";

const paper = parseConfiguration({ seeds: [3, 4] }, "the defaults");
const ids = Object.keys(captions) as PanelId[]; // its own keys

/** Titles and captions of all figures of a graph that was built with these settings, and not run. */
function captionsWith(typed: readonly string[], protocol: Protocol = "released") {
  const { actions } = experiment(applySettings(paper, typed).configuration, [protocol]);
  const find = (name: string) => actions.get(name);
  const prefix = protocol === "released" ? "" : `${protocol}/`;
  const texts = ids.map((id) => {
    const ran = ranBehind(find, find(`${prefix}figures/${id}`)!);
    const { title, caption } = captions[id](ran);
    return [id, `${title}. ${caption} ${noiseBehind(ran)}`] as const;
  });
  return Object.fromEntries(texts) as Record<PanelId, string>;
}

const vanilla = "spatial.vanilla";
const gru = "spatial.gru";
const turning = "headDirection.vanilla";

/** A parameter, another value of it, and what some captions then say instead of what they say without. */
const stated: readonly (readonly [
  path: string,
  value: number | string,
  says: Partial<Record<PanelId, readonly [before: string, after: string]>>,
])[] = [
  [`${vanilla}.motion.boxWidth`, 3, { fig2e: ["1/4.84 per m²", "1/6.6 per m²"] }],
  [`${vanilla}.motion.boxHeight`, 3, { fig2e: ["ln 2.2 higher", "ln 3 higher"] }],
  [`${vanilla}.motion.drift`, 0, {
    fig2a: ["noisy and biased", "noisy and unbiased"],
    figC4b: ["trained biased", "trained unbiased"],
  }],
  [`${gru}.motion.drift`, 0, { figC2e: ["noisy and biased", "noisy and unbiased"] }],
  [`${vanilla}.train.batches`, 77, { fig1b: ["2500 batches", "77 batches"] }],
  [`${vanilla}.train.batchSize`, 77, { fig1b: ["200 trajectories", "77 trajectories"] }],
  [`${vanilla}.train.sigmaStep`, 0, {
    fig1b: ["one fixed test batch, the noise on, over", "one fixed test batch, over"],
    fig1e: ["(input off, noise variance doubled)", "(input off, no noise)"],
    figC1b: ["noise as in training, not doubled", "no noise"],
    figC4a: [
      "NT: trained noisy (quiescent: noise",
      "NT: trained without noise (quiescent: no noise",
    ],
  }],
  [`${gru}.train.sigmaStep`, 0, { figC2b: ["trained noisy", "trained without noise"] }],
  [`${turning}.train.sigmaStep`, 0, { fig3b: ["trained noisy", "trained without noise"] }],
  [`${vanilla}.train.noiseLaw`, "gaussian", {
    fig1b: ["noise uniform on [0, 1)", "noise Gaussian"],
    fig1e: ["noise uniform on [0, 1)", "noise Gaussian"],
  }],
  [`${gru}.train.noiseLaw`, "gaussian", {
    figC2a: ["noise uniform on [0, 1)", "noise Gaussian"],
  }],
  [`${turning}.train.noiseLaw`, "gaussian", {
    fig3b: ["noise uniform on [0, 1)", "noise Gaussian"],
  }],
  [`${vanilla}.active.trajectories`, 77, {
    fig1d: ["of 200 trajectories of 100 steps", "of 77 trajectories of 100 steps"],
    fig2e: ["200 trajectories of 100 steps active", "77 trajectories of 100 steps active"],
    figC4a: ["of 200 trajectories", "of 77 or 200 trajectories"],
  }],
  [`${vanilla}.active.steps`, 77, {
    fig1d: ["of 200 trajectories of 100 steps", "of 200 trajectories of 77 steps"],
    figC4a: ["the first 100 steps", "the first 77 steps"],
  }],
  [`${gru}.active.trajectories`, 77, { figC2a: ["of 200 trajectories", "of 77 trajectories"] }],
  [`${gru}.active.steps`, 77, { figC2a: ["of 100 steps", "of 77 steps"] }],
  [`${turning}.active.trajectories`, 77, {
    fig3a: ["200 trajectories of 100", "77 trajectories of"],
  }],
  [`${turning}.active.steps`, 77, { fig3a: ["of 100 steps", "of 77 steps"] }],
  [`${vanilla}.density.gridPoints`, 77, { fig1h: ["100 × 100", "77 × 77"] }],
  [`${gru}.density.gridPoints`, 77, { figC2c: ["100 × 100", "77 × 77"] }],
  [`${vanilla}.density.quiescentSteps`, 77, {
    fig1i: ["200 trajectories of 200 steps", "200 trajectories of 77 steps"],
  }],
  [`${gru}.density.quiescentSteps`, 77, {
    figC2d: ["200 trajectories of 200 steps", "200 trajectories of 77 steps"],
  }],
  [`${vanilla}.divergence.points`, 77, { fig2e: ["at 2500 points", "at 77 points"] }],
  [`${vanilla}.divergence.bandwidthPoints`, 77, {
    figS4: [". 1000 points are", ". 77 or 1000 points are"],
    figS5c: ["at 1000 points", "at 77 points"],
  }],
  [`${gru}.divergence.bandwidthPoints`, 77, {
    figS4: ["1000 points are", "1000 or 77 points are"],
  }],
  [`${vanilla}.quiescent.early`, 77, {
    figS3: ["early: the first 100 steps", "early: the first 77 steps"],
    figS5a: ["first 100 quiescent", "first 77 quiescent"],
  }],
  [`${vanilla}.noiseFactor.sampledSteps`, 7, { figS3: ["take 20 evenly", "take 7 evenly"] }],
  [`${gru}.quiescent.early`, 77, { figS5b: ["first 100 quiescent", "first 100 or 77 quiescent"] }],
  [`${turning}.quiescent.early`, 77, { figS5d: ["first 100 quiescent", "first 77 quiescent"] }],
  [`${vanilla}.stepDistance.steps`, 77, {
    figC3a: ["trajectories, 100 steps", "trajectories, 77 steps"],
    figC4a: ["the first 100 steps", "the first 77 steps"],
  }],
  [`${vanilla}.drawing.activeEvery`, 77, { fig1d: ["every 8th of", "every 77th of"] }],
  [`${gru}.drawing.activeEvery`, 77, { figC2a: ["every 8th of", "every 77th of"] }],
  [`${vanilla}.drawing.quiescentEvery`, 77, {
    fig1e: ["every 4th of", "every 77th of"],
    figC3c: ["every 4th of", "every 77th of"],
  }],
  [`${gru}.drawing.quiescentEvery`, 77, { figC2b: ["every 4th of", "every 77th of"] }],
  [`${vanilla}.drawing.scatterTrajectory`, 77, { fig1g: ["every 2nd traj", "every 77th traj"] }],
  [`${vanilla}.drawing.scatterFrom`, 77, { fig1g: ["from step 7 (", "from step 77 ("] }],
  [`${vanilla}.drawing.scatterStep`, 77, { fig1g: ["every 20th step", "every 77th step"] }],
  [`${turning}.drawing.scatterTrajectory`, 77, { fig3d: ["every 2nd traj", "every 77th traj"] }],
  [`${turning}.drawing.scatterFrom`, 77, { fig3d: ["from step 7 (", "from step 77 ("] }],
  [`${turning}.drawing.scatterStep`, 77, { fig3d: ["every 20th step", "every 77th step"] }],
  [`${vanilla}.quiescent.trajectories`, 77, {
    fig1e: ["of 200 trajectories", "of 77 trajectories"],
    figC3a: ["of 200 trajectories", "of 77 trajectories"],
    figS1: ["Noisy: 200 trajectories", "Noisy: 77 trajectories"],
  }],
  [`${vanilla}.quiescent.steps`, 77, {
    fig1e: ["of 1000 steps", "of 77 steps"],
    fig1i: ["of 200 steps", "of 77 steps"],
    figC3a: ["trajectories, 100 steps", "trajectories, 77 steps"],
    figC4a: ["the first 100 steps", "the first 77 steps"],
    figS1: ["Random: 200 trajectories of 1000", "Random: 200 trajectories of 77"],
  }],
  [`${vanilla}.quiescent.varianceFactor`, 3, {
    fig1a: ["of the noise doubled", "of the noise multiplied by 3"],
    fig1e: ["noise variance doubled", "noise variance multiplied by 3"],
    figC3b: ["noise variance doubled", "noise variance multiplied by 3"],
    figC4a: ["noise variance doubled", "noise variance multiplied by 3"],
    figS1: ["Noisy: 200 trajectories of 1000 steps, noise variance doubled", "multiplied by 3"],
  }],
  [`${vanilla}.quiescent.noiseLaw`, "gaussian", {
    // A uniform draw on [0, 1) has a twelfth of a normal one's variance.
    fig1e: ["noise variance doubled", "noise of another law, 24 times its variance"],
    figC1b: ["as in training, not doubled", "noise of another law, 12 times its variance"],
    figC3e: ["noise uniform on [0, 1)", "noise Gaussian"],
    fig2f: ["noise uniform on [0, 1)", "in quiescence: Gaussian"],
  }],
  [`${vanilla}.quiescent.absoluteVariance`, 9e-4, {
    figC3e: ["noise of scale 0.0141 a step", "noise of scale 0.03 a step"],
    figC4b: ["noise of scale 0.0141 a step", "noise of scale 0.03 a step"],
    figS1: [
      "noise added: 200 trajectories of 1000 steps, noise of scale 0.0141",
      "noise added: 200 trajectories of 1000 steps, noise of scale 0.03 a",
    ],
  }],
  [`${gru}.quiescent.trajectories`, 77, { figC2b: ["of 200 trajectories", "of 77 trajectories"] }],
  [`${gru}.quiescent.steps`, 77, { figC2b: ["of 1000 steps", "of 77 steps"] }],
  [`${gru}.quiescent.varianceFactor`, 2, {
    figC2b: ["noise as in training, not doubled", "noise variance doubled"],
    figS1: [
      "GRU: 200 trajectories of 1000 steps, noise as in training",
      "GRU: 200 trajectories of 1000 steps, noise variance doubled",
    ],
  }],
  [`${gru}.quiescent.noiseLaw`, "gaussian", {
    figC2b: ["noise as in training, not doubled", "noise of another law, 12 times its variance"],
  }],
  [`${turning}.quiescent.trajectories`, 77, { fig3b: ["200 trajectories of 1000", "77 traj"] }],
  [`${turning}.quiescent.steps`, 77, {
    fig3b: ["of 1000 steps", "of 77 steps"],
    figC5b: ["over 500 steps", "over 77 steps"],
  }],
  [`${turning}.quiescent.varianceFactor`, 1, {
    fig3b: ["noise variance doubled", "noise as in training, not doubled"],
    figC5c: ["noise variance doubled", "noise as in training, not doubled"],
  }],
  [`${turning}.quiescent.noiseLaw`, "gaussian", {
    fig3b: ["noise variance doubled", "noise of another law, 24 times its variance"],
  }],
  ...[vanilla, gru, turning].map((task) =>
    [`${task}.quiescent.early`, 77, {
      figS6: ["from 0 to 100;", "77"],
      tableS6: ["from 0 to 100;", "77"],
    }] as const
  ),
  ...[vanilla, gru, turning].flatMap((task) => {
    const update = `${task}.learnedUpdate`;
    const all = ["figS2a", "figS2b", "figS2c", "tableS2"] as const;
    const inAll = (...says: readonly [string, string]) =>
      Object.fromEntries(all.map((id) => [id, says]));
    const states = { figS2a: ["step 20 to", "77"], figS2c: ["step 20 to", "77"] } as const;
    return [
      [`${update}.trajectories`, 77, inAll(". 1000 active", "77")],
      [`${update}.from`, 77, { ...states, tableS2: ["step 20 to", "77"] }],
      [
        `${update}.steps`,
        177,
        inAll("active trajectories a network.", "networks were trained on 100"),
      ],
      [`${update}.kickAt`, 7, { figS2b: ["at step 40.", "7"] }],
      [`${update}.gainTimes`, 7, { figS2c: ["Inputs of 8 steps", "7"] }],
      [`${update}.places`, 77, { tableS2: ["about 2000 places", "77"] }],
      [`${task}.train.steps`, 77, inAll("active trajectories a network.", "were trained on")],
    ] as const;
  }),
  [`${vanilla}.explainedVariance.trajectories`, 77, { fig1c: ["1000 trajectories", "77 traj"] }],
  [`${vanilla}.explainedVariance.activeSteps`, 77, { fig1c: ["of 100 steps", "of 77 steps"] }],
  [`${vanilla}.explainedVariance.quiescentSteps`, 77, { fig1c: ["of 200 steps", "of 77 steps"] }],
  [`${vanilla}.totalVariance.trajectories`, 77, {
    fig2f: ["over 500 trajectories", "over 77 trajectories"],
    figS1: ["500 trajectories of 2000 steps", "77 trajectories of 2000 steps"],
  }],
  [`${vanilla}.totalVariance.steps`, 1777, {
    fig2f: ["of 2000 steps of quiescence, of which steps 1000 to 2000", "steps 1000 to 1777"],
    figS1: ["of which steps 1000 to 2000", "of which steps 1000 to 1777"],
  }],
  [`${vanilla}.totalVariance.from`, 777, {
    fig2f: ["steps 1000 to 2000", "steps 777 to 2000"],
    figS1: ["steps 1000 to 2000", "steps 777 to 2000"],
  }],
  [`${turning}.train.batches`, 77, { fig3a: ["20000 batches", " 77 batches"] }],
  [`${turning}.train.batchSize`, 77, { figC5d: ["batches of 200", "batches of 77"] }],
  [`${turning}.cells.count`, 77, {
    figC5e: ["tells 512 bearings apart, 0.012 rad", "77 bearings"],
  }],
  [`${turning}.drawing.bins`, 77, { fig3b: ["in 20 bins", "in 77 bins"] }],
  [`${turning}.drawing.pathTrajectory`, 77, { figC5a: ["number 0,", "number 77,"] }],
  [`${turning}.drawing.activePathSteps`, 7, { figC5a: ["over 50 steps", "over 7 steps"] }],
  [`${turning}.drawing.quiescentPathSteps`, 77, { figC5c: ["over 500 steps", "over 77 steps"] }],
];

const usual = captionsWith([]);

for (const [path, value, says] of stated) {
  Deno.test(`captions follow --set ${path}=${value}`, () => {
    const changed = captionsWith([`${path}=${value}`]);
    for (const [id, [before, after]] of Object.entries(says)) {
      const [text, other] = [usual[id as PanelId], changed[id as PanelId]]; // a key of the table
      assert.ok(text.includes(before) && !text.includes(after), `${id}: ${text}`);
      assert.ok(other.includes(after) && !other.includes(before), `${id}: ${other}`);
    }
  });
}

Deno.test("no caption states a parameter that the table leaves out", () => {
  const known = new Set(stated.map(([path]) => path));
  const { seeds: _, ...parameters } = paper;
  for (const [path, value] of leaves(parameters)) {
    const texts = captionsWith([`${path}=${otherThan(value)}`]);
    const changed = ids.filter((id) => texts[id] !== usual[id]);
    assert.ok(changed.length === 0 || known.has(path), `${path} changes ${changed}`);
  }
});

Deno.test("the sources of captions hold no number or factor that could be a parameter", async () => {
  const folder = new URL("../../../figures/captions/", import.meta.url);
  // Names, definitions and the unit interval.
  const fixed =
    /`1\/|1\/k|2 β|\(2 − k\)|PC 1 and 2|± 1 SD|ddof [01]|\[0, 1\)|from 0|S?W[12]|Fig\. 2e/g;
  for await (const { name } of Deno.readDir(folder)) {
    const source = await Deno.readTextFile(new URL(name, folder));
    const code = source.replace(/\/\*[^]*?\*\/|(^|\s)\/\/.*|^import[^]*?;$/gm, "");
    const texts = code.replace(/\$\{[^}]*\}/g, "").match(/"[^"\n]*"|`[^`]*`/g) ?? [];
    for (const text of texts) {
      assert.doesNotMatch(text.replace(fixed, ""), /\d/, `${name}: ${text}`);
    }
    if (name !== "phrases.ts") assert.doesNotMatch(texts.join(), /doubled|twice/, name);
  }
});

Deno.test("captions name the protocol's noise wherever a network with noise is drawn", () => {
  const described = captionsWith([], "described");
  for (const id of ids) {
    // A schematic, networks without noise, tables.
    if (/^(fig1a|figC3c|figC3d|table.*)$/.test(id)) continue;
    assert.match(usual[id], /noise uniform on \[0, 1\)/, id);
    assert.match(described[id], /noise Gaussian/, id);
    assert.doesNotMatch(described[id], /uniform on/, id);
  }
});

Deno.test("captions name the seeds that ran, and claim no spread when there is one", () => {
  assert.match(usual.fig1e, /\(seed 3\)/);
  assert.match(usual.fig1b, /over 2 networks/);
  const { actions } = experiment({ ...paper, seeds: [7] });
  for (const id of ids) {
    const figure = actions.get(`figures/${id}`)!;
    const { caption } = captions[id](ranBehind((name) => actions.get(name), figure));
    assert.doesNotMatch(caption, /SD|[Mm]eans over|seed 3|\?/, id);
    if (id === "fig2f") assert.match(caption, /Lines: their medians/);
  }
});

/** Every parameter, with its path. */
function leaves(value: object, before = ""): [path: string, value: unknown][] {
  return Object.entries(value).flatMap(([name, item]) =>
    typeof item === "object" && item !== null && !Array.isArray(item)
      ? leaves(item, `${before}${name}.`)
      : [[`${before}${name}`, item] as [string, unknown]]
  );
}

/** Another value that the schema allows. */
function otherThan(value: unknown): string | number {
  if (Array.isArray(value)) return JSON.stringify(value.slice(1));
  if (typeof value === "number") return Number.isInteger(value) ? value + 1 : 0.8 * value;
  const others: Readonly<Record<string, string>> = {
    null: "gaussian", // the law of the noise
    softmax: "none",
    maximum: "density",
  };
  return others[String(value)]!;
}

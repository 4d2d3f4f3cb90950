import { z } from "zod";

/** What a parameter is, for the documentation, the error messages and the tables A.1 and A.2. */
export interface ParameterNotes {
  readonly text: string;
  /** "1" for a pure number. */
  readonly unit?: string;
  /** Symbol in the paper. */
  readonly symbol?: string;
  /** Where the default comes from. */
  readonly source: string;
}

/** A parameter: its schema with its default, and its notes. */
function parameter<T extends z.ZodType>(schema: T, notes: ParameterNotes): T {
  return schema.meta({ ...notes });
}

const count = (standard: number) => z.int().positive().default(standard);
const positive = (standard: number) => z.number().positive().default(standard);
const notNegative = (standard: number) => z.number().nonnegative().default(standard);

const paper = "paper, A.1";
const code = "released code";

export const noiseLaw = z.enum(["none", "uniform", "gaussian"]);

/** sigma_step xi, added to each unit in each step. Without effect, the law is "none". */
export const noise = z.strictObject({
  law: parameter(noiseLaw, {
    text: "Law of xi: N(0, 1), or uniform on [0, 1)",
    source: "D1",
  }),
  sigma: parameter(z.number().nonnegative(), {
    text: "Factor on xi",
    symbol: "σ_step",
    unit: "1",
    source: paper,
  }),
});

export const spatialNetwork = z.strictObject({
  units: parameter(count(512), {
    text: "Recurrent units",
    symbol: "H",
    unit: "1",
    source: paper,
  }),
  alpha: parameter(z.number().positive().max(1).default(0.2), {
    text: "Time step over time constant, dt / tau",
    symbol: "α",
    unit: "1",
    source: paper,
  }),
});

export const placeCells = z.strictObject({
  count: parameter(z.int().min(3).max(65535).default(512), {
    text: "Place cells",
    symbol: "N",
    unit: "1",
    source: paper,
  }),
  width: parameter(positive(0.2), {
    text: "Tuning width",
    symbol: "σ_SP",
    unit: "m",
    source: paper,
  }),
  normalisation: parameter(z.enum(["softmax", "none"]).default("softmax"), {
    text: "Softmax over the cells, or the plain Gaussian of eq. 20",
    source: `${code} (D5)`,
  }),
  winners: parameter(count(3), {
    text: "Most active cells that are averaged to decode",
    symbol: "k",
    unit: "1",
    source: paper,
  }),
});

export const spatialMotion = z.strictObject({
  boxWidth: parameter(positive(2.2), { text: "Extent of the box in x", unit: "m", source: paper }),
  boxHeight: parameter(positive(2.2), { text: "Extent of the box in y", unit: "m", source: paper }),
  borderRegion: parameter(notNegative(0.03), {
    text: "Distance from a wall below which it is avoided",
    unit: "m",
    source: code,
  }),
  borderSlowFactor: parameter(notNegative(0.25), {
    text: "Factor on the speed beside a wall",
    unit: "1",
    source: code,
  }),
  timeStep: parameter(positive(0.02), {
    text: "Time step",
    symbol: "dt",
    unit: "s",
    source: paper,
  }),
  turnSigma: parameter(notNegative(11.52), {
    text: "Standard deviation of the turning rate",
    unit: "rad/s",
    source: paper,
  }),
  speedScale: parameter(positive(0.26 * Math.PI), {
    text: "Scale of the Rayleigh-distributed speed",
    symbol: "b",
    unit: "m/s",
    source: `${code}; text: 0.2 (D4)`,
  }),
  drift: parameter(notNegative(0.05), {
    text: "Share of the way to the anchor added to a step, in biased walks",
    unit: "1",
    source: paper,
  }),
  anchorX: parameter(z.number().default(0), { text: "Anchor, x", unit: "m", source: code }),
  anchorY: parameter(z.number().default(0), { text: "Anchor, y", unit: "m", source: code }),
});

export const headDirectionNetwork = z.strictObject({
  units: parameter(count(128), {
    text: "Recurrent units",
    symbol: "H",
    unit: "1",
    source: "paper, A.2",
  }),
  alpha: parameter(z.number().positive().max(1).default(0.5), {
    text: "Time step over time constant, dt / tau",
    symbol: "α",
    unit: "1",
    source: "paper, A.2",
  }),
});

export const headDirectionCells = z.strictObject({
  count: parameter(z.int().min(3).max(65535).default(512), {
    text: "Head direction cells",
    symbol: "N",
    unit: "1",
    source: "paper, A.2",
  }),
  width: parameter(z.number().min(0.01).default(Math.PI / 6), {
    text: "Tuning width; kappa is 1 / width^2",
    symbol: "σ_HD",
    unit: "rad",
    source: "paper, A.2",
  }),
  normalisation: parameter(z.enum(["maximum", "density"]).default("maximum"), {
    text: "Von Mises tuning with maximum 1, or the density of the text",
    source: `${code} (D6)`,
  }),
  winners: parameter(count(3), {
    text: "Most active cells that are averaged to decode",
    symbol: "k",
    unit: "1",
    source: "paper, A.2",
  }),
});

export const headDirectionMotion = z.strictObject({
  timeStep: parameter(positive(0.02), {
    text: "Time step",
    symbol: "dt",
    unit: "s",
    source: "paper, A.2",
  }),
  turnSigma: parameter(notNegative(11.52), {
    text: "Standard deviation of the turning rate",
    unit: "rad/s",
    source: "paper, A.2",
  }),
  biased: parameter(z.boolean().default(false), {
    text: "Whether every turn is counter-clockwise",
    source: "paper, 4.3",
  }),
});

export const training = z.strictObject({
  batches: parameter(count(2500), { text: "Training batches", unit: "1", source: paper }),
  batchSize: parameter(count(200), {
    text: "Trajectories per batch",
    symbol: "B",
    unit: "1",
    source: paper,
  }),
  steps: parameter(count(100), {
    text: "Time steps per trajectory",
    symbol: "T",
    unit: "1",
    source: paper,
  }),
  learningRate: parameter(positive(1e-3), {
    text: "Adam's step size",
    symbol: "lr",
    unit: "1",
    source: paper,
  }),
  beta1: parameter(z.number().min(0).lt(1).default(0.9), {
    text: "Adam's decay of the first moment",
    unit: "1",
    source: "torch.optim.Adam",
  }),
  beta2: parameter(z.number().min(0).lt(1).default(0.999), {
    text: "Adam's decay of the second moment",
    unit: "1",
    source: "torch.optim.Adam",
  }),
  epsilon: parameter(positive(1e-8), {
    text: "Added to Adam's root of the second moment",
    unit: "1",
    source: "torch.optim.Adam",
  }),
  testEvery: parameter(count(100), { text: "Batches between tests", unit: "1", source: code }),
  noiseLaw: parameter(noiseLaw.exclude(["none"]).nullable().default(null), {
    text: "Law of the recurrent noise; null follows the protocol: uniform on [0, 1) as released, " +
      "Gaussian as described",
    source: "D1",
  }),
  sigmaStep: parameter(notNegative(0.01), {
    text: "Recurrent noise per step in noisy networks",
    symbol: "σ√dt",
    unit: "1",
    source: paper,
  }),
});

/** The same with the head direction task's defaults. */
export const headDirectionTraining = training.extend({
  batches: parameter(count(20000), { text: "Training batches", unit: "1", source: "paper, A.2" }),
  sigmaStep: parameter(notNegative(0.1), {
    text: "Recurrent noise per step",
    symbol: "σ√dt",
    unit: "1",
    source: "paper, A.2 (D10)",
  }),
});

export const active = z.strictObject({
  trajectories: parameter(count(200), {
    text: "Trajectories of an active rollout",
    unit: "1",
    source: "paper, Fig. 1",
  }),
  steps: parameter(count(100), {
    text: "Steps of an active rollout",
    unit: "1",
    source: "paper, Fig. 1",
  }),
});

export const quiescent = z.strictObject({
  trajectories: parameter(count(200), {
    text: "Trajectories of a quiescent rollout",
    unit: "1",
    source: "paper, Fig. 1",
  }),
  steps: parameter(count(1000), {
    text: "Steps of a quiescent rollout",
    unit: "1",
    source: code,
  }),
  varianceFactor: parameter(notNegative(2), {
    text: "Factor on the noise variance; 1 leaves the noise as in training",
    unit: "1",
    source: "eq. 19",
  }),
  noiseLaw: parameter(noiseLaw.exclude(["none"]).nullable().default(null), {
    text: "Law of the quiescent noise; null follows the training",
    source: "D1",
  }),
  absoluteVariance: parameter(notNegative(2e-4), {
    text: "Noise variance per step put into networks trained without noise",
    unit: "1",
    source: "paper, C.3",
  }),
});

/** A GRU's noise is left as it is in training. */
export const gruQuiescent = quiescent.extend({
  varianceFactor: parameter(notNegative(1), {
    text: "Factor on the noise variance; 1 leaves the noise as in training",
    unit: "1",
    source: "paper, C.2",
  }),
});

export const explainedVariance = z.strictObject({
  trajectories: parameter(count(1000), {
    text: "Trajectories of each phase",
    unit: "1",
    source: "paper, Fig. 1c",
  }),
  activeSteps: parameter(count(100), { text: "Active steps", unit: "1", source: "paper, Fig. 1c" }),
  quiescentSteps: parameter(count(200), {
    text: "Quiescent steps",
    unit: "1",
    source: "paper, Fig. 1c",
  }),
  components: parameter(count(10), {
    text: "Principal components",
    unit: "1",
    source: "paper, Fig. 1c",
  }),
});

export const density = z.strictObject({
  gridPoints: parameter(z.int().min(2).default(100), {
    text: "Grid points on each axis",
    unit: "1",
    source: "paper, Fig. 1",
  }),
  halfWidth: parameter(positive(1.25), {
    text: "Half the width of the grid of positions",
    unit: "m",
    source: "paper, Fig. 1",
  }),
  margin: parameter(notNegative(0.1), {
    text: "Added to each side of the active range of the principal components",
    unit: "1",
    source: "paper, Fig. 1",
  }),
  quiescentSteps: parameter(count(200), {
    text: "Quiescent steps that go into a density plot",
    unit: "1",
    source: "paper, Fig. 1 (D13)",
  }),
});

export const divergence = z.strictObject({
  points: parameter(count(2500), {
    text: "Points drawn from the quiescent density",
    unit: "1",
    source: "paper, Fig. 2e",
  }),
});

export const totalVariance = z.strictObject({
  trajectories: parameter(count(500), {
    text: "Quiescent trajectories",
    unit: "1",
    source: "paper, Fig. 2f (D8)",
  }),
  steps: parameter(count(2000), { text: "Steps of each", unit: "1", source: "paper, Fig. 2f" }),
  from: parameter(z.int().nonnegative().default(1000), {
    text: "Steps that are dropped at first",
    unit: "1",
    source: "paper, Fig. 2f",
  }),
});

export const stepDistance = z.strictObject({
  steps: parameter(z.int().min(2).default(100), {
    text: "Steps of each phase that are measured",
    unit: "1",
    source: "paper, C.4",
  }),
});

export const drawing = z.strictObject({
  activeEvery: parameter(count(8), {
    text: "Every n-th active trajectory is drawn",
    unit: "1",
    source: `${code} (D13)`,
  }),
  quiescentEvery: parameter(count(4), {
    text: "Every n-th quiescent trajectory is drawn",
    unit: "1",
    source: `${code} (D13)`,
  }),
  scatterTrajectory: parameter(count(2), {
    text: "Every n-th trajectory is in the scatter plots",
    unit: "1",
    source: `${code} (D13)`,
  }),
  scatterFrom: parameter(z.int().nonnegative().default(7), {
    text: "First step in the scatter plots",
    unit: "1",
    source: `${code} (D13)`,
  }),
  scatterStep: parameter(count(20), {
    text: "Every n-th step is in the scatter plots",
    unit: "1",
    source: `${code} (D13)`,
  }),
  positionDensity: parameter(positive(1.2), {
    text: "Highest contour level of the densities of positions",
    unit: "1/m^2",
    source: "paper, Fig. 1",
  }),
  stateDensity: parameter(positive(1.6), {
    text: "Highest contour level of the densities of states",
    unit: "1",
    source: "paper, Fig. 1",
  }),
  levels: parameter(z.int().min(2).default(9), {
    text: "Contour levels",
    unit: "1",
    source: "paper, Fig. 1",
  }),
  divergence: parameter(positive(10), {
    text: "Divergence of the last colour",
    unit: "nat",
    source: "paper, Fig. 2e",
  }),
});

export const headDirectionDrawing = z.strictObject({
  scatterTrajectory: drawing.shape.scatterTrajectory,
  scatterFrom: drawing.shape.scatterFrom,
  scatterStep: drawing.shape.scatterStep,
  bins: parameter(count(20), {
    text: "Bins of the bearing histograms",
    unit: "1",
    source: "paper, Fig. 3",
  }),
  pathTrajectory: parameter(z.int().nonnegative().default(0), {
    text: "Trajectory whose bearing is drawn over time",
    unit: "1",
    source: "ours",
  }),
  activePathSteps: parameter(count(50), {
    text: "Active steps of that drawing",
    unit: "1",
    source: "paper, C.5",
  }),
  quiescentPathSteps: parameter(count(500), {
    text: "Quiescent steps of that drawing",
    unit: "1",
    source: "paper, C.5",
  }),
  activeVelocity: parameter(positive(0.5), {
    text: "Largest angular velocity in the active histogram",
    unit: "rad/step",
    source: code,
  }),
  quiescentVelocity: parameter(positive(0.2), {
    text: "Largest angular velocity in the quiescent histograms",
    unit: "rad/step",
    source: code,
  }),
  velocityBins: parameter(count(19), {
    text: "Bins of the angular-velocity histograms",
    unit: "1",
    source: code,
  }),
});

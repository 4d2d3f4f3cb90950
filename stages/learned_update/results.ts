import { stream } from "../../lib/random/stream.ts";
import type { InputGain } from "../../lib/results/input_gain.ts";
import type { KickedBandResponse, KickResponses } from "../../lib/results/kick_response.ts";
import { type Measured, measured } from "../../lib/results/measured.ts";
import { spectrumBands } from "../../lib/results/update_spectrum.ts";
import type { BandOfUpdate, UpdateSpectrum } from "../../lib/results/update_spectrum.ts";
import type { UpdatedNetwork } from "../../lib/results/updated_network.ts";
import { resampledIntervals } from "../../lib/stats/resampled_error.ts";
import type { ActiveMoments } from "../../lib/update/active_moments.ts";
import type { ActiveNetwork } from "../../lib/update/active_network.ts";
import { bandsOf } from "../../lib/update/bands.ts";
import { compareUpdates } from "../../lib/update/compare_updates.ts";
import { ridgeMap } from "../../lib/update/denoisers.ts";
import { inputResponse } from "../../lib/update/input_gain.ts";
import { inverseMisfit } from "../../lib/update/inverse_misfit.ts";
import { kickResponse } from "../../lib/update/kick_response.ts";
import { meanOpenGate } from "../../lib/update/mean_gate.ts";
import type { PairMeasures, PairSums } from "../../lib/update/pair_sums.ts";
import type { UpdateSums } from "../../lib/update/update_sums.ts";
import type { LearnedUpdateParameters, Loaded } from "./load_active.ts";

/** What an analysis of a network works with. */
export interface Analysis extends Loaded {
  readonly moments: ActiveMoments;
  readonly parameters: LearnedUpdateParameters;
  readonly head: UpdatedNetwork & { readonly trajectories: number };
}

/** The autonomous update beside denoisers (A1). */
export function updateSpectrum(analysis: Analysis): UpdateSpectrum {
  const { active, moments, weights, decoder, parameters: { from, steps: to }, head } = analysis;
  const unit = unitOf(active);
  const drift = Math.sqrt(moments.meanUpdate.reduce((sum, value) => sum + value * value, 0));
  return {
    ...head,
    from,
    to,
    unit,
    drift: drift / unit,
    size: moments.rmsUpdate / unit,
    inverseMisfit: inverseMisfit(Float64Array.from(weights.get(decoder).data), moments.all),
    spectrum: active.noise.law === "none" ? null : spectrumOf(analysis),
  };
}

function spectrumOf({ active, moments, parameters }: Analysis): UpdateSpectrum["spectrum"] {
  const sums = compareUpdates(active, moments, parameters.penalty);
  const { variance, rate, beta } = sums.spectrum();
  const bands = bandsMeasured(active, moments, sums);
  const { linearLoss, mixtureLoss } = sums.bands().all;
  return {
    variance: [...variance],
    rate: [...rate],
    beta: [...beta],
    better: mixtureLoss <= linearLoss ? "mixture" : "linear",
    bands,
  };
}

function bandsMeasured(
  { path, scale }: ActiveNetwork,
  { pca: { explainedVariance } }: ActiveMoments,
  sums: UpdateSums,
): BandOfUpdate[] {
  const names = ["slope", "cosine", "mixtureSlope", "mixtureCosine"] as const;
  const losses = ["updateLoss", "linearLoss", "mixtureLoss", "efficiency"] as const;
  const all = [...names, ...losses];
  const values = (drawn?: Float64Array): number[] => {
    const found = sums.bands(drawn);
    return spectrumBands.flatMap((band) => all.map((name) => found[band][name]));
  };
  const random = stream(...path, "resamples", "spectrum");
  const intervals = resampledIntervals(sums.trajectories, random, values);
  const measures = values().map((value, i) => measured(value, intervals[i]!));
  const members = bandsOf(explainedVariance, scale.variance);
  return spectrumBands.map((band, b) => {
    const of = (name: typeof all[number]): Measured =>
      measures[b * all.length + all.indexOf(name)]!;
    return {
      band,
      components: members.filter((each) => band === "all" || each === band).length,
      slope: of("slope"),
      cosine: of("cosine"),
      mixtureSlope: of("mixtureSlope"),
      mixtureCosine: of("mixtureCosine"),
      updateLoss: of("updateLoss"),
      linearLoss: of("linearLoss"),
      mixtureLoss: of("mixtureLoss"),
      efficiency: of("efficiency"),
    };
  });
}

/** What becomes of kicks (A2). */
export function kickResponses({ active, moments, parameters, head }: Analysis): KickResponses {
  const { kickAt: at, kickLags: lags } = parameters;
  const found = kickResponse(active, moments.pca, { at, lags });
  const response = (sums: PairSums | undefined): KickedBandResponse | null =>
    sums === undefined ? null : {
      overlap: pairMeasured(active, "overlap", sums, ({ slope }) => slope),
      norm: pairMeasured(active, "norm", sums, ({ norm }) => norm),
    };
  return {
    ...head,
    at,
    manifold: response(found.manifold),
    transverse: response(found.transverse),
  };
}

/** What the input does (A3). */
export function inputGain(analysis: Analysis): InputGain {
  const { active, weights, moments, parameters, head } = analysis;
  const { from, steps: to, penalty, gainTimes: times, gainLags: lags } = parameters;
  const found = inputResponse(active, ridgeMap(moments.all, penalty), { times, lags });
  const unit = unitOf(active);
  return {
    ...head,
    from,
    to,
    times,
    evenShare: pairMeasured(active, "even", found.even, ({ norm }) => norm * norm)[0]!,
    tracking: pairMeasured(active, "tracking", found.tracking, ({ cosine }) => cosine)[0]!,
    slope: pairMeasured(active, "slope", found.gain, ({ slope }) => slope),
    cosine: pairMeasured(active, "cosine", found.gain, ({ cosine }) => cosine),
    unit,
    size: found.rmsInput / unit,
    drift: found.meanEven / unit,
    openGate: head.kind === "GRU" ? meanOpenGate(active, weights) : null,
  };
}

/** s sqrt(H) */
function unitOf({ scale, network: { states } }: ActiveNetwork): number {
  return Math.sqrt(scale.variance * states.cols);
}

/** A measure at each lag, with its interval over resampled trajectories. */
function pairMeasured(
  { path }: ActiveNetwork,
  name: string,
  sums: PairSums,
  measure: (measures: PairMeasures) => number,
): Measured[] {
  const values = (drawn?: Float64Array) => sums.measures(drawn).map(measure);
  const random = stream(...path, "resamples", name);
  const intervals = resampledIntervals(sums.trajectories, random, values);
  return values().map((value, lag) => measured(value, intervals[lag]!));
}

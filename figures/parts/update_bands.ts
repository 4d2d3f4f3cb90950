import type { InputGain } from "../../lib/results/input_gain.ts";
import type { Measured } from "../../lib/results/measured.ts";
import { spectrumBands } from "../../lib/results/update_spectrum.ts";
import type {
  BandOfUpdate,
  SpectrumBand,
  UpdateSpectrum,
} from "../../lib/results/update_spectrum.ts";
import { updatedConditions, updatedKinds } from "../../lib/results/updated_network.ts";
import type { UpdatedKind, UpdatedNetwork } from "../../lib/results/updated_network.ts";
import { mean } from "../../lib/stats/summary.ts";
import type { Cell, NumberTable } from "./number_table.ts";
import { numberText } from "./number_text.ts";

const COLUMNS = [
  { name: "components", width: 76 },
  { name: "how many", width: 62, decimals: 0 },
  { name: "slope", width: 66, decimals: 2 },
  { name: "its 95 % within a seed", width: 98, decimals: 0 }, // to the right, too
  { name: "cosine", width: 60, decimals: 2 },
  { name: "noise loss, update", width: 76, decimals: 2 },
  { name: "noise loss, linear", width: 76, decimals: 2 },
  { name: "noise loss, mixture", width: 76, decimals: 2 },
  { name: "efficiency", width: 82, decimals: 2 },
];

/** An efficiency is printed where the better denoiser takes off at least this share of the noise. */
export const LEAST_REMOVED = 0.05;

const BANDS: Readonly<Record<SpectrumBand, string>> = {
  all: "all",
  manifold: "manifold",
  middle: "middle",
  transverse: "transverse",
};

const KINDS: Readonly<Record<UpdatedKind, string>> = {
  "spatial": "position, vanilla",
  "GRU": "position, GRU",
  "head direction": "head direction",
};

/** The bands of each network, and below its name the sizes of what the states are moved by. */
export function updateBands(
  spectra: readonly UpdateSpectrum[],
  gains: readonly InputGain[],
): NumberTable {
  const groups = updatedKinds.flatMap((kind) =>
    updatedConditions.flatMap((condition) => {
      const own = <Of extends UpdatedNetwork>(all: readonly Of[]) =>
        all.filter((each) => each.kind === kind && each.condition === condition);
      const found = own(spectra);
      if (found.length === 0) return [];
      const bands = found.flatMap(({ spectrum }) => spectrum?.bands ?? []);
      return [{
        heading: `${condition}, ${KINDS[kind]}: ${sizes(found, own(gains))}`,
        rows: bands.length === 0
          ? []
          : spectrumBands.map((band) => row(band, bands.filter((each) => each.band === band))),
      }];
    })
  );
  return { title: "The learned update beside the optimal one", columns: COLUMNS, groups };
}

function row(band: SpectrumBand, found: readonly BandOfUpdate[]): Cell[] {
  const of = (name: keyof BandOfUpdate & Name): number[] =>
    found.flatMap((each) => each[name].value ?? []);
  return [
    BANDS[band],
    found.map(({ components }) => components),
    of("slope"),
    interval(found.map(({ slope }) => slope)),
    of("cosine"),
    of("updateLoss"),
    of("linearLoss"),
    of("mixtureLoss"),
    found.flatMap(({ linearLoss, mixtureLoss, efficiency }) => {
      const best = Math.min(linearLoss.value ?? 1, mixtureLoss.value ?? 1);
      return 1 - best < LEAST_REMOVED ? [] : efficiency.value ?? [];
    }),
  ];
}

type Name = "slope" | "cosine" | "updateLoss" | "linearLoss" | "mixtureLoss";

/** The ends, as means over seeds. */
function interval(measured: readonly Measured[]): string {
  const lows = measured.flatMap(({ low }) => low ?? []);
  const highs = measured.flatMap(({ high }) => high ?? []);
  if (lows.length === 0 || highs.length === 0) return "–";
  return `[${numberText(mean(lows), 2)}, ${numberText(mean(highs), 2)}]`;
}

/** Means over seeds, in units of s sqrt(H). */
function sizes(spectra: readonly UpdateSpectrum[], gains: readonly InputGain[]): string {
  const text = (name: string, values: readonly number[], decimals = 2) =>
    values.length === 0 ? [] : [`${name} ${numberText(mean(values), decimals)}`];
  return [
    ...text("|mean v|", spectra.map(({ drift }) => drift)),
    ...text("rms v", spectra.map(({ size }) => size)),
    ...text("rms d", gains.map(({ size }) => size)),
    ...text("|mean even d|", gains.map(({ drift }) => drift)),
    ...text("even share", gains.flatMap(({ evenShare: { value } }) => value ?? [])),
    ...text("|r − D⁺f| / |r|", spectra.map(({ inverseMisfit }) => inverseMisfit)),
    ...text("1 − z", gains.flatMap(({ openGate }) => openGate ?? [])),
  ].join(", ");
}

import type { InputGain } from "../../lib/results/input_gain.ts";
import type { KickResponses } from "../../lib/results/kick_response.ts";
import type { UpdateSpectrum } from "../../lib/results/update_spectrum.ts";
import { updatedKinds } from "../../lib/results/updated_network.ts";
import type {
  UpdatedCondition,
  UpdatedKind,
  UpdatedNetwork,
} from "../../lib/results/updated_network.ts";
import type { Measured } from "../../lib/results/measured.ts";
import { logarithmicAxis } from "./logarithmic_axis.ts";
import { numberText, roundTicks } from "./number_text.ts";
import type { FacetRow, Line, LineStyle, Reference, Scale } from "./small_multiples.ts";
import { smallMultiples } from "./small_multiples.ts";
import { CONDITION_COLOURS, GREY } from "./style.ts";

const [BLUE, VERMILION, GREEN] = CONDITION_COLOURS;

/** Networks trained without noise are dashed. */
const STYLES: Readonly<Record<UpdatedCondition, LineStyle>> = {
  "U^σ": { colour: BLUE },
  "B^σ": { colour: VERMILION },
  "U": { colour: BLUE, dash: "4,2.5" },
  "B": { colour: VERMILION, dash: "4,2.5" },
  "R^σ": { colour: GREEN },
};

const LEAK = "2,2";
const THEORY = "6,3";

/** Fig. S2a: beta_i of the components; of networks with noise. */
export function spectrumPanel(measured: readonly UpdateSpectrum[]): string {
  const kinds = kindsOf(measured);
  const betas = measured.flatMap(({ spectrum }) => spectrum?.beta ?? []);
  const positive = betas.filter((value) => value > 0);
  const { domain, axis } = logarithmicAxis(
    Math.max(0.03, Math.min(...positive)),
    Math.max(2, ...positive),
  );
  const y: Scale = { type: "log", domain, axis: { label: "β, theory 1", ...axis } };
  const facets = kinds.map((members) => ({
    lines: linesOf(members, ({ spectrum }) => spectrum?.beta),
    references: [
      { y: 1, dash: THEORY },
      ...leakOf(members, (alpha) => 1 / (2 - alpha)),
    ],
  }));
  const head = {
    figure: "figS2a",
    title: "How fast the update goes back, relative to the optimal denoiser",
    description:
      "For each principal component of the active states: the rate of return times the " +
      "variance over the variance of the noise; 1 is the theory's value.",
  };
  return smallMultiples(head, {
    columns: kinds.map((members) => {
      const last = Math.max(...members.map(({ spectrum }) => spectrum?.beta.length ?? 1));
      const ticks = [1, 3, 10, 30, 100, 300, 1000].filter((tick) => tick <= last);
      const x = { label: "principal component", ticks };
      return { title: titleOf(members), x: { type: "log", domain: [1, last], axis: x } };
    }),
    rows: [{ y, height: 170, facets }],
    ...legendOf(
      measured.filter(({ spectrum }) => spectrum !== null),
      "long dashes: the theory, β = 1",
    ),
  });
}

/** Fig. S2b: what is left of a kick along its direction, and how long it is. */
export function kickPanel(measured: readonly KickResponses[]): string {
  const kinds = kindsOf(measured);
  const row = (
    label: string,
    of: (each: KickResponses) => readonly Measured[] | undefined,
  ): FacetRow => {
    const facets = kinds.map((members) => ({
      lines: linesOf(members, (each) => valuesOf(of(each))),
      references: leakOf(members, (alpha) => lagsOf(members).map((l) => (1 - alpha) ** l)),
    }));
    return { y: linearScale(label, facets, 1), height: 112, facets };
  };
  const head = {
    figure: "figS2b",
    title: "What becomes of a kick",
    description:
      "Pairs of active runs with the same input and noise, one of them kicked: the part of " +
      "the kick that is left over the steps, for kicks along the manifold and across it.",
  };
  return smallMultiples(head, {
    columns: kinds.map((members) => ({
      title: titleOf(members),
      x: lagScale(members, "steps after the kick"),
    })),
    rows: [
      row("overlap, manifold", ({ manifold }) => manifold?.overlap),
      row("length, manifold", ({ manifold }) => manifold?.norm),
      row("overlap, transverse", ({ transverse }) => transverse?.overlap),
    ],
    ...legendOf(measured),
  });
}

/** Fig. S2c: how far and how well the outputs follow a single input. */
export function gainPanel(measured: readonly InputGain[]): string {
  const kinds = kindsOf(measured);
  const row = (label: string, of: (each: InputGain) => readonly Measured[]): FacetRow => {
    const facets = kinds.map((members) => ({
      lines: linesOf(members, (each) => valuesOf(of(each))),
      references: [{ y: 1, dash: THEORY }],
    }));
    return { y: linearScale(label, facets, 1), height: 130, facets };
  };
  const head = {
    figure: "figS2c",
    title: "What a single input does to the outputs",
    description:
      "The change of the outputs over the steps after one input, as a slope on the change " +
      "of the cells that it stands for and as the cosine with it; the theory has 1 for both.",
  };
  return smallMultiples(head, {
    columns: kinds.map((members) => ({
      title: titleOf(members),
      x: lagScale(members, "steps after the input"),
    })),
    rows: [row("gain", ({ slope }) => slope), row("cosine", ({ cosine }) => cosine)],
    ...legendOf(measured, "long dashes: the theory, 1 at once", false),
  });
}

type Kinds<Of extends UpdatedNetwork> = readonly Of[];

/** The networks of each kind, in the order of kinds. */
function kindsOf<Of extends UpdatedNetwork>(measured: readonly Of[]): Kinds<Of>[] {
  if (measured.length === 0) throw new Error("Cannot draw the learned update: found no network");
  return updatedKinds.map((kind) => measured.filter((each) => each.kind === kind))
    .filter(({ length }) => length > 0);
}

const TITLES: Readonly<Record<UpdatedKind, string>> = {
  "spatial": "position, vanilla",
  "GRU": "position, GRU",
  "head direction": "head direction",
};

const titleOf = ([first]: readonly UpdatedNetwork[]): string => TITLES[first!.kind]; // a group has one

function linesOf<Of extends UpdatedNetwork>(
  members: readonly Of[],
  values: (each: Of) => readonly (number | null)[] | undefined,
): Line[] {
  return [...Map.groupBy(members, ({ condition }) => condition)].flatMap(
    ([condition, networks]) => {
      const seeds = networks.flatMap((each) => {
        const found = values(each);
        return found === undefined ? [] : [found];
      });
      return seeds.length === 0 ? [] : [{ name: condition, ...STYLES[condition], seeds }];
    },
  ).toReversed(); // random networks lie below
}

const valuesOf = (measured: readonly Measured[] | undefined) => measured?.map(({ value }) => value);

/** What the leak alone does; a GRU's is not alpha. */
function leakOf(
  [first]: readonly UpdatedNetwork[],
  of: (alpha: number) => Reference["y"],
): Reference[] {
  const { kind, alpha } = first!; // a group has one
  return kind === "GRU" ? [] : [{ y: of(alpha), dash: LEAK }];
}

function lagsOf(members: readonly KickResponses[]): number[] {
  const longest = Math.max(
    ...members.map(({ manifold, transverse }) => (manifold ?? transverse)?.overlap.length ?? 0),
  );
  return Array.from({ length: longest }, (_, i) => i + 1);
}

function lagScale(members: readonly (KickResponses | InputGain)[], label: string): Scale {
  const lags = members.map((each) =>
    "slope" in each
      ? each.slope.length
      : Math.max(each.manifold?.overlap.length ?? 0, each.transverse?.overlap.length ?? 0)
  );
  const last = Math.max(2, ...lags);
  const ticks = roundTicks(0, last, 3).filter(Number.isInteger);
  return { type: "linear", domain: [0, last], axis: { label, ticks } };
}

/** From 0, or below where lines go there, to `least` or above. */
function linearScale(label: string, facets: FacetRow["facets"], least: number): Scale {
  const values = facets.flatMap(({ lines }) => lines.flatMap(({ seeds }) => seeds.flat()))
    .filter((value) => value !== null);
  const high = Math.max(least, ...values) * 1.05, low = Math.min(0, ...values) * 1.05;
  const ticks = roundTicks(low, high, 4);
  return {
    type: "linear",
    domain: [low, high],
    axis: { label, ticks, tickFormat: (value) => numberText(value, high > 10 ? 0 : 1) },
  };
}

function legendOf(measured: readonly UpdatedNetwork[], extra = "", leak = true) {
  const found = new Set(measured.map(({ condition }) => condition));
  const conditions = Object.keys(STYLES) as UpdatedCondition[]; // it has no other keys
  const seeds = new Set(measured.map(({ seed }) => seed)).size;
  const notes = [
    ...(seeds > 1 ? [`thick: mean over ${seeds} networks, thin: each`] : []),
    ...(found.has("R^σ") ? ["R: random"] : []),
    ...(extra === "" ? [] : [extra]),
  ];
  return {
    legend: [
      ...conditions.filter((name) => found.has(name)).map((name) => ({
        name,
        ...STYLES[name],
      })),
      ...(leak ? [{ name: "the leak alone", colour: GREY, dash: LEAK }] : []),
    ],
    note: notes.join("; "),
  };
}

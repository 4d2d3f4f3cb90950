import type { z } from "zod";
import type { NumberFormat } from "../../lib/results/numbers.ts";
import type { SweptParameter } from "../../lib/results/sweep_table.ts";
import { canonicalJson } from "../../pipeline/canonical.ts";
import { digestOf } from "../../pipeline/digest.ts";
import { UsageError } from "../../pipeline/errors.ts";
import { checkGraph } from "../../pipeline/graph.ts";
import type { Action, ArtifactRef, Binding, Graph } from "../../pipeline/graph.ts";
import { selectActions } from "../../pipeline/plan/select.ts";
import { nameAction } from "../../pipeline/labels.ts";
import type { ActionName, Labels } from "../../pipeline/labels.ts";
import { drawsFigure } from "../../pipeline/stage.ts";
import type { Stage } from "../../pipeline/stage.ts";
import type { Configuration } from "../configuration/configuration.ts";
import { describedParameters } from "../configuration/described_parameters.ts";
import { applySettings } from "../configuration/settings.ts";
import type { Setting } from "../configuration/settings.ts";
import { checkColumns, labelColumns } from "./columns.ts";
import { measuredOutputs } from "./measured_outputs.ts";
import type { Sweep } from "./parse_sweep.ts";
import { sweepFigure, sweepTable } from "./stages.ts";

type Measured = z.output<typeof sweepTable.parameters>["measured"][number];

/** The label of a point of a sweep, before all others. */
const SWEEP = "sweep";

export interface SweepOptions {
  /** Restrict the measures and name figures, as --only does. */
  readonly words?: readonly string[] | undefined;
  /** Whether the experiment is the user's own. */
  readonly own?: boolean;
}

export interface SweptGraph {
  readonly graph: Graph;
  /** What each of the swept paths means. */
  readonly settings: readonly Setting[];
}

/**
 * One graph for all points of a sweep (of several parameters: every combination). What no swept
 * parameter reaches is there once; the rest is there once a point, its name after the point's
 * ("sigmaStep=0.005/spatial/..."). The graph is run for a table of all measures that a point changes, a
 * figure of it, and the figures at each point that `words` name or that an own experiment is run for.
 */
export function sweepGraph(
  configuration: Configuration,
  sweeps: readonly Sweep[],
  build: (configuration: Configuration) => Graph,
  { words, own = false }: SweepOptions = {},
): SweptGraph {
  const points = pointsOf(sweeps);
  const paths = sweeps.flat().map(({ path }) => path);
  const settings: Setting[] = [];
  const variants = points.map((point) => {
    const typed = point.map(([path, value]) => `${path}=${value}`);
    const applied = applySettings(configuration, typed);
    if (settings.length === 0) settings.push(...applied.settings);
    const graph = build(applied.configuration);
    return { point, graph, signatures: signaturesOf(graph) };
  });
  const isShared = (name: string): boolean =>
    new Set(variants.map(({ signatures }) => signatures.get(name))).size === 1;
  const actions = new Map<string, Action>();
  const measured: (Omit<Measured, "labels"> & {
    readonly labels: Labels;
    readonly ref: ArtifactRef;
  })[] = [];
  const drawn: string[] = [];
  const isDrawn = ({ name, stage }: Action, { targets }: Graph): boolean =>
    drawsFigure(stage) && (words !== undefined || own && targets.includes(name));
  for (const [i, { point, graph }] of variants.entries()) {
    const label = point.map(([path, value]) => `${path.split(".").at(-1)}=${value}`).join(",");
    const renamed = (name: string): string =>
      isShared(name) ? name : atPoint(graph.actions.get(name)!, label).name; // its own reference
    const chosen = new Set(
      words === undefined ? graph.actions.keys() : selectActions(graph, words),
    );
    for (const action of graph.actions.values()) {
      const named = isShared(action.name) ? action : atPoint(action, label);
      actions.set(named.name, { ...action, ...named, inputs: mapRefs(action, renamed) });
      const { stage } = action;
      if (isShared(action.name) || !chosen.has(action.name)) continue;
      if (isDrawn(action, graph)) drawn.push(named.name);
      for (const output of measuredOutputs(stage, words !== undefined)) {
        const { output: name, ...called } = output;
        measured.push({
          ref: { action: named.name, output: name },
          point: i,
          labels: action.labels,
          action: action.leaf,
          stage: stage.name,
          ...called,
        });
      }
    }
  }
  if (measured.length + drawn.length === 0) {
    throw new UsageError(
      `Cannot sweep ${paths.join(", ")}: no measure or figure depends on it` +
        (words === undefined ? "" : ` among --only ${words.join(",")}`),
    );
  }
  const plotted = drawn.map((name) => actions.get(name)!); // just added
  const labels = labelColumns(measured.map((each) => each.labels));
  checkColumns(paths, labels);
  const filesOf = (format: NumberFormat): ArtifactRef[] =>
    measured.filter((each) => each.format === format).map(({ ref }) => ref);
  const table: Action = {
    ...nameAction({ labels: { group: "sweep" }, leaf: "table" }, sweepTable.name),
    stage: sweepTable as unknown as Stage, // parameters are checked by checkGraph
    parameters: {
      swept: sweptParameters(paths, settings),
      points: points.map((point) => point.map(([, value]) => value)),
      labels,
      measured: measured.map(({ ref: _, ...row }) => ({
        ...row,
        labels: labels.map((name) => row.labels[name] ?? null),
      })),
    },
    inputs: { json: filesOf("json"), csv: filesOf("csv") },
  };
  const figure: Action = {
    ...nameAction({ labels: { group: "sweep" }, leaf: "figure" }, sweepFigure.name),
    stage: sweepFigure as unknown as Stage, // as above
    parameters: {},
    inputs: { table: { action: table.name, output: "table" } },
  };
  const ends = [...measured.length === 0 ? [] : [table, figure], ...plotted];
  const needed = withProducers(ends, actions);
  return { graph: checkGraph(needed, ends.map(({ name }) => name)), settings };
}

/** Swept paths with the unit of what they mean, if it is one for all. */
function sweptParameters(
  paths: readonly string[],
  settings: readonly Setting[],
): SweptParameter[] {
  const units = new Map(describedParameters().map(({ path, unit }) => [path.join("."), unit]));
  return paths.map((path, i) => {
    const own = new Set(settings[i]!.matches.map((match) => units.get(match) ?? "")); // a setting a path
    return { path, unit: own.size === 1 ? [...own][0]! : "" };
  });
}

/** What an action is called at one of the points. */
function atPoint({ name, labels, leaf }: Action, point: string): ActionName {
  if (Object.hasOwn(labels, SWEEP)) {
    throw new UsageError(`Cannot sweep "${name}": it has a label "${SWEEP}" of its own; rename it`);
  }
  return nameAction({ labels: { [SWEEP]: point, ...labels }, leaf }, leaf);
}

/** Every combination of values, the last parameter fastest. */
function pointsOf(sweeps: readonly Sweep[]): (readonly [path: string, value: string])[][] {
  return sweeps.reduce<(readonly [string, string])[][]>(
    (points, together) =>
      points.flatMap((point) =>
        together[0]!.values.map((_, i) => [ // one parameter at least
          ...point,
          ...together.map(({ path, values }) => [path, values[i]!] as const), // as many of each
        ])
      ),
    [[]],
  );
}

/** What each action computes, all that it rests on included. */
function signaturesOf(graph: Graph): Map<string, string> {
  const signatures = new Map<string, string>();
  for (const { name, stage, parameters, inputs } of graph.actions.values()) {
    const from = Object.entries(inputs).map(([input, binding]) => [
      input,
      [binding].flat().map((ref: ArtifactRef) => [signatures.get(ref.action), ref.output]),
    ]);
    const text = canonicalJson([stage.name, stage.run.href, parameters, from]);
    signatures.set(name, digestOf(text));
  }
  return signatures;
}

function mapRefs(
  { inputs }: Action,
  renamed: (name: string) => string,
): Record<string, Binding> {
  const one = (ref: ArtifactRef): ArtifactRef => ({ ...ref, action: renamed(ref.action) });
  return Object.fromEntries(
    Object.entries(inputs).map(([input, binding]) => [
      input,
      Array.isArray(binding) ? binding.map(one) : one(binding as ArtifactRef), // not a list
    ]),
  );
}

/** The given actions with all that they rest on: what the whole experiment draws is left out. */
function withProducers(ends: readonly Action[], all: ReadonlyMap<string, Action>): Action[] {
  const found = new Map<string, Action>();
  const open = [...ends];
  for (let action = open.pop(); action !== undefined; action = open.pop()) {
    if (found.has(action.name)) continue;
    found.set(action.name, action);
    for (const ref of Object.values(action.inputs).flat() as ArtifactRef[]) { // of both kinds
      const producer = all.get(ref.action) ?? ends.find(({ name }) => name === ref.action);
      if (producer !== undefined) open.push(producer);
    }
  }
  return [...found.values()];
}

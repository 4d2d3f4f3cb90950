import type { z } from "zod";
import type {
  PanelRan,
  PhaseRan,
  Ran,
  TrainingRan,
  UpdateRan,
} from "../../figures/captions/caption.ts";
import { producers, references } from "../../pipeline/graph.ts";
import type { Action } from "../../pipeline/graph.ts";
import type { Stage } from "../../pipeline/stage.ts";
import { bandwidths } from "../bandwidths/stage.ts";
import { decodeBearings } from "../decode_bearings/stage.ts";
import { densityOnGrid } from "../density/stage.ts";
import { klDivergences } from "../divergence/stage.ts";
import { fadingOf } from "../fading/stage.ts";
import { learnedUpdate } from "../learned_update/stage.ts";
import { memoryOf } from "../memory/stage.ts";
import { moments } from "../moments/stage.ts";
import { noiseFactorOf } from "../noise_factor/stage.ts";
import { replayOf } from "../replay/stage.ts";
import { rollout } from "../rollout/stage.ts";
import { stepDistanceOf } from "../step_distance/stage.ts";
import { totalVarianceOf } from "../total_variance/stage.ts";
import { train } from "../train/stage.ts";

/** Finds an action of a graph, finished or still being built. */
export type Find = (name: string) => Action | undefined;

/** The actions of these names and all that they rest on. */
export function behind(find: Find, names: readonly string[]): Action[] {
  const found = new Map<string, Action>();
  const open = [...names];
  for (const name of open) { // which grows
    const action = found.has(name) ? undefined : find(name);
    if (action === undefined) continue;
    found.set(name, action);
    open.push(...producers(action));
  }
  return [...found.values()];
}

/** The parameters of those of the actions that are of one of these stages. */
export function parametersOf<Schema extends z.ZodObject>(
  actions: readonly Action[],
  ...stages: readonly { readonly parameters: Schema }[]
): z.output<Schema>[] {
  return actions.flatMap((action) => {
    const found = stages.find((each) => each as unknown as Stage === action.stage); // the same object
    return found === undefined ? [] : [parsed(found.parameters, action)];
  });
}

const parsedBefore = new WeakMap<Action, unknown>();

/** Parameters with the defaults of their schema: figure after figure asks for the same ones. */
function parsed<Schema extends z.ZodObject>(
  schema: Schema,
  action: Action,
): z.output<Schema> {
  const found = parsedBefore.get(action) ?? schema.parse(action.parameters);
  parsedBefore.set(action, found);
  return found as z.output<Schema>; // the schema of an action is its stage's
}

/** What ran behind a figure, as its caption states it. */
export function ranBehind(find: Find, figure: Action): Ran {
  const actions = behind(find, [figure.name]);
  /** The parameters of each action of a stage, with the phase behind one of its inputs. */
  const measured = <Schema extends z.ZodObject>(
    stage: { readonly parameters: Schema },
    wanted: string,
  ) =>
    actions.flatMap((action) => {
      const makers = references(action).flatMap(({ input, ref }) =>
        input === wanted ? ref.action : []
      );
      const phase = behind(find, makers).flatMap((maker) => observed(find, maker))[0];
      return parametersOf([action], stage).map((parameters) => ({ ...parameters, phase }));
    });
  return {
    panel: panelOf(figure),
    trainings: actions.flatMap(trainingOf),
    phases: phasesOf(find, actions),
    densities: parametersOf(actions, densityOnGrid),
    divergences: parametersOf(actions, klDivergences),
    headDirectionCells: parametersOf(actions, decodeBearings).map(({ cells }) => cells),
    stepDistances: measured(stepDistanceOf, "decoded"),
    totalVariances: parametersOf(actions, totalVarianceOf),
    early: actions.flatMap(({ parameters: { early } }) => typeof early === "number" ? early : []),
    bandwidthPoints: parametersOf(actions, bandwidths).map(({ points }) => points),
    fading: measured(fadingOf, "quiescentDecoded"),
    updates: actions.flatMap((action) => updatesOf(find, action)),
    noiseFactors: parametersOf(actions, noiseFactorOf),
    memories: parametersOf(actions, memoryOf),
    replays: parametersOf(actions, replayOf),
  };
}

function updatesOf(find: Find, action: Action): UpdateRan[] {
  const { spatialVanilla, spatialGru, headDirection } = learnedUpdate;
  const ran = [
    ...parametersOf([action], spatialVanilla, spatialGru),
    ...parametersOf([action], headDirection),
  ];
  const trainingSteps = ran.length === 0 ? undefined : trainingBehind(find, action)?.steps;
  return ran.map((parameters) => ({ ...parameters, trainingSteps }));
}

/** The phases of networks that the actions ran: what was observed, or else what was summed up. */
export function phasesOf(find: Find, actions: readonly Action[]): PhaseRan[] {
  const rollouts = actions.flatMap((action) => observed(find, action));
  return rollouts.length > 0 ? rollouts : actions.flatMap((action) => summedUp(find, action));
}

function observed(find: Find, action: Action): PhaseRan[] {
  const { spatialVanilla, spatialGru, headDirection } = rollout;
  const ran = [
    ...parametersOf([action], spatialVanilla, spatialGru),
    ...parametersOf([action], headDirection),
  ];
  return ran.map((parameters) => ({ ...parameters, training: trainingBehind(find, action) }));
}

function summedUp(find: Find, action: Action): PhaseRan[] {
  const { spatialVanilla, spatialGru, headDirection } = moments;
  const ran = [
    ...parametersOf([action], spatialVanilla, spatialGru),
    ...parametersOf([action], headDirection),
  ];
  return ran.map((parameters) => ({ ...parameters, training: trainingBehind(find, action) }));
}

/** How the network was trained that an action runs; undefined if it was not. */
function trainingBehind(find: Find, action: Action): TrainingRan | undefined {
  const weights = references(action).find(({ input }) => input === "weights");
  const maker = weights && find(weights.ref.action);
  return maker && trainingOf(maker)[0];
}

function trainingOf(action: Action): TrainingRan[] {
  return [
    ...parametersOf([action], train.spatialVanilla, train.spatialGru)
      .map((parameters) => ({ ...parameters, biased: parameters.motion.drift > 0 })),
    ...parametersOf([action], train.headDirection)
      .map((parameters) => ({ ...parameters, biased: parameters.motion.biased })),
  ].map(({ seed, train: { batches, batchSize, steps }, noise, biased }) => ({
    seed,
    batches,
    batchSize,
    steps,
    noise,
    biased,
  }));
}

/** The numbers among the parameters of a panel, whatever its kind. */
function panelOf({ parameters }: Action): PanelRan {
  const numbers = Object.entries(parameters).filter((entry): entry is [string, number] =>
    typeof entry[1] === "number"
  );
  return Object.fromEntries(numbers);
}

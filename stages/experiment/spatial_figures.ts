import type { ArtifactRef, GraphBuilder } from "../pipeline/graph.ts";
import type { SpatialVanilla } from "./configuration.ts";
import { densityOnGrid } from "./density.ts";
import { activeNames, klDivergences, quiescentNames } from "./divergence.ts";
import { panels } from "./figures.ts";
import { biases, noiseLevels, quiescentNoise } from "./spatial_vanilla.ts";
import type { Network, RolledOut, SeedOfNetworks } from "./spatial_vanilla.ts";
import { totalVarianceOf } from "./total_variance.ts";

/** A network with its active and quiescent rollouts. */
interface Observed {
  readonly network: Network;
  readonly active: RolledOut;
  readonly quiescent: RolledOut;
}

/** Adds the rollouts, the analyses and the panels of Fig. 1 and 2. */
export function spatialFigures(
  graph: GraphBuilder,
  sizes: SpatialVanilla,
  seeds: readonly SeedOfNetworks[],
): void {
  const shown = seeds[0]!; // a configuration has at least one seed; the first is drawn
  const observed = new Map(seeds.map((seed) => [seed, observe(seed, sizes)]));
  schematicAndTraining(graph, seeds);
  explainedVariance(graph, sizes, seeds);
  maps(graph, sizes, shown, observed.get(shown)!); // made for every seed
  divergences(graph, sizes, seeds, observed);
  totalVariances(graph, sizes, seeds);
}

/** The rollouts of a seed, under the names of Fig. 2e. */
function observe(
  seed: SeedOfNetworks,
  sizes: SpatialVanilla,
): Readonly<Record<typeof activeNames[number], Observed>> {
  const of = (network: Network, projected: boolean): Observed => {
    const active = { name: "active", ...sizes.active };
    const pca = projected ? seed.components(network, active).pca : undefined;
    const axes = pca === undefined ? {} : { pca };
    return {
      network,
      active: seed.rollOut(network, { ...active, ...axes }),
      quiescent: seed.rollOut(network, {
        name: "quiescent",
        trajectories: sizes.quiescent.trajectories,
        steps: sizes.quiescent.steps,
        quiescent: quiescentNoise(network, sizes),
        ...axes,
      }),
    };
  };
  const { noisy, noiseless } = seed.trained;
  return {
    "U^σ": of(noisy.unbiased, true),
    "U": of(noiseless.unbiased, false),
    "B^σ": of(noisy.biased, false),
    "B": of(noiseless.biased, false),
  };
}

function schematicAndTraining(graph: GraphBuilder, seeds: readonly SeedOfNetworks[]): void {
  graph.target(graph.add(panels.fig1a, "figures/fig1a", {}, {}));
  const history = seeds.flatMap(({ trained }) => trained.noisy.unbiased.history ?? []);
  graph.target(graph.add(panels.fig1b, "figures/fig1b", {}, { history }));
}

function explainedVariance(
  graph: GraphBuilder,
  sizes: SpatialVanilla,
  seeds: readonly SeedOfNetworks[],
): void {
  const { trajectories, activeSteps, quiescentSteps } = sizes.explainedVariance;
  const phases = seeds.map((seed) => {
    const network = seed.trained.noisy.unbiased;
    return {
      active: seed.components(network, {
        name: "explainedVariance/active",
        trajectories,
        steps: activeSteps,
      }),
      quiescent: seed.components(network, {
        name: "explainedVariance/quiescent",
        trajectories,
        steps: quiescentSteps,
        quiescent: quiescentNoise(network, sizes),
      }),
    };
  });
  graph.target(graph.add(panels.fig1c, "figures/fig1c", {}, {
    active: phases.map(({ active }) => active.explained),
    quiescent: phases.map(({ quiescent }) => quiescent.explained),
  }));
}

/** Trajectories, states and densities of the seed that is drawn. */
function maps(
  graph: GraphBuilder,
  sizes: SpatialVanilla,
  { trained }: SeedOfNetworks,
  observed: ReturnType<typeof observe>,
): void {
  const { drawing, density, motion } = sizes;
  const { "U^σ": unbiased, "B^σ": biased } = observed;
  const boxHalfWidth = motion.boxWidth / 2;
  const scatter = {
    everyTrajectory: drawing.scatterTrajectory,
    fromStep: drawing.scatterFrom,
    everyStep: drawing.scatterStep,
  };
  const every = { active: drawing.activeEvery, quiescent: drawing.quiescentEvery };
  const axesFrom = unbiased.active.projection;
  const grid = (
    phase: "active" | "quiescent",
    path: string,
    points: ArtifactRef,
    axes: ArtifactRef | undefined,
  ) =>
    graph.add(densityOnGrid, `${path}/${phase}/${axes ? "stateDensity" : "density"}`, {
      trajectories: sizes[phase].trajectories,
      steps: phase === "active"
        ? sizes.active.steps
        : Math.min(density.quiescentSteps, sizes.quiescent.steps),
      gridPoints: density.gridPoints,
      halfWidth: axes ? null : density.halfWidth,
      margin: axes ? density.margin : 0,
    }, { points, ...(axes ? { axesFrom: axes } : {}) });
  const levels = drawing.levels;
  const box = { maximum: drawing.positionDensity, levels, boxHalfWidth };
  const states = { maximum: drawing.stateDensity, levels };
  for (
    const { phase, lines, points, positions, clouds } of [
      { phase: "active", lines: "fig1d", points: "fig1f", positions: "fig1h", clouds: "fig1j" },
      { phase: "quiescent", lines: "fig1e", points: "fig1g", positions: "fig1i", clouds: "fig1k" },
    ] as const
  ) {
    const { path } = trained.noisy.unbiased;
    const { decoded, projection } = unbiased[phase];
    graph.target(graph.add(panels[lines], `figures/${lines}`, {
      every: every[phase],
      boxHalfWidth,
    }, { decoded }));
    const cloud = { projection, decoded, axesFrom };
    graph.target(graph.add(panels[points], `figures/${points}`, scatter, cloud));
    const position = grid(phase, path, decoded, undefined);
    graph.target(graph.add(panels[positions], `figures/${positions}`, box, position));
    const state = grid(phase, path, projection, axesFrom);
    graph.target(graph.add(panels[clouds], `figures/${clouds}`, states, state));
  }
  for (
    const { phase, lines, positions } of [
      { phase: "active", lines: "fig2a", positions: "fig2c" },
      { phase: "quiescent", lines: "fig2b", positions: "fig2d" },
    ] as const
  ) {
    const { decoded } = biased[phase];
    graph.target(graph.add(panels[lines], `figures/${lines}`, {
      every: every[phase],
      boxHalfWidth,
    }, { decoded }));
    const position = grid(phase, trained.noisy.biased.path, decoded, undefined);
    graph.target(graph.add(panels[positions], `figures/${positions}`, box, position));
  }
}

function divergences(
  graph: GraphBuilder,
  sizes: SpatialVanilla,
  seeds: readonly SeedOfNetworks[],
  observed: ReadonlyMap<SeedOfNetworks, ReturnType<typeof observe>>,
): void {
  const { boxWidth, boxHeight } = sizes.motion;
  const kl = seeds.flatMap((seed) => {
    const rollouts = observed.get(seed)!; // made for every seed
    const random = seed.rollOut(seed.random, {
      name: "quiescent",
      trajectories: sizes.quiescent.trajectories,
      steps: sizes.quiescent.steps,
      quiescent: quiescentNoise(seed.random, sizes),
    });
    return quiescentNames.map((quiescent) => {
      const decoded = quiescent === "uniform"
        ? undefined
        : quiescent === "R^σ"
        ? random.decoded
        : rollouts[quiescent].quiescent.decoded;
      return graph.add(klDivergences, `spatial/vanilla/seed${seed.seed}/divergence/${quiescent}`, {
        seed: seed.seed,
        quiescent,
        active: [...activeNames],
        points: sizes.divergence.points,
        boxWidth,
        boxHeight,
      }, {
        active: activeNames.map((name) => rollouts[name].active.decoded),
        ...(decoded === undefined ? {} : { quiescent: decoded }),
      }).kl;
    });
  });
  const maximum = sizes.drawing.divergence;
  graph.target(graph.add(panels.fig2e, "figures/fig2e", { maximum }, { kl }));
}

function totalVariances(
  graph: GraphBuilder,
  sizes: SpatialVanilla,
  seeds: readonly SeedOfNetworks[],
): void {
  const { trajectories, steps, from } = sizes.totalVariance;
  const variance = seeds.flatMap((seed) =>
    noiseLevels.flatMap((level) =>
      biases.map((bias) => {
        const network = seed.trained[level][bias];
        const { decoded } = seed.rollOut(network, {
          name: "totalVariance",
          trajectories,
          steps,
          quiescent: quiescentNoise(network, sizes),
        });
        return graph.add(totalVarianceOf, `${network.path}/totalVariance`, {
          seed: seed.seed,
          condition: `${level} ${bias}`,
          from,
          to: steps,
        }, { decoded }).variance;
      })
    )
  );
  graph.target(graph.add(panels.fig2f, "figures/fig2f", {}, { variance }));
}

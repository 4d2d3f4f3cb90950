import assert from "node:assert/strict";
import { GraphBuilder } from "../../../pipeline/graph.ts";
import { parseConfiguration } from "../../../stages/configuration/profile.ts";
import { headDirectionNetworks } from "../../../stages/experiment/head_direction_networks.ts";
import type { Networks, NetworksOptions } from "../../../stages/experiment/networks.ts";
import { spatialNetworks } from "../../../stages/experiment/spatial_networks.ts";

const { spatial, headDirection } = parseConfiguration({
  spatial: { vanilla: { train: { sigmaStep: 0.2 } }, gru: { train: { sigmaStep: 0.2 } } },
  headDirection: { vanilla: { train: { sigmaStep: 0.2 } } },
}, "the defaults");
const both: Readonly<Record<string, (options: NetworksOptions) => Networks>> = {
  "spatial/vanilla": (options) => spatialNetworks("vanilla", spatial.vanilla, options),
  "headDirection/vanilla": (options) => headDirectionNetworks(headDirection.vanilla, options),
};

Deno.test("two families of networks without a label are refused in a line that says what to do", () => {
  const graph = new GraphBuilder();
  const { vanilla } = spatial, cells = { ...vanilla.cells, count: 99, width: 0.3 };
  for (const sizes of [vanilla, { ...vanilla, cells }]) {
    spatialNetworks("vanilla", sizes, { graph, protocol: "released", seed: 7 })
      .trained("noisy", "unbiased");
  }
  assert.throws(() => graph.build(), {
    name: "UsageError",
    message:
      'Cannot build the graph: Two actions are named "spatial/vanilla/seed7/placeCells", with ' +
      'other parameters ("count") (and 2 more names stand twice): give one of them, or its family, a ' +
      'label of its own, e.g. labels: { family: "large" }',
  });
});

for (const [kind, networksOf] of Object.entries(both)) {
  Deno.test(`networks of ${kind} have each phase with its noise, under its labels`, () => {
    const graph = new GraphBuilder();
    const networks = networksOf({ graph, protocol: "described", seed: 7 });
    const network = networks.trained("noisy", "biased");
    const phases = {
      active: networks.active(network),
      quiescent: networks.quiescent(network),
      quiescentSame: networks.quiescentSame(network),
      activeAgain: networks.activeAgain(network),
    };
    const sigmas = { active: 1, quiescent: Math.SQRT2, quiescentSame: 1, activeAgain: 1 };
    const { actions } = graph.build();
    for (const [phase, { labels, decoded }] of Object.entries(phases)) {
      assert.deepEqual(labels, { ...network.labels, phase });
      const name = `described/${kind}/noisy/biased/seed7/${phase}`;
      assert.equal(decoded.action, `${name}/decode`);
      const { parameters } = actions.get(`${name}/rollout`)!;
      const sigma = 0.2 * sigmas[phase as keyof typeof sigmas]; // the same keys
      assert.deepEqual(parameters["noise"], { law: "gaussian", sigma });
      assert.equal(parameters["components"], 0);
    }
  });

  Deno.test(`networks of ${kind} without noise are one action for all protocols`, () => {
    const graph = new GraphBuilder();
    for (const protocol of ["released", "described"] as const) {
      const networks = networksOf({ graph, protocol, seed: 7 });
      const network = networks.trained("noiseless", "unbiased");
      networks.quiescent(network);
      networks.quiescentNoisy(network);
    }
    const described = [...graph.build().actions.values()]
      .filter(({ labels }) => labels["protocol"] === "described")
      .map(({ labels, leaf }) => `${labels["phase"]} ${leaf}`);
    assert.deepEqual(described, ["quiescentNoisy rollout", "quiescentNoisy decode"]);
  });

  Deno.test(`networks of ${kind} are projected on their active phase where that is asked for`, () => {
    const graph = new GraphBuilder();
    const networks = networksOf({
      graph,
      protocol: "released",
      seed: 7,
      projected: ({ bias }) => bias === "biased",
    });
    for (const bias of ["biased", "unbiased"] as const) {
      networks.quiescent(networks.trained("noisy", bias));
    }
    const { actions } = graph.build();
    const rollouts = [...actions.values()].filter(({ stage }) => stage.name === "rollout");
    assert.deepEqual(
      rollouts.map(({ labels, inputs }) => [labels["bias"], inputs["pca"]]),
      [
        ["biased", { action: `${kind}/noisy/biased/seed7/active/pca`, output: "pca" }],
        ["unbiased", undefined],
      ],
    );
  });

  Deno.test(`two families of networks of ${kind} stand in one graph, told apart by a label`, () => {
    const graph = new GraphBuilder();
    for (const labels of [{}, { family: "large" }]) {
      const networks = networksOf({ graph, protocol: "described", seed: 7, labels });
      const network = networks.trained("noisy", "biased");
      networks.quiescent(network);
      networks.frozen(network);
      networks.components(network, { labels: { phase: "active" }, trajectories: 2, steps: 3 }, 4);
      networks.random();
    }
    const all = [...graph.build().actions.values()];
    const isLarge = ({ labels }: typeof all[number]) => labels["family"] === "large";
    const names = all.filter((action) => !isLarge(action)).map(({ name }) => name);
    const large = all.filter(isLarge).map(({ name }) => name.replace(/(^|\/)large\//, "$1"));
    assert.ok(names.length >= 8 && large.every((name) => !name.includes("large")));
    assert.deepEqual(large.sort(), names.sort());
  });

  Deno.test(`networks of ${kind} stand still in one action for all that share a bias`, () => {
    const graph = new GraphBuilder();
    for (const protocol of ["released", "described"] as const) {
      const networks = networksOf({ graph, protocol, seed: 7 });
      for (const level of ["noisy", "noiseless"] as const) {
        networks.frozen(networks.trained(level, "biased"));
        networks.frozen(networks.trained(level, "biased"), { set: "second" });
        networks.frozen(networks.trained(level, "biased"), { starts: "centre" });
      }
    }
    const { actions } = graph.build();
    const still = [...actions.values()].filter(({ stage }) => stage.name === "frozen");
    const name = `${kind}/biased/seed7`;
    assert.deepEqual(
      still.map(({ name, parameters, inputs }) => [name, parameters["starts"], inputs]),
      [
        [`${name}/own/frozen`, "own", {
          coordinates: { action: `${name}/trajectories`, output: "coordinates" },
        }],
        [`${name}/again/own/frozen`, "own", {
          coordinates: { action: `${name}/again/trajectories`, output: "coordinates" },
        }],
        [`${name}/centre/frozen`, "centre", {}],
      ],
    );
  });

  Deno.test(`networks of ${kind} from other starts differ in nothing else, frozen or not`, () => {
    const graph = new GraphBuilder();
    const networks = networksOf({ graph, protocol: "released", seed: 7 });
    const network = networks.trained("noisy", "unbiased");
    networks.quiescent(network);
    networks.quiescentFrom(network, "centre");
    networks.frozen(network, { starts: "centre" });
    const { actions } = graph.build();
    const name = `${kind}/noisy/unbiased/seed7/quiescent`;
    const [own, other] = [actions.get(`${name}/rollout`)!, actions.get(`${name}/centre/rollout`)!];
    const expected: Readonly<Record<string, unknown>> = { ...own.parameters, starts: "centre" };
    assert.deepEqual(other.parameters, expected);
    assert.deepEqual(other.inputs, own.inputs);
    const { parameters: still } = actions.get(`${kind}/unbiased/seed7/centre/frozen`)!;
    for (const [key, value] of Object.entries(still)) {
      assert.deepEqual(value, expected[key], key);
    }
  });
}

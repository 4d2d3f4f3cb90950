import { basename, dirname, join, relative } from "node:path";
import { network } from "../../figures/captions/phrases.ts";
import type { Explorer } from "../../figures/explorer.ts";
import type { HyperparameterTable } from "../../figures/hyperparameter_table.ts";
import type { ReportParts } from "../../figures/index_page.ts";
import { arrange, stageGraph } from "../../figures/parts/stage_graph.ts";
import type { ProvenanceRecord } from "../../figures/provenance.ts";
import type { Protocol } from "../../lib/conditions.ts";
import { decodeNpy } from "../../lib/files/npy.ts";
import { secondsOf } from "../../pipeline/action_result.ts";
import { canonicalJson } from "../../pipeline/canonical.ts";
import type { Json } from "../../pipeline/canonical.ts";
import { references } from "../../pipeline/graph.ts";
import { originText } from "../../pipeline/origin.ts";
import type { Node, Plan } from "../../pipeline/plan/plan.ts";
import { remember } from "../../pipeline/store/remember.ts";
import type { Configuration } from "../../stages/configuration/configuration.ts";
import { weighs } from "../../stages/experiment/claims_evidence.ts";
import { figureName, isFigure } from "../../stages/experiment/draw.ts";
import { ranBehind } from "../../stages/experiment/ran.ts";
import { FIGURES_FOLDER } from "../project.ts";
import { articleOf } from "./article.ts";
import { readInputs } from "./read_inputs.ts";

/** What a report shows beside its figures: provenance, parameters, the phases through time. */
export async function reportParts(
  plan: Plan,
  { configuration, protocol, ...given }: {
    readonly configuration: Configuration;
    readonly protocol: Protocol;
  } & Pick<ReportParts, "lab" | "others" | "script" | "plates">,
): Promise<ReportParts> {
  const provenance = provenanceOf(plan, protocol);
  return {
    ...given,
    article: await articleOf(plan, configuration, protocol),
    explorer: await explorerOf(plan, configuration, protocol),
    tables: tablesOf(plan, protocol),
    provenance,
    stageGraph: await stageGraph(provenance, (drawing) => {
      const by = plan.workspace.imports["@viz-js/viz"] ?? ""; // its version
      return remember(plan.store, canonicalJson({ drawing, by }), () => arrange(drawing));
    }),
  };
}

/** The records of all that a protocol's figures and claims rest on, each after what it needs. */
function provenanceOf(plan: Plan, protocol: Protocol): ProvenanceRecord[] {
  const needed = new Set<string>();
  const nodes = [...plan.nodes.values()].reverse(); // each before what it needs
  for (const { action, reason } of nodes) {
    const target = isFigure(action, protocol) || weighs(action, protocol);
    if (target && reason === undefined) needed.add(action.name);
    if (!needed.has(action.name)) continue;
    for (const { ref } of references(action)) needed.add(ref.action);
  }
  return [...plan.nodes.values()].filter(({ action }) => needed.has(action.name)).flatMap(recordOf);
}

function recordOf({ action, prepared, result }: Node): ProvenanceRecord[] {
  if (prepared === undefined || result === undefined) return [];
  const { parameters, code, numerics } = prepared.description;
  return [{
    action: action.name,
    stage: action.stage.name,
    labels: action.labels,
    leaf: action.leaf,
    key: prepared.key,
    parameters: parameters as Json,
    inputs: references(action).map(({ input, ref }) => [input, ref.action, ref.output]),
    code: code.bundle,
    numerics,
    outputs: Object.entries(result.outputs).sort().map(([output, { digest }]) => [output, digest]),
    started: result.started,
    seconds: secondsOf(result),
    origin: originText(result),
  }];
}

/** Tables A.1 and A.2, from the parameters of the actions that draw them. */
function tablesOf(plan: Plan, protocol: Protocol): HyperparameterTable[] {
  return (["tableA1", "tableA2"] as const).flatMap((name) => {
    const node = plan.nodes.get(figureName(protocol, name));
    // The schema of the stage `table` (panels/panel.ts) is this type.
    return node === undefined ? [] : [node.action.parameters as unknown as HyperparameterTable];
  });
}

/** The network of Fig. 1f and 1g in both phases; undefined if the cache has not all of it. */
async function explorerOf(
  plan: Plan,
  { spatial: { vanilla } }: Configuration,
  protocol: Protocol,
): Promise<Explorer | undefined> {
  const phases = await Promise.all(
    (["active", "quiescent"] as const).map(async (phase) => {
      const figure = phase === "active" ? "fig1f" : "fig1g";
      const node = plan.nodes.get(figureName(protocol, figure));
      const read = async (wanted: string) => {
        const [bytes] = await readInputs(plan, node?.action, wanted) ?? [];
        return bytes === undefined ? undefined : decodeNpy(bytes);
      };
      const [positions, states] = [await read("decoded"), await read("projection")];
      return node && positions && states ? [{ node, phase, positions, states }] : [];
    }),
  );
  const found = phases.flat();
  if (found.length < 2) return undefined;
  const ran = ranBehind((name) => plan.graph.actions.get(name), found[0]!.node.action);
  return { halfWidth: vanilla.motion.boxWidth / 2, network: network(ran), phases: found };
}

/**
 * The other reports that a report can be switched to, by name and address: the other protocols of the
 * run and, in figures/out/, what earlier runs left there.
 */
export async function otherReports(
  folder: string,
  folders: ReadonlyMap<Protocol, string>,
): Promise<ReportParts["others"]> {
  const found = new Map<string, string>();
  for (const [protocol, other] of folders) found.set(other, protocol);
  if (dirname(folder) === FIGURES_FOLDER) {
    const entries = await Array.fromAsync(Deno.readDir(FIGURES_FOLDER)).catch(() => []); // there is none yet
    for (const { name } of entries) {
      const page = await Deno.stat(join(FIGURES_FOLDER, name, "index.html")).catch(() => undefined);
      if (page?.isFile) found.set(join(FIGURES_FOLDER, name), name);
    }
    for (const other of folders.values()) found.set(other, basename(other));
  }
  found.delete(folder);
  return [...found]
    .map(([other, name]) => {
      const path = relative(folder, join(other, "index.html")).split(/[/\\]/);
      return [name, path.map(encodeURIComponent).join("/")] as const;
    })
    .sort(([a], [b]) => a < b ? -1 : 1);
}

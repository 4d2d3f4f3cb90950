import { join } from "node:path";
import { captions } from "../../figures/captions.ts";
import { noiseBehind } from "../../figures/captions/phrases.ts";
import { claimsPage } from "../../figures/claims_page.ts";
import { indexPage } from "../../figures/index_page.ts";
import type { PanelId } from "../../figures/panels.ts";
import { plates } from "../../figures/plates.ts";
import type { PlateId } from "../../figures/plates.ts";
import type { DrawingFiles, FigureEntry } from "../../figures/sheet.ts";
import { protocols as allProtocols } from "../../lib/conditions.ts";
import type { Protocol } from "../../lib/conditions.ts";
import { encodeClaims, readClaims } from "../../lib/results/claims.ts";
import type { Claim } from "../../lib/results/claims.ts";
import { drawsFigure } from "../../pipeline/stage.ts";
import { replan } from "../../pipeline/plan/plan.ts";
import type { Node, Plan } from "../../pipeline/plan/plan.ts";
import { artifactBytes, materialise } from "../../pipeline/store/materialise.ts";
import type { Configuration } from "../../stages/configuration/configuration.ts";
import { weighs } from "../../stages/experiment/claims_evidence.ts";
import { isFigure } from "../../stages/experiment/draw.ts";
import { ranBehind } from "../../stages/experiment/ran.ts";
import { aboutReport } from "./about.ts";
import { labOf } from "./lab.ts";
import { EXPORTED, ownReport } from "./own_report.ts";
import type { OwnPlaces } from "./own_report.ts";
import { pageScript } from "./page_script.ts";
import { otherReports, reportParts } from "./parts.ts";

export interface Outputs {
  readonly configuration: Configuration;
  /** As the page calls it: "quick". */
  readonly name: string;
  readonly folders: ReadonlyMap<Protocol, string>;
  /** What is run, if it is not the paper's experiment. */
  readonly title?: string | undefined;
  /** Where its artifacts and their records are, seen from its page. */
  readonly places?: OwnPlaces;
}

export interface Written {
  /** The folders that hold a page, and of how many figures. */
  readonly figures: ReadonlyMap<string, number>;
  /** Targets of the plan whose artifacts are not in the cache, or not as they should be. */
  readonly missing: readonly string[];
}

/**
 * Writes each protocol's figures into its folder, with the claims and a page that shows all. Whatever
 * the run was for, all figures are shown that the cache has for this configuration.
 */
export async function writeOutputs(plan: Plan, outputs: Outputs): Promise<Written> {
  const { folders, missing } = await renderOutputs(plan, outputs);
  const written = new Map<string, number>();
  for (const [folder, { files, figures }] of folders) {
    for (const [file, bytes] of files) await materialise(join(folder, file), bytes);
    written.set(folder, figures);
  }
  return { figures: written, missing };
}

/** The files of an output folder by name, and how many figures are among them. */
export interface Rendered {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly figures: number;
}

/** What `writeOutputs` writes, by folder; folders without any figure or claim are left out. */
export async function renderOutputs(
  plan: Plan,
  { configuration, name, folders, title: ownTitle, places = EXPORTED }: Outputs,
): Promise<{ readonly folders: ReadonlyMap<string, Rendered>; readonly missing: string[] }> {
  const targets = new Set([...plan.graph.targets, ...plan.targets]);
  const whole = await replan({ ...plan, remote: undefined }, [...targets]); // what is here
  const missing = plan.targets.filter((target) => whole.nodes.get(target)!.reason !== undefined);
  const [ownFolder] = folders.values(); // one for all protocols: they have names of their own in it
  if (ownTitle !== undefined && ownFolder !== undefined) {
    const own = await replan({ ...plan, remote: undefined }, plan.targets);
    const page = await ownReport(own, { title: ownTitle, configuration, name, places });
    const files = new Map([["index.html", new TextEncoder().encode(page)]]);
    return { folders: new Map([[ownFolder, { files, figures: figuresIn(own) }]]), missing };
  }
  const claims = await claimsOf(whole);
  const rendered = new Map<string, Rendered>();
  let script: string | undefined;
  for (const [protocol, folder] of folders) {
    const files = new Map<string, Uint8Array>();
    const entries = await renderPanels(whole, protocol, files);
    const sheets = await renderPlates(whole, protocol, files);
    if (entries.length === 0 && claims.length === 0) continue;
    const summary = `Replication of Krishna et al. (ICLR 2024): profile ${name}, protocol ` +
      `${protocol}, seeds ${configuration.seeds.join(", ")}.`;
    const title = "Offline reactivation in recurrent neural networks";
    const others = await otherReports(folder, folders);
    script ??= await pageScript(plan.workspace, plan.store);
    const { networks: lab, files: beside } = await labOf(whole, configuration, protocol);
    const parts = await reportParts(whole, {
      configuration,
      protocol,
      others,
      lab,
      script,
      plates: sheets,
    });
    const write = (file: string, text: string) => files.set(file, new TextEncoder().encode(text));
    for (const [file, text] of beside) write(file, text);
    const about = await aboutReport(whole, { configuration, name, protocol });
    write("index.html", indexPage(entries, { title, about }, claims, parts));
    if (claims.length > 0) {
      files.set("claims.json", encodeClaims(claims));
      write("claims.md", claimsPage(claims, summary));
    }
    rendered.set(folder, { files, figures: entries.length });
  }
  return { folders: rendered, missing };
}

/** How many of what a plan is run for are drawn. */
function figuresIn({ targets, nodes }: Plan): number {
  const drawn = targets.filter((target) => {
    const { action, reason } = nodes.get(target)!; // of this plan
    return reason === undefined && drawsFigure(action.stage);
  });
  return drawn.length;
}

/** Adds a protocol's panels to the files, as far as they have results. */
async function renderPanels(
  plan: Plan,
  protocol: Protocol,
  files: Map<string, Uint8Array>,
): Promise<FigureEntry[]> {
  const entries: FigureEntry[] = [];
  for (const { node, id } of drawingsOf(plan, protocol, isPanel)) {
    const ran = ranBehind((name) => plan.graph.actions.get(name), node.action);
    entries.push({
      id,
      ...captions[id](ran),
      noise: noiseBehind(ran),
      ...await renderFiles(plan, node, files),
      svg: new TextDecoder().decode(files.get(`${id}.svg`)),
    });
  }
  return entries.sort((a, b) => a.id < b.id ? -1 : 1);
}

/** The same of its plates. */
async function renderPlates(
  plan: Plan,
  protocol: Protocol,
  files: Map<string, Uint8Array>,
): Promise<ReadonlyMap<string, DrawingFiles>> {
  const found = new Map<string, DrawingFiles>();
  for (const { node, id } of drawingsOf(plan, protocol, isPlate)) {
    found.set(id, await renderFiles(plan, node, files));
  }
  return found;
}

/** What is drawn under a protocol and has a result, with its name: "fig1d". */
function drawingsOf<Id extends string>(
  plan: Plan,
  protocol: Protocol,
  isOne: (id: string) => id is Id,
): { readonly node: Node; readonly id: Id }[] {
  return [...plan.nodes.values()].flatMap((node) => {
    const { action: { leaf }, result, reason } = node;
    const here = result !== undefined && reason === undefined;
    return here && isFigure(node.action, protocol) && isOne(leaf) ? [{ node, id: leaf }] : [];
  });
}

const isPanel = (id: string): id is PanelId => Object.hasOwn(captions, id);
const isPlate = (id: string): id is PlateId => Object.hasOwn(plates, id);

/** Adds the files of a drawing, named like it. */
async function renderFiles(
  { store }: Plan,
  { action: { name, leaf }, result }: Node,
  files: Map<string, Uint8Array>,
): Promise<DrawingFiles> {
  for (const [output, { digest }] of Object.entries(result?.outputs ?? {})) {
    files.set(`${leaf}.${output}`, await artifactBytes(store, digest));
  }
  return { svgHref: `${leaf}.svg`, pngHref: `${leaf}.png`, pdfHref: `${leaf}.pdf`, action: name };
}

/** The claims with the evidence of each protocol of the plan. */
async function claimsOf(plan: Plan): Promise<readonly Claim[]> {
  const merged = new Map<number, Claim>();
  for (const { action, result, reason } of plan.nodes.values()) {
    const weighed = allProtocols.some((protocol) => weighs(action, protocol));
    const claims = weighed ? result?.outputs["claims"] : undefined;
    if (claims === undefined || reason !== undefined) continue;
    for (const claim of readClaims(await artifactBytes(plan.store, claims.digest))) {
      const before = merged.get(claim.number)?.protocols ?? [];
      merged.set(claim.number, { ...claim, protocols: [...before, ...claim.protocols] });
    }
  }
  return [...merged.values()].sort((a, b) => a.number - b.number);
}

import { join } from "node:path";
import { captions } from "../figures/captions.ts";
import type { FigureId } from "../figures/captions.ts";
import type { Claim } from "../figures/claim.ts";
import { claimsPage } from "../figures/claims_page.ts";
import { indexPage } from "../figures/index_page.ts";
import type { FigureEntry } from "../figures/index_page.ts";
import { decodeJson, encodeJson } from "../lib/files/json.ts";
import type { Json } from "../lib/files/json.ts";
import { references } from "../pipeline/graph.ts";
import { artifactBytes, materialise } from "../pipeline/materialise.ts";
import { artifactOf } from "../pipeline/plan.ts";
import type { Node, Plan } from "../pipeline/plan.ts";
import { captionSizes } from "./caption_sizes.ts";
import type { Configuration } from "./configuration.ts";
import { prefixOf } from "./protocol.ts";
import type { Protocol } from "./protocol.ts";
import { summarise } from "./summarise.ts";

/**
 * Writes a protocol's figures into a folder, as far as they have results, with the claims of every
 * protocol of the plan and a page that shows all. Returns how many figures there are.
 */
export async function writeOutputs(
  plan: Plan,
  configuration: Configuration,
  name: string,
  protocol: Protocol,
  folder: string,
): Promise<number> {
  const sizes = captionSizes(configuration, protocol);
  const entries: FigureEntry[] = [];
  for (const node of plan.nodes.values()) {
    const id = figureId(node, protocol);
    if (id === undefined || node.result === undefined) continue;
    const { svg, png } = node.result.outputs;
    const drawing = await artifactBytes(plan.store, svg!.digest); // a figure's result has both
    await materialise(join(folder, `${id}.svg`), drawing);
    await materialise(join(folder, `${id}.png`), await artifactBytes(plan.store, png!.digest));
    entries.push({
      id,
      ...captions[id](sizes),
      svg: new TextDecoder().decode(drawing),
      numbers: await numbersBehind(plan, node),
      svgHref: `${id}.svg`,
      pngHref: `${id}.png`,
    });
  }
  const claims = await readClaims(plan);
  if (entries.length === 0 && claims.length === 0) return 0;
  entries.sort((a, b) => a.id < b.id ? -1 : 1);
  const summary = `Replication of Krishna et al. (ICLR 2024): profile ${name}, protocol ` +
    `${protocol}, seeds ${configuration.seeds.join(", ")}.`;
  const title = "Offline reactivation in recurrent neural networks";
  const write = (file: string, text: string) =>
    materialise(join(folder, file), new TextEncoder().encode(text));
  await write("index.html", indexPage(entries, { title, summary }, claims));
  if (claims.length > 0) {
    const json = claims as unknown as Json; // read from JSON
    await materialise(join(folder, "claims.json"), encodeJson(json));
    await write("claims.md", claimsPage(claims, summary));
  }
  return entries.length;
}

/** The claims with the evidence of each protocol of the plan. */
async function readClaims(plan: Plan): Promise<readonly Claim[]> {
  const merged = new Map<number, Claim>();
  for (const { action, result } of plan.nodes.values()) {
    const claims = action.stage.name === "claims" ? result?.outputs["claims"] : undefined;
    if (claims === undefined) continue;
    const bytes = await artifactBytes(plan.store, claims.digest);
    for (const claim of decodeJson(bytes) as readonly Claim[]) { // claims_run.ts wrote it
      const before = merged.get(claim.number)?.protocols ?? [];
      merged.set(claim.number, { ...claim, protocols: [...before, ...claim.protocols] });
    }
  }
  return [...merged.values()];
}

function figureId({ action }: Node, protocol: Protocol): FigureId | undefined {
  const { name } = action.stage;
  const own = action.name === `${prefixOf(protocol)}figures/${name}`;
  return own && Object.hasOwn(captions, name) ? name as FigureId : undefined; // one of its keys
}

async function numbersBehind(plan: Plan, { action }: Node): Promise<FigureEntry["numbers"]> {
  const rows = await Promise.all(
    references(action).map(async ({ input, ref }) => {
      const digest = artifactOf(plan, ref);
      const bytes = digest === undefined ? undefined : await plan.store.readBlob(digest);
      if (bytes === undefined) return [];
      const format = plan.graph.actions.get(ref.action)!.stage.outputs[ref.output]; // a checked graph
      return summarise(bytes, format ?? "").map((
        [what, value],
      ) => [input, ref.action, what, value]);
    }),
  );
  return { columns: ["input", "from", "quantity", "value"], rows: rows.flat() };
}

import { ownPage } from "../../figures/own_page.ts";
import type { OwnResult } from "../../figures/own_page.ts";
import { numberFormats, numbersOf } from "../../lib/results/numbers.ts";
import type { Node, Plan } from "../../pipeline/plan/plan.ts";
import { artifactBytes } from "../../pipeline/store/materialise.ts";
import type { Configuration } from "../../stages/configuration/configuration.ts";
import { about } from "../about.ts";
import { artifactPaths } from "../artifact_path.ts";

/** Where the page finds what it links to: addresses. */
export interface OwnPlaces {
  /** The folder of the artifacts: "../artifacts/". */
  readonly artifacts: string;
  /** What says how each came about. */
  readonly records: string;
}

/** As `exportArtifacts` writes them, beside the page. */
export const EXPORTED: OwnPlaces = { artifacts: "", records: "artifacts.json" };

/** The page of an experiment that is not the paper's, or of a sweep. */
export async function ownReport(
  plan: Plan,
  { title, configuration, name, places }: {
    readonly title: string;
    readonly configuration: Configuration;
    readonly name: string;
    readonly places: OwnPlaces;
  },
): Promise<string> {
  const pathOf = artifactPaths(plan.graph);
  const nodes = plan.targets.map((target) => plan.nodes.get(target)!); // of this plan
  const results = nodes.flatMap((node) => node.reason === undefined ? resultOf(plan, node) : []);
  return ownPage({
    title,
    builtOn: about.name,
    records: places.records,
    name,
    seeds: configuration.seeds,
    results: (await Promise.all(results)).map(({ ref, ...result }) => ({
      ...result,
      files: ref.map(([output, format]) => {
        const path = pathOf({ action: result.action, output }, format);
        return [
          format,
          places.artifacts + path.split("/").map(encodeURIComponent).join("/"),
        ] as const;
      }),
    })),
  });
}

type Found = Omit<OwnResult, "files"> & {
  readonly ref: readonly (readonly [output: string, format: string])[];
};

async function resultOf({ store }: Plan, { action, result }: Node): Promise<Found> {
  const outputs = Object.entries(result?.outputs ?? {});
  const isTable = action.labels["group"] === "sweep"; // its rows are in the file
  const numbers = await Promise.all(
    outputs.map(async ([output, { digest, format }]) => {
      const readable = numberFormats.find((each) => each === format);
      if (readable === undefined || isTable) return [];
      return numbersOf(await artifactBytes(store, digest), output, readable);
    }),
  );
  return {
    action: action.name,
    summary: action.stage.summary,
    ref: outputs.map(([output, { format }]) => [output, format]),
    numbers: numbers.flat(),
  };
}

import { join, relative } from "node:path";
import { LAB_FOLDER } from "../figures/lab.ts";
import type { Protocol } from "../lib/conditions.ts";
import { encodeJson } from "../lib/files/json.ts";
import type { Json } from "../lib/files/json.ts";
import { counted } from "../pipeline/amount.ts";
import { bounded } from "../pipeline/bounded.ts";
import { graphSvg } from "../pipeline/explain/graph_svg.ts";
import { graphView } from "../pipeline/explain/graph_view.ts";
import type { Action, ArtifactRef } from "../pipeline/graph.ts";
import { compareAll } from "../pipeline/plan/comparison.ts";
import { replan } from "../pipeline/plan/plan.ts";
import type { Plan } from "../pipeline/plan/plan.ts";
import type { CrateSubject } from "../pipeline/publish/crate_subject.ts";
import { writePublication } from "../pipeline/publish/write_publication.ts";
import type { CrateExtra } from "../pipeline/publish/write_publication.ts";
import { bringHere } from "../pipeline/remote/artifacts.ts";
import type { Stage } from "../pipeline/stage.ts";
import { isFigure } from "../stages/experiment/draw.ts";
import { about } from "./about.ts";
import { artifactPaths } from "./artifact_path.ts";
import { experimentSources } from "./experiment_sources.ts";
import type { PlanOptions } from "./options.ts";
import type { Prepared } from "./prepare.ts";
import { ROOT } from "./project.ts";
import { CONFIGURATION, ownReadme, paperReadme, rerunWords } from "./published_readme.ts";
import { renderOutputs } from "./report/outputs.ts";
import { sourceFiles } from "./source_files.ts";

const DIAGRAM = "workflow.svg";
const SOURCE = "source/";

const subject: CrateSubject = {
  name: "Offline reactivation in recurrent neural networks: a replication",
  description:
    "Networks, trajectories, statistics, figures and verdicts of a replication of Krishna " +
    "et al. (ICLR 2024), with the provenance of each",
  license: `https://spdx.org/licenses/${about.license}`,
  keywords: about.keywords,
  creators: about.creators,
  publisher: about.publisher,
  identifiers: about.identifiers,
  citation: { id: about.paper.url, name: about.paper.title },
  engine: { name: about.name, version: about.version },
  workflow: {
    path: "workflow.json",
    name: "From the first random number to every figure",
    description: "The graph that ran: each action with its stage, parameters and inputs",
    image: DIAGRAM,
  },
};

/** What is said of results that are not the paper's. */
function ownSubject(title: string): CrateSubject {
  return {
    ...subject,
    name: title,
    description:
      `Results of "${title}", an experiment built on ${about.name}, with the provenance ` +
      "of each",
    keywords: about.keywords.filter((keyword) => keyword !== "replication"),
    identifiers: [], // those of the software
    workflow: { ...subject.workflow, name: `The actions of "${title}"` },
  };
}

export interface Published {
  readonly folder: string;
  /** All of it in one file, if that was asked for. */
  readonly zip?: string;
  readonly actions: number;
  readonly artifacts: number;
  /** Actions that were left out, with files that are no longer in the cache. */
  readonly missing: readonly string[];
}

/** Results whose artifacts are fetched at a time. */
const AT_A_TIME = 8;

/** Files of the project that go with the results. */
const DOCUMENTS = {
  "deno.lock": "The packages that the code uses, with their digests",
  "deno.json": "The versions that the code asks for",
  "LICENSE": "The licence",
  "CITATION.cff": "What to cite",
} as const;

/**
 * Publishes the results of a configuration as a folder to be archived: reports, artifacts, code,
 * records, the sources, digests and an RO-Crate; with `zip` also as one file beside the folder.
 */
export async function publishResults(
  prepared: Prepared,
  { protocol, sweep }: Pick<PlanOptions, "protocol" | "sweep">,
  { folder, zip }: { readonly folder: string; readonly zip: boolean },
): Promise<Published> {
  const { plan, configuration, name, folders, signer, shareAdopted, title } = prepared;
  const own = prepared.experiment === undefined
    ? undefined
    : await experimentSources(prepared.experiment, stagesOf(plan));
  const whole = await replan(plan, plan.graph.targets);
  const slot = bounded(AT_A_TIME);
  await Promise.all(
    [...whole.nodes.values()].map(({ result }) => result && slot(() => bringHere(result, whole))),
  );
  const reports = new Map([...folders.keys()].map((protocol, i) => [
    protocol,
    i === 0 ? "report" : `report/${protocol}`,
  ]));
  const extras = new Map<string, CrateExtra>();
  const places = new Map([...reports].map(([protocol, path]) => [protocol, join(folder, path)]));
  const rendered = await renderOutputs(whole, {
    configuration,
    name,
    folders: places,
    title,
    places: { artifacts: "../artifacts/", records: "../actions.json" },
  });
  for (const [place, { files }] of rendered.folders) {
    for (const [file, bytes] of files) {
      if (/\.(svg|png|pdf)$/.test(file)) continue; // an artifact, under its own path
      const path = `${relative(folder, place).replaceAll("\\", "/")}/${file}`;
      extras.set(path, { bytes, description: descriptionOf(file) });
    }
  }
  for (const [file, description] of Object.entries(DOCUMENTS)) {
    extras.set(file, { bytes: await Deno.readFile(join(ROOT, file)), description });
  }
  const json = configuration as unknown as Json; // checked by its schema, which is JSON
  extras.set(CONFIGURATION, {
    bytes: encodeJson(json),
    description: "Every parameter of the experiment",
  });
  const drawing = await graphSvg(graphView(await compareAll(whole), false), false);
  extras.set(DIAGRAM, {
    bytes: new TextEncoder().encode(drawing),
    description: "The graph that ran, drawn: stages by condition",
    type: "ImageObject",
  });
  const again = rerunWords(name, { protocol, sweep, experiment: own?.experiment });
  const text = title === undefined ? paperReadme(name, again) : ownReadme(title, name, again);
  extras.set("README.md", {
    bytes: new TextEncoder().encode(text),
    description: "This folder",
  });
  const artifactPath = artifactPaths(whole.graph);
  const pathOf = (ref: ArtifactRef, format: string): string =>
    figurePath(whole.graph.actions.get(ref.action)!, format, reports) ?? // of this graph
      `artifacts/${artifactPath(ref, format)}`;
  const { publication, missing } = await writePublication(whole, {
    folder,
    name,
    subject: title === undefined ? subject : ownSubject(title),
    pathOf,
    extras,
    source: {
      folder: {
        path: SOURCE,
        name: "Sources",
        description:
          `The TypeScript sources of ${about.name} ${about.version}${
            own === undefined ? "" : " and the experiment"
          }, ` +
          "with the lock file, as they were when this was published: all that is needed to run it again",
      },
      files: new Map([...await sourceFiles(), ...own?.files ?? []]),
    },
    zip: zip ? zipPath(folder) : undefined,
    signer,
    shareAdopted,
  });
  return {
    folder,
    ...zip ? { zip: zipPath(folder) } : {},
    actions: publication.actions.length,
    artifacts: publication.actions.reduce((n, { outputs }) => n + Object.keys(outputs).length, 0),
    missing,
  };
}

const stagesOf = ({ graph }: Plan): Set<Stage> =>
  new Set([...graph.actions.values()].map(({ stage }) => stage));

/** What was published, for people. */
export function publishedLine({ folder, zip, actions, artifacts, missing }: Published): string {
  const left = counted(missing.length, "action is", "actions are");
  return `${counted(artifacts, "artifact")} of ${counted(actions, "action")} in ${folder}` +
    (zip === undefined ? "" : ` and ${zip}`) +
    (missing.length === 0 ? "" : `; ${left} left out, with files no longer in the cache`);
}

/** "dist.zip" beside "dist/" */
const zipPath = (folder: string): string => `${folder.replace(/[/\\]+$/, "")}.zip`;

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  "index.html": "The report: figures, claims, parameters, provenance",
  "claims.json": "The paper's claims with evidence and verdicts",
  "claims.md": "The paper's claims with evidence and verdicts, to read",
};

function descriptionOf(file: string): string {
  if (file.startsWith(LAB_FOLDER)) return "Weights of a network that the report can run";
  return DESCRIPTIONS[file] ?? file;
}

/** Figures stand beside the report that shows them. */
function figurePath(
  action: Action,
  format: string,
  reports: ReadonlyMap<Protocol, string>,
): string | undefined {
  for (const [protocol, report] of reports) {
    if (isFigure(action, protocol)) return `${report}/${action.leaf}.${format}`;
  }
  return undefined;
}

import type { Json } from "../canonical.ts";
import type { Publication } from "./publication.ts";
import {
  control,
  controlId,
  execution,
  executionId,
  filesOf,
  step,
  stepId,
} from "./ro_crate_actions.ts";
import { mediaType, uri } from "./ro_crate_entity.ts";
import type { Entity } from "./ro_crate_entity.ts";
import { toolsOf, valuesOf } from "./ro_crate_tools.ts";

/** What the metadata says of the whole; the rest follows from the records. */
export interface CrateSubject {
  readonly name: string;
  readonly description: string;
  /** Address of the licence: "https://spdx.org/licenses/MIT". */
  readonly license: string;
  /** Of the article that the results replicate, or the like. */
  readonly citation: { readonly id: string; readonly name: string };
  /** The program that ran the actions. */
  readonly engine: { readonly name: string; readonly version: string };
  readonly workflow: { readonly path: string; readonly name: string; readonly description: string };
}

export interface CrateFile {
  readonly path: string;
  readonly bytes?: number;
  readonly description: string;
}

const PROFILES = [
  ["https://w3id.org/ro/wfrun/process/0.5", "Process Run Crate", "0.5"],
  ["https://w3id.org/ro/wfrun/workflow/0.5", "Workflow Run Crate", "0.5"],
  ["https://w3id.org/ro/wfrun/provenance/0.5", "Provenance Run Crate", "0.5"],
  ["https://w3id.org/workflowhub/workflow-ro-crate/1.0", "Workflow RO-Crate", "1.0"],
] as const;

const LANGUAGE = "#action-graph";
const ENGINE = "#engine";
const RUN = "#run";
const ORGANIZE = "#organize";

/**
 * The metadata of a published run, as JSON-LD: RO-Crate 1.1 with the Provenance Run Crate profile 0.5
 * (https://w3id.org/ro/wfrun/provenance/0.5). Every action is a step of the workflow (HowToStep), its
 * execution (CreateAction) of the tool that is the stage's code, and the engine's act of running it
 * (ControlAction). Values of parameters that several actions share are one entity.
 */
export function roCrate(
  publication: Publication,
  subject: CrateSubject,
  others: readonly CrateFile[],
): { readonly "@context": Json; readonly "@graph": readonly Entity[] } {
  const { actions } = publication;
  const byName = new Map(actions.map((action) => [action.name, action]));
  const tools = toolsOf(actions);
  const files = filesOf(actions);
  const described = new Set([...files, ...tools].map((entity) => entity["@id"]));
  const documents = others.filter(({ path }) => !described.has(uri(path))).map(document);
  const data = [...documents, ...tools.filter(isFile), ...files];
  const { license, citation } = subject;
  const latest = actions.map(({ completed }) => completed).sort().at(-1) ?? "1970-01-01";
  const root: Entity = {
    "@id": "./",
    "@type": "Dataset",
    name: subject.name,
    description: subject.description,
    datePublished: latest,
    license: { "@id": license },
    citation: { "@id": citation.id },
    conformsTo: PROFILES.map(([id]) => ({ "@id": id })),
    mainEntity: { "@id": uri(subject.workflow.path) },
    hasPart: data.map(reference),
    mentions: [RUN, ORGANIZE, ...actions.map(executionId)].map((id) => ({ "@id": id })),
  };
  return {
    "@context": [
      "https://w3id.org/ro/crate/1.1/context",
      "https://w3id.org/ro/terms/workflow-run/context",
    ],
    "@graph": [
      {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        about: { "@id": "./" },
        conformsTo: [{ "@id": "https://w3id.org/ro/crate/1.1" }, { "@id": PROFILES[3][0] }],
      },
      root,
      ...PROFILES.map(([id, name, version]): Entity => ({
        "@id": id,
        "@type": "CreativeWork",
        name,
        version,
      })),
      { "@id": license, "@type": "CreativeWork", name: license.split("/").at(-1)!, url: license },
      { "@id": citation.id, "@type": "ScholarlyArticle", name: citation.name },
      ...data.filter(({ "@id": id }) => id !== uri(subject.workflow.path)),
      ...workflowEntities(publication, subject),
      ...tools.filter((tool) => !isFile(tool)),
      ...valuesOf(actions),
      ...actions.map((action, i) => step(action, i)),
      ...actions.map((action) => execution(action, byName)),
      ...actions.map(control),
    ],
  };
}

const reference = ({ "@id": id }: Entity): { "@id": string } => ({ "@id": id });
const isFile = ({ "@type": type }: Entity): boolean => type.includes("File");
function document({ path, bytes, description }: CrateFile): Entity {
  const size = bytes === undefined ? {} : { contentSize: String(bytes) };
  return {
    "@id": uri(path),
    "@type": "File",
    name: path,
    description,
    encodingFormat: mediaType(path),
    ...size,
  };
}

function workflowEntities(
  { name, actions, targets }: Publication,
  { workflow, engine, license, description }: CrateSubject,
): Entity[] {
  const chosen = new Set(targets);
  const results = actions.filter((action) => chosen.has(action.name)).flatMap(({ outputs }) =>
    Object.values(outputs)
  );
  const codes = [...new Set(actions.map(({ code }) => code))];
  const started = actions.map((action) => action.started).sort()[0] ?? "1970-01-01";
  const completed = actions.map((action) => action.completed).sort().at(-1) ?? started;
  const times = { startTime: started, endTime: completed };
  const done = { actionStatus: { "@id": "http://schema.org/CompletedActionStatus" } };
  return [
    {
      "@id": uri(workflow.path),
      "@type": ["File", "SoftwareSourceCode", "ComputationalWorkflow", "HowTo"],
      name: workflow.name,
      description: workflow.description,
      encodingFormat: mediaType(workflow.path),
      license: { "@id": license },
      version: engine.version,
      programmingLanguage: { "@id": LANGUAGE },
      output: [{ "@id": "#workflow-output" }],
      hasPart: codes.map((code) => ({ "@id": uri(code) })),
      step: actions.map((action) => ({ "@id": stepId(action) })),
    },
    {
      "@id": "#workflow-output",
      "@type": "FormalParameter",
      name: "results",
      description: "What the workflow is run for",
      additionalType: "File",
      multipleValues: "True",
    },
    {
      "@id": LANGUAGE,
      "@type": "ComputerLanguage",
      name: `Action graph of ${engine.name} (JSON)`,
      url: "https://www.rfc-editor.org/rfc/rfc8259",
    },
    {
      "@id": ENGINE,
      "@type": "SoftwareApplication",
      name: engine.name,
      softwareVersion: engine.version,
    },
    {
      "@id": RUN,
      "@type": "CreateAction",
      name: `Run of the configuration ${name}`,
      description,
      instrument: { "@id": uri(workflow.path) },
      result: results.map(({ path }) => ({ "@id": uri(path) })),
      ...times,
      ...done,
    },
    {
      "@id": ORGANIZE,
      "@type": "OrganizeAction",
      name: `Execution of the actions of ${name}`,
      instrument: { "@id": ENGINE },
      object: actions.map((action) => ({ "@id": controlId(action) })),
      result: { "@id": RUN },
      ...times,
      ...done,
    },
  ];
}

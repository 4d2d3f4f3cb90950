import type { Json } from "../canonical.ts";
import type { Agent, CrateSubject, Identifier } from "./crate_subject.ts";
import type { Publication, PublishedFile } from "./publication.ts";
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

export interface CrateFile {
  readonly path: string;
  readonly bytes?: number;
  readonly description: string;
  /** What it is beside a file: "ImageObject". */
  readonly type?: string;
}

/** A folder that is described as a whole. */
export interface CrateFolder {
  /** "source/" */
  readonly path: string;
  readonly name: string;
  readonly description: string;
}

const PROFILES = [
  ["https://w3id.org/ro/wfrun/process/0.5", "Process Run Crate", "0.5"],
  ["https://w3id.org/ro/wfrun/workflow/0.5", "Workflow Run Crate", "0.5"],
  ["https://w3id.org/ro/wfrun/provenance/0.5", "Provenance Run Crate", "0.5"],
  ["https://w3id.org/workflowhub/workflow-ro-crate/1.0", "Workflow RO-Crate", "1.0"],
] as const;

/** What Bioschemas says of a workflow, as Workflow RO-Crate recommends. */
const COMPUTATIONAL_WORKFLOW = "https://bioschemas.org/profiles/ComputationalWorkflow/1.0-RELEASE";

const LANGUAGE = "#action-graph";
const ENGINE = "#engine";
const RESULTS = "#workflow-output";
const RUN = "#run";
/** The page for people, beside the metadata. */
export const PREVIEW = "ro-crate-preview.html";
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
  others: readonly (CrateFile | CrateFolder)[],
): { readonly "@context": Json; readonly "@graph": readonly Entity[] } {
  const { actions } = publication;
  const byName = new Map(actions.map((action) => [action.name, action]));
  const tools = toolsOf(actions);
  const results = new Set(resultsOf(publication).map(({ path }) => uri(path)));
  const files = filesOf(actions).map((file) => results.has(file["@id"]) ? asResult(file) : file);
  const described = new Set([...files, ...tools].map((entity) => entity["@id"]));
  const documents = others.filter(({ path }) => !described.has(uri(path))).map(document);
  const data = [...documents, ...tools.filter(isFile), ...files];
  const { license, citation, keywords, creators, publisher, identifiers } = subject;
  const agents = [...new Map([...creators, publisher].map((one) => [agentId(one), one])).values()];
  const latest = actions.map(({ completed }) => completed).sort().at(-1) ?? "1970-01-01";
  const root: Entity = {
    "@id": "./",
    "@type": "Dataset",
    name: subject.name,
    description: subject.description,
    datePublished: latest,
    license: { "@id": license },
    keywords: keywords.join(", "),
    author: creators.map((one) => ({ "@id": agentId(one) })),
    creator: creators.map((one) => ({ "@id": agentId(one) })),
    publisher: { "@id": agentId(publisher) },
    ...identifiers.length === 0 ? {} : { identifier: identifiers.map(address) },
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
      ...agents.map(agentEntity),
      {
        "@id": PREVIEW,
        "@type": "CreativeWork",
        name: "This crate for people",
        encodingFormat: "text/html",
        about: { "@id": "./" },
      },
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
function document(from: CrateFile | CrateFolder): Entity {
  const { path, description } = from;
  if ("name" in from) {
    const type = ["Dataset", "SoftwareSourceCode"];
    return { "@id": uri(path), "@type": type, name: from.name, description };
  }
  const { bytes, type } = from;
  return {
    "@id": uri(path),
    "@type": type === undefined ? "File" : ["File", type],
    name: path,
    description,
    encodingFormat: mediaType(path),
    ...bytes === undefined ? {} : { contentSize: String(bytes) },
  };
}

function agentId(agent: Agent): string {
  const found = agent.kind === "person" ? agent.orcid : agent.url;
  return found ?? `#${encodeURIComponent(agentName(agent))}`;
}

function agentName(agent: Agent): string {
  return agent.kind === "person" ? `${agent.given} ${agent.family}` : agent.name;
}

function agentEntity(agent: Agent): Entity {
  const named = { "@id": agentId(agent), name: agentName(agent) };
  if (agent.kind === "person") {
    return { ...named, "@type": "Person", givenName: agent.given, familyName: agent.family };
  }
  const { url } = agent;
  return { ...named, "@type": "Organization", ...url === undefined ? {} : { url } };
}

/** "https://doi.org/10.5281/zenodo.1" */
function address({ type, value }: Identifier): string {
  return type === "doi" && !/^https?:/.test(value) ? `https://doi.org/${value}` : value;
}

/** The files that the whole was run for. */
function resultsOf({ actions, targets }: Publication): PublishedFile[] {
  const chosen = new Set(targets);
  return actions.filter(({ name }) => chosen.has(name))
    .flatMap(({ outputs }) => Object.values(outputs));
}

/** A file as an example of what the workflow gives, too. */
function asResult(file: Entity): Entity {
  return { ...file, exampleOfWork: [file["exampleOfWork"]!, { "@id": RESULTS }].flat() };
}

function workflowEntities(
  publication: Publication,
  { workflow, engine, license, description, creators, publisher }: CrateSubject,
): Entity[] {
  const { name, actions } = publication;
  const codes = [...new Set(actions.map(({ code }) => code))];
  const started = actions.map((action) => action.started).sort()[0] ?? "1970-01-01";
  const completed = actions.map((action) => action.completed).sort().at(-1) ?? started;
  const times = { startTime: started, endTime: completed };
  const done = { actionStatus: { "@id": "http://schema.org/CompletedActionStatus" } };
  return [
    {
      "@id": uri(workflow.path),
      "@type": ["File", "SoftwareSourceCode", "ComputationalWorkflow", "HowTo"],
      conformsTo: { "@id": COMPUTATIONAL_WORKFLOW },
      name: workflow.name,
      description: workflow.description,
      encodingFormat: mediaType(workflow.path),
      license: { "@id": license },
      version: engine.version,
      creator: creators.map((one) => ({ "@id": agentId(one) })),
      sdPublisher: { "@id": agentId(publisher) },
      dateCreated: completed,
      ...workflow.image === undefined ? {} : { image: { "@id": uri(workflow.image) } },
      programmingLanguage: { "@id": LANGUAGE },
      output: [{ "@id": RESULTS }],
      hasPart: codes.map((code) => ({ "@id": uri(code) })),
      step: actions.map((action) => ({ "@id": stepId(action) })),
    },
    {
      "@id": RESULTS,
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
      result: resultsOf(publication).map(({ path }) => ({ "@id": uri(path) })),
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

/** One entity of a crate's metadata. */
type Entity = Readonly<Record<string, unknown>> & { readonly "@id": string };

const CONTEXTS = [
  "https://w3id.org/ro/crate/1.1/context",
  "https://w3id.org/ro/terms/workflow-run/context",
];
const PROFILES = [
  "https://w3id.org/ro/wfrun/process/0.5",
  "https://w3id.org/ro/wfrun/workflow/0.5",
  "https://w3id.org/ro/wfrun/provenance/0.5",
  "https://w3id.org/workflowhub/workflow-ro-crate/1.0",
];

/**
 * What of the Provenance Run Crate profile 0.5, and those that it extends (Workflow Run Crate, Process
 * Run Crate, Workflow RO-Crate, RO-Crate 1.1), a metadata file does not keep, of what they require and of
 * what they recommend: a line a fault. No registry has a validator of these profiles; what is
 * recommended is what roc-validator of CRS4 looks at.
 *
 * @see https://w3id.org/ro/wfrun/provenance/0.5
 */
export function crateFaults(metadata: unknown): string[] {
  const { "@context": context, "@graph": graph } = metadata as {
    readonly "@context": readonly string[];
    readonly "@graph": readonly Entity[];
  };
  const faults: string[] = [];
  const must = (kept: boolean, fault: string): void => {
    if (!kept) faults.push(fault);
  };
  const byId = new Map(graph.map((entity) => [entity["@id"], entity]));
  const get = (id: string): Entity => byId.get(id) ?? { "@id": id };
  const ids = (value: unknown): string[] =>
    [value].flat().flatMap((each) => (each as { "@id"?: string } | undefined)?.["@id"] ?? []);
  const one = (entity: Entity, property: string): Entity => get(ids(entity[property])[0] ?? "");
  const is = (entity: Entity, ...types: string[]): boolean =>
    types.every((type) => [entity["@type"]].flat().includes(type));
  const ofType = (type: string): Entity[] => graph.filter((entity) => is(entity, type));

  must(JSON.stringify(context) === JSON.stringify(CONTEXTS), "@context");
  must(byId.size === graph.length, "an @id occurs twice");
  for (const entity of graph) {
    must(entity["@type"] !== undefined, `${entity["@id"]} has no @type`);
    for (const [property, value] of Object.entries(entity)) {
      for (const id of ids(value).filter((id) => !/^https?:/.test(id))) {
        must(byId.has(id), `${entity["@id"]} ${property}: there is no ${id}`);
      }
    }
  }

  const descriptor = get("ro-crate-metadata.json");
  must(is(descriptor, "CreativeWork") && ids(descriptor["about"])[0] === "./", "descriptor");
  must(ids(descriptor["conformsTo"]).includes("https://w3id.org/ro/crate/1.1"), "RO-Crate 1.1");
  const root = get("./");
  must(is(root, "Dataset"), "root dataset");
  for (const property of ["name", "description", "datePublished", "license", "keywords"]) {
    must(root[property] !== undefined, `root ${property}`);
  }
  for (const property of ["author", "creator", "publisher"]) {
    const agents = ids(root[property]).map(get);
    must(agents.length > 0, `root ${property}`);
    const allowed = property === "publisher" ? ["Organization"] : ["Organization", "Person"];
    for (const agent of agents) must(allowed.some((type) => is(agent, type)), `root ${property}`);
  }
  must(is(one(root, "license"), "CreativeWork"), "root license");
  must(is(get("ro-crate-preview.html"), "CreativeWork"), "preview");
  for (const profile of PROFILES) {
    must(ids(root["conformsTo"]).includes(profile), `conformsTo ${profile}`);
    must(is(get(profile), "CreativeWork") && get(profile)["version"] !== undefined, profile);
  }
  const parts = new Set(ids(root["hasPart"]));
  for (const file of ofType("File")) must(parts.has(file["@id"]), `hasPart ${file["@id"]}`);

  const workflow = one(root, "mainEntity");
  must(is(workflow, "File", "SoftwareSourceCode", "ComputationalWorkflow", "HowTo"), "mainEntity");
  must(workflow["name"] !== undefined, "the workflow's name");
  must(is(one(workflow, "programmingLanguage"), "ComputerLanguage"), "programmingLanguage");
  must(
    /^https:\/\/bioschemas.org\/profiles\//.test(ids(workflow["conformsTo"])[0] ?? ""),
    "profile",
  );
  must(is(one(workflow, "image"), "File", "ImageObject"), "image");
  for (const property of ["creator", "license", "dateCreated", "version"]) {
    must(workflow[property] !== undefined, `the workflow's ${property}`);
  }
  const tools = new Set(ids(workflow["hasPart"]));
  const steps = new Set(ids(workflow["step"]));
  must(steps.size > 0, "the workflow has no steps");

  const runs = ofType("CreateAction").filter((action) => one(action, "instrument") === workflow);
  must(runs.length === 1, `${runs.length} CreateActions of the workflow`);
  for (const action of ofType("CreateAction")) {
    const id = action["@id"];
    const instrument = one(action, "instrument");
    must(action["name"] !== undefined, `${id} name`);
    must(instrument === workflow || tools.has(instrument["@id"]), `${id} instrument`);
    must(
      is(instrument, "SoftwareSourceCode") || is(instrument, "SoftwareApplication"),
      `${id} tool`,
    );
    must(String(action["startTime"]) <= String(action["endTime"]), `${id} times`);
    must(ids(action["result"]).length > 0, `${id} result`);
    must(ids(action["result"]).every((file) => is(get(file), "File")), `${id} results are files`);
    must(ids(root["mentions"]).includes(id), `mentions ${id}`);
    for (const object of ids(action["object"]).map(get)) {
      must(is(object, "File") || is(object, "PropertyValue"), `${id} object ${object["@id"]}`);
      const works = ids(object["exampleOfWork"]);
      must(works.some((work) => ids(instrument["input"]).includes(work)), `${id} ${object["@id"]}`);
    }
  }
  for (const action of ofType("ControlAction")) {
    const [step, execution] = [one(action, "instrument"), one(action, "object")];
    must(is(step, "HowToStep") && steps.has(step["@id"]), `${action["@id"]} instrument`);
    must(is(execution, "CreateAction"), `${action["@id"]} object`);
    must(one(step, "workExample") === one(execution, "instrument"), `${step["@id"]} workExample`);
  }
  const organize = ofType("OrganizeAction");
  must(organize.length === 1, "OrganizeAction");
  for (const action of organize) {
    must(is(one(action, "instrument"), "SoftwareApplication"), "the engine");
    must(one(action, "result") === runs[0], "the result of the OrganizeAction");
    const objects = new Set(ids(action["object"]));
    must(ofType("ControlAction").every((each) => objects.has(each["@id"])), "its objects");
  }
  const examples = new Set(graph.flatMap((entity) => ids(entity["exampleOfWork"])));
  for (const parameter of ofType("FormalParameter")) {
    must(examples.has(parameter["@id"]), `${parameter["@id"]} has no example`);
    must(
      parameter["name"] !== undefined && parameter["additionalType"] !== undefined,
      parameter["@id"],
    );
  }
  for (const value of ofType("PropertyValue")) {
    must(is(one(value, "exampleOfWork"), "FormalParameter"), value["@id"]);
    must(value["name"] !== undefined && value["value"] !== undefined, value["@id"]);
  }
  return faults;
}

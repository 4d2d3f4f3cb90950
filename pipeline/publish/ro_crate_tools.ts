import { canonicalJson } from "../canonical.ts";
import type { Json } from "../canonical.ts";
import { mark } from "./publication.ts";
import type { PublishedAction } from "./publication.ts";
import { mediaType, uri } from "./ro_crate_entity.ts";
import type { Entity } from "./ro_crate_entity.ts";

/** The stages' code, with its parameters, inputs, outputs and packages: each an entity. */
export function toolsOf(actions: readonly PublishedAction[]): Entity[] {
  const tools = new Map<string, PublishedAction[]>();
  for (const action of actions) {
    tools.set(action.code, [...tools.get(action.code) ?? [], action]);
  }
  const entities = new Map<string, Entity>();
  for (const users of tools.values()) {
    for (const entity of toolOf(users)) entities.set(entity["@id"], entity);
  }
  return [...entities.values()];
}

/** The code of a stage; what it may be given is what those who use it gave it. */
function toolOf(users: readonly PublishedAction[]): Entity[] {
  const { code, description: { stage, code: { bundle, packages } } } = users[0]!; // at least one
  const inputs = formalParameters(
    users,
    "parameter",
    ({ description: { parameters } }) =>
      [...leaves(parameters)].map(([name, value]) => [name, { additionalType: typeOf(value) }]),
  );
  const files = formalParameters(
    users,
    "input",
    ({ description: { inputs } }) =>
      Object.entries(inputs).map(([name, digests]) => [
        name,
        { additionalType: "File", ...Array.isArray(digests) ? { multipleValues: "True" } : {} },
      ]),
  );
  const outputs = formalParameters(
    users,
    "output",
    ({ description: { outputs } }) =>
      Object.entries(outputs).map(([name, format]) => [
        name,
        { additionalType: "File", encodingFormat: mediaType(`.${format}`) },
      ]),
  );
  const requirements = Object.entries(packages).map(([id, integrity]) => packageOf(id, integrity));
  const reference = ({ "@id": id }: Entity) => ({ "@id": id });
  return [
    {
      "@id": uri(code),
      "@type": ["File", "SoftwareSourceCode"],
      name: stage,
      description: `The code of the stage "${stage}" as it ran: bundled, without types`,
      encodingFormat: mediaType(code),
      programmingLanguage: "JavaScript",
      sha256: bundle,
      input: [...inputs, ...files].map(reference),
      output: outputs.map(reference),
      ...requirements.length === 0 ? {} : { softwareRequirements: requirements.map(reference) },
    },
    ...inputs,
    ...files,
    ...outputs,
    ...requirements,
  ];
}

function formalParameters(
  users: readonly PublishedAction[],
  kind: "parameter" | "input" | "output",
  named: (user: PublishedAction) => (readonly [string, Readonly<Record<string, string>>])[],
): Entity[] {
  const code = users[0]!.code; // the same of all
  return [...new Map(users.flatMap(named))].map(([name, properties]) => {
    const id = formalId(code, kind, name);
    return { "@id": id, "@type": "FormalParameter", name, ...properties };
  });
}

/** "name@1.2.3_peer@4.5.6": what a package was resolved beside is not part of its version. */
function packageOf(id: string, integrity: string): Entity {
  const at = id.indexOf("@", 1);
  const name = id.slice(0, at);
  const version = id.slice(at + 1).replace(/_.*$/, "");
  return {
    "@id": `https://www.npmjs.com/package/${name}/v/${version}`,
    "@type": "SoftwareApplication",
    name,
    softwareVersion: version,
    identifier: integrity,
  };
}

/** Values of parameters, each once for all actions that have it. */
export function valuesOf(actions: readonly PublishedAction[]): Entity[] {
  const values = new Map<string, Entity>();
  for (const { code, description } of actions) {
    for (const [name, value] of leaves(description.parameters)) {
      const id = valueId(code, name, value);
      const exampleOfWork = { "@id": formalId(code, "parameter", name) };
      values.set(id, { "@id": id, "@type": "PropertyValue", name, value, exampleOfWork });
    }
  }
  return [...values.values()];
}

export function valueId(code: string, name: string, value: Json): string {
  const bytes = new TextEncoder().encode(canonicalJson(value));
  return `${formalId(code, "value", name)}/${mark(bytes)}`;
}

/** Parameters by path: "network.units" -> 64. A list is one value, its JSON. */
export function* leaves(value: Json, path = ""): Generator<[string, string | number | boolean]> {
  if (typeof value !== "object") yield [path, value];
  else if (value === null || Array.isArray(value)) yield [path, JSON.stringify(value)];
  else {
    for (const [name, item] of Object.entries(value)) {
      yield* leaves(item, path === "" ? name : `${path}.${name}`);
    }
  }
}

function typeOf(value: string | number | boolean): string {
  if (typeof value === "number") return "Number";
  return typeof value === "boolean" ? "Boolean" : "Text";
}

/** Of a parameter, an input or an output of a stage's code. */
export const formalId = (code: string, kind: string, name: string): string =>
  `#${kind}/${uri(code.replace(/^code\//, "").replace(/\.js$/, ""))}/${uri(name)}`;

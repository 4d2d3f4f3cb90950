import type { PublishedAction } from "./publication.ts";
import { mediaType, uri } from "./ro_crate_entity.ts";
import type { Entity } from "./ro_crate_entity.ts";
import { formalId, leaves, valueId } from "./ro_crate_tools.ts";

export const executionId = ({ name }: PublishedAction): string => `#execution/${uri(name)}`;
export const controlId = ({ name }: PublishedAction): string => `#control/${uri(name)}`;
export const stepId = ({ name }: PublishedAction): string => `#step/${uri(name)}`;

/** The artifacts, each an example of the output that it is and the inputs that it was. */
export function filesOf(actions: readonly PublishedAction[]): Entity[] {
  const roles = new Map<string, Set<string>>();
  const play = (path: string, role: string): void => {
    const found = roles.get(path) ?? new Set();
    roles.set(path, found.add(role));
  };
  const byName = new Map(actions.map((action) => [action.name, action]));
  for (const { code, inputs, outputs } of actions) {
    for (const [output, { path }] of Object.entries(outputs)) {
      play(path, formalId(code, "output", output));
    }
    for (const [input, refs] of Object.entries(inputs)) {
      for (const { action, output } of refs) {
        const file = byName.get(action)?.outputs[output];
        if (file !== undefined) play(file.path, formalId(code, "input", input));
      }
    }
  }
  return actions.flatMap((action) =>
    Object.entries(action.outputs).map(([output, { path, bytes, digest }]): Entity => ({
      "@id": uri(path),
      "@type": "File",
      name: path.split("/").at(-1)!,
      description: `Output "${output}" of ${action.name}`,
      encodingFormat: mediaType(path),
      contentSize: String(bytes),
      sha256: digest,
      exampleOfWork: [...roles.get(path)!].map((id) => ({ "@id": id })), // its output's at least
    }))
  );
}

/** A step of the workflow: an action of the graph. */
export function step(action: PublishedAction, position: number): Entity {
  return {
    "@id": stepId(action),
    "@type": "HowToStep",
    name: action.name,
    position: String(position + 1),
    workExample: { "@id": uri(action.code) },
  };
}

/** What ran: the stage's code, with which files and values, when, and what it gave. */
export function execution(
  action: PublishedAction,
  byName: ReadonlyMap<string, PublishedAction>,
): Entity {
  const inputs = Object.values(action.inputs).flat()
    .map(({ action, output }) => uri(byName.get(action)!.outputs[output]!.path)); // both published
  const values = [...leaves(action.description.parameters)]
    .map(([name, value]) => valueId(action.code, name, value));
  return {
    "@id": executionId(action),
    "@type": "CreateAction",
    name: action.name,
    identifier: action.key,
    instrument: { "@id": uri(action.code) },
    object: [...new Set([...inputs, ...values])].map((id) => ({ "@id": id })),
    result: Object.values(action.outputs).map(({ path }) => ({ "@id": uri(path) })),
    startTime: action.started,
    endTime: action.completed,
    actionStatus: { "@id": "http://schema.org/CompletedActionStatus" },
  };
}

/** The engine's act of executing a step. */
export function control(action: PublishedAction): Entity {
  return {
    "@id": controlId(action),
    "@type": "ControlAction",
    name: `Execution of the step ${action.name}`,
    instrument: { "@id": stepId(action) },
    object: { "@id": executionId(action) },
  };
}

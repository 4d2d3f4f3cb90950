import { FORMATS } from "./stage.ts";

/**
 * What is wrong with the shape of a stage; undefined if nothing is. The type check says the same, but an
 * experiment may be run without it.
 */
export function stageFlaw(stage: unknown): string | undefined {
  if (!isRecord(stage)) return `the stage is ${kindOf(stage)}, expected what defineStage() gives`;
  const { name, parameters, inputs, outputs, cost, run } = stage;
  if (typeof name !== "string" || name === "") return "a stage has no name";
  const of = (field: string, value: unknown, expected: string): string =>
    `"${field}" of stage "${name}" is ${kindOf(value)}, expected ${expected}`;
  if (!isRecord(parameters) || typeof parameters["safeParse"] !== "function") {
    return of("parameters", parameters, "a schema: z.strictObject({})");
  }
  if (!isRecord(inputs)) return of("inputs", inputs, 'an object: { decoded: { format: "npy" } }');
  if (!isRecord(outputs)) return of("outputs", outputs, 'an object: { displacement: "json" }');
  for (const [input, spec] of Object.entries(inputs)) {
    if (!isRecord(spec)) return of(`inputs.${input}`, spec, '{ format: "npy" }');
    if (!isFormat(spec["format"])) return of(`inputs.${input}.format`, spec["format"], ANY_FORMAT);
  }
  for (const [output, format] of Object.entries(outputs)) {
    if (!isFormat(format)) return of(`outputs.${output}`, format, ANY_FORMAT);
  }
  if (typeof cost !== "function") return of("cost", cost, "a function of the parameters");
  if (!(run instanceof URL)) return of("run", run, 'new URL("./run.ts", import.meta.url)');
  return undefined;
}

const ANY_FORMAT = `one of ${FORMATS.join(", ")}`;

const isFormat = (value: unknown): boolean => FORMATS.some((format) => format === value);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function kindOf(value: unknown): string {
  if (value === undefined) return "missing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  return typeof value === "function" ? "a function" : JSON.stringify(value) ?? String(value);
}

import { z } from "zod";
import { configurationSchema } from "./configuration.ts";

/** The part of a JSON schema that is read here; `parameter()` adds the notes. */
interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly default?: unknown;
  readonly text?: string;
  readonly unit?: string;
  readonly symbol?: string;
  readonly source?: string;
}

/** A parameter of the configuration, as its schema describes it. */
export interface DescribedParameter {
  /** "spatial", "vanilla", "train", "learningRate" */
  readonly path: readonly string[];
  readonly text: string;
  readonly symbol: string;
  /** "" of a pure number. */
  readonly unit: string;
  readonly kind: string;
  readonly default: unknown;
  readonly source: string;
}

/** Every parameter of the configuration, in its order. */
export function describedParameters(): DescribedParameter[] {
  const walk = (path: readonly string[], schema: Schema): DescribedParameter[] => {
    if (schema.properties !== undefined) {
      return Object.entries(schema.properties).flatMap(([name, inner]) =>
        walk([...path, name], inner)
      );
    }
    const { text = "Seeds of the networks", unit = "", symbol = "", source = "" } = schema;
    const described = { text, symbol, unit: unit === "1" ? "" : unit, source };
    return [{ path, ...described, kind: kindOf(schema), default: schema.default }];
  };
  return walk([], z.toJSONSchema(configurationSchema, { io: "input" }) as Schema); // it is one
}

function kindOf({ type, enum: values, anyOf }: Schema): string {
  if (anyOf !== undefined) return anyOf.map(kindOf).join(" or ");
  return values === undefined ? type ?? "" : values.join(", ");
}

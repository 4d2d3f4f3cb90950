import { encodeJson } from "../files/json.ts";
import { Fields } from "./fields.ts";
import { present } from "./present.ts";

/** Active distributions, the rows of Fig. 2e: networks trained unbiased (U) or biased (B); σ: with noise. */
export const activeNames = ["U^σ", "U", "B^σ", "B"] as const;
/** One of `activeNames`. */
export type ActiveName = typeof activeNames[number];

/** Quiescent distributions, its columns: the same, the uniform one, and random networks (R^σ). */
export const quiescentNames = ["U^σ", "U", "uniform", "B^σ", "B", "R^σ"] as const;
/** One of `quiescentNames`. */
export type QuiescentName = typeof quiescentNames[number];

/** Activity along a second set of trajectories in place of quiescence: the floor of a divergence. */
export const againNames = ["U^σ again", "U again", "B^σ again", "B again"] as const;

/** Quiescence that starts about the centre of the box, where activity does not. */
export const centreNames = ["U^σ centre", "U centre", "B^σ centre", "B centre"] as const;

// Functions: a spread list at the top level would be in every bundle that holds anything of this file.

/** What a divergence is measured of, in the order of their actions; "frozen": the starts, repeated. */
export const columnNames = () =>
  [...quiescentNames, ...againNames, ...centreNames, "frozen"] as const;
/** One of `columnNames`. */
export type ColumnName = ReturnType<typeof columnNames>[number];

/** What it is measured from; quiescence itself, to see how uniform it is. */
export const rowNames = () => [...activeNames, "U^σ quiescent"] as const;
/** One of `rowNames`. */
export type RowName = ReturnType<typeof rowNames>[number];

/** null where points span no plane and so have no density. */
type ByRow<T> = Readonly<Partial<Record<RowName, T | null>>>;

/** How far one quiescent distribution of a seed is from active ones. */
export type Divergences = {
  readonly quiescent: ColumnName;
  readonly seed: number;
  /** KL(quiescent || active), nats. */
  readonly values: ByRow<number>;
  /** Standard errors over whole trajectories, nats. */
  readonly errors: ByRow<number>;
  /** How many ratios were clipped. */
  readonly clipped: ByRow<number>;
  /** Of "uniform" alone: as the released code has it, log 2.2 too high (paper.md D2). */
  readonly released?: ByRow<number> | undefined;
  /** Why values are null, if one is. */
  readonly reasons?: ByRow<string> | undefined;
};

/** The bytes of the JSON file of divergences. */
export function encodeDivergences(divergences: Divergences): Uint8Array<ArrayBuffer> {
  return encodeJson(present(divergences));
}

/** Throws unless the bytes are divergences. */
export function readDivergences(bytes: Uint8Array): Divergences {
  const fields = Fields.of(bytes, "divergences");
  return {
    quiescent: fields.oneOf("quiescent", columnNames()),
    seed: fields.number("seed"),
    values: fields.numbersBy("values", rowNames()),
    errors: fields.numbersBy("errors", rowNames()),
    clipped: fields.numbersBy("clipped", rowNames()),
    released: fields.optional("released", (name) => fields.numbersBy(name, rowNames())),
    reasons: fields.optional("reasons", (name) => fields.textsBy(name, rowNames())),
  };
}

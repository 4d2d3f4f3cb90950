import { z } from "zod";

/** What a parameter is, for the documentation, the error messages and the tables A.1 and A.2. */
export interface ParameterNotes {
  readonly text: string;
  /** "1" for a pure number. */
  readonly unit?: string;
  /** Symbol in the paper. */
  readonly symbol?: string;
  /** Where the default comes from. */
  readonly source: string;
}

/** A parameter: its schema with its default, and its notes. */
export function parameter<T extends z.ZodType>(schema: T, notes: ParameterNotes): T {
  return schema.meta({ ...notes });
}

export const count = (standard: number) => z.int().positive().default(standard);
export const positive = (standard: number) => z.number().positive().default(standard);
export const notNegative = (standard: number) => z.number().nonnegative().default(standard);

/** Where defaults come from. */
export const PAPER = "paper, A.1";
export const CODE = "released code";

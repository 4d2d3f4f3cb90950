import type { Json } from "../lib/files/json.ts";

/** How an action came about, for the page: what a reader needs to follow a figure to the root. */
export interface ProvenanceRecord {
  readonly action: string;
  readonly stage: string;
  /** What its name is made of: labels (pipeline/labels.ts), and the last part. */
  readonly labels: Readonly<Record<string, string | number>>;
  readonly leaf: string;
  readonly key: string;
  readonly parameters: Json;
  /** Input name, the action that made it, its output. */
  readonly inputs: readonly (readonly [input: string, action: string, output: string])[];
  /** Digest of the code that ran. */
  readonly code: string;
  /** What arithmetic did, by kind: digests. */
  readonly numerics: Readonly<Record<string, string>>;
  /** Name and digest. */
  readonly outputs: readonly (readonly [output: string, digest: string])[];
  /** ISO 8601, UTC. */
  readonly started: string;
  readonly seconds: number;
  /** Where the result is from: "made here", or who gave it and vouches for it. */
  readonly origin: string;
}

/** How many results are from where: "3 made here; 40 imported from …". */
export function origins(records: readonly ProvenanceRecord[]): string {
  const groups = Map.groupBy(records, ({ origin }) => origin);
  return [...groups].map(([origin, { length }]) => `${length} ${origin}`).join("; ");
}

/** JSON inside a script element: what would end the element is written otherwise. */
export function embeddedJson(id: string, value: unknown): string {
  const text = JSON.stringify(value).replaceAll("<", "\\u003c");
  return `<script type="application/json" id="${id}">${text}</script>\n`;
}

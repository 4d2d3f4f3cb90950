/** A person or an organization. */
export type Agent =
  | { readonly kind: "organization"; readonly name: string; readonly url?: string }
  | {
    readonly kind: "person";
    readonly given: string;
    readonly family: string;
    /** "https://orcid.org/0000-0002-1825-0097" */
    readonly orcid?: string;
  };

/** What something can be found by; the types are those of CITATION.cff. */
export interface Identifier {
  readonly type: "doi" | "url" | "swh" | "other";
  readonly value: string;
  readonly description: string;
}

/** What the metadata say of the whole; the rest follows from the records. */
export interface CrateSubject {
  readonly name: string;
  readonly description: string;
  /** Address of the licence: "https://spdx.org/licenses/MIT". */
  readonly license: string;
  readonly keywords: readonly string[];
  readonly creators: readonly Agent[];
  readonly publisher: Agent;
  readonly identifiers: readonly Identifier[];
  /** Of the article that the results replicate, or the like. */
  readonly citation: { readonly id: string; readonly name: string };
  /** The program that ran the actions. */
  readonly engine: { readonly name: string; readonly version: string };
  readonly workflow: {
    readonly path: string;
    readonly name: string;
    readonly description: string;
    /** A drawing of it among the files. */
    readonly image?: string;
  };
}

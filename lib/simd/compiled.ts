/** A WebAssembly module as text, with the type of its exports. */
export interface Compiled<Exports> {
  readonly base64: string;
  /** Never there: it ties the type to the text. */
  readonly exports?: Exports;
}

/** A WebAssembly module as text, with the type of its exports. */
export interface Compiled<Exports> {
  readonly base64: string;
  /** Never there: it ties the type to the text. */
  readonly exports?: Exports;
}

/** Bytes that a module with `prepare` wants for its constants. */
export const CONSTANTS = 128;

/** Instantiates a module on a memory, which must be shared if the module is made for that. */
export function instantiate<Exports>(
  { base64 }: Compiled<Exports>,
  memory: WebAssembly.Memory,
): Exports {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  return exports as Exports; // build.ts took the type from the source
}

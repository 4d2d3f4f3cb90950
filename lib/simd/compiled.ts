/** A WebAssembly module as text, with the type of its exports. */
export interface Compiled<Exports> {
  readonly base64: string;
  /** Never there: it ties the type to the text. */
  readonly exports?: Exports;
}

/** Bytes that a module with `prepare` wants for its constants and to work in. */
export const CONSTANTS = 2176;

/** The bytes of a module. */
export function bytesOf({ base64 }: Compiled<unknown>): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/**
 * The module with fused multiply-additions where there is relaxed SIMD, or the one without. A processor
 * that cannot fuse rounds twice in both.
 */
export function fusedIfPossible<Exports>(
  fused: Compiled<Exports>,
  plain: Compiled<Exports>,
): Compiled<Exports> {
  return WebAssembly.validate(bytesOf(fused)) ? fused : plain;
}

/** Instantiates a module on a memory, which must be shared if the module is made for that. */
export function instantiate<Exports>(
  compiled: Compiled<Exports>,
  memory: WebAssembly.Memory,
): Exports {
  const module = new WebAssembly.Module(bytesOf(compiled));
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return exports as Exports; // build.ts took the type from the source
}

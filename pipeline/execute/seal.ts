/**
 * What a bundle finds around it. Deno's permissions keep it from files, network and processes; here
 * the doors are closed that they do not guard: storage, devices, threads, versions, paths, the number of
 * processors. What remains computes, or is refused by a permission; a clock or chance that reaches an
 * artifact is `verify`'s to find.
 */
import type { ExecutionRequest } from "./messages.ts";

/** Names of the global object that stay; what newer versions of Deno add goes until it is considered. */
const GLOBALS = names(`
  Object Function Array Number parseFloat parseInt Infinity NaN undefined Boolean String Symbol Date
  Promise RegExp Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError
  SuppressedError globalThis JSON Math Intl Temporal ArrayBuffer SharedArrayBuffer Atomics DataView
  Uint8Array Int8Array Uint16Array Int16Array Uint32Array Int32Array BigUint64Array BigInt64Array
  Uint8ClampedArray Float16Array Float32Array Float64Array Map BigInt Set Iterator WeakMap WeakSet
  WeakRef FinalizationRegistry Proxy Reflect DisposableStack AsyncDisposableStack WebAssembly
  decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape eval isFinite isNaN
  console queueMicrotask structuredClone reportError atob btoa crypto Crypto CryptoKey SubtleCrypto
  setTimeout clearTimeout setInterval clearInterval setImmediate clearImmediate performance Performance
  PerformanceEntry PerformanceMark PerformanceMeasure PerformanceObserver PerformanceObserverEntryList
  AbortController AbortSignal Blob File FileReader FormData Headers Request Response fetch URL URLPattern
  URLSearchParams Event EventTarget CustomEvent ErrorEvent CloseEvent MessageEvent ProgressEvent
  PromiseRejectionEvent DOMException QuotaExceededError MessageChannel MessagePort
  DOMMatrix DOMMatrixReadOnly DOMPoint DOMPointReadOnly DOMQuad DOMRect DOMRectReadOnly ImageData
  TextDecoder TextEncoder TextDecoderStream TextEncoderStream CompressionStream DecompressionStream
  ReadableStream ReadableStreamDefaultReader ReadableStreamBYOBReader ReadableStreamBYOBRequest
  ReadableStreamDefaultController ReadableByteStreamController TransformStream
  TransformStreamDefaultController WritableStream WritableStreamDefaultWriter
  WritableStreamDefaultController ByteLengthQueuingStrategy CountQueuingStrategy
  self global`);

/** Members of Deno that stay: a permission guards them, or they tell nothing of the machine. */
const DENO = names(`
  errors SeekMode inspect exit stdout stderr FsFile open openSync create createSync readFile readFileSync
  readTextFile readTextFileSync writeFile writeFileSync writeTextFile writeTextFileSync readDir readDirSync
  stat statSync lstat lstatSync mkdir mkdirSync remove removeSync rename renameSync copyFile copyFileSync
  makeTempDir makeTempDirSync makeTempFile makeTempFileSync env hostname osRelease loadavg
  systemMemoryInfo networkInterfaces connect connectTls listen listenTls resolveDns Command dlopen
  UnsafeCallback UnsafeFnPointer UnsafePointer UnsafePointerView`);

/** Modules of node's that any bundle may import. */
const MODULES = names(`node:assert node:buffer node:crypto node:events node:path node:querystring
  node:stream node:string_decoder node:timers node:url node:util node:zlib`);

/** What tensor work may import, too: it starts threads, whose scripts stand in it as text. */
const THREADS = names("node:fs node:module node:os node:process node:worker_threads");

/** Members of node's `process` that stay: npm packages look at some, and listen with others. */
const PROCESS = names(
  `on once off addListener removeListener removeAllListeners listeners rawListeners
  listenerCount emit nextTick emitWarning hrtime exit`,
);

/** Closes the doors before a bundle is loaded. */
export function seal(code: string, { arithmetic, engine }: ExecutionRequest): void {
  const imported = [...code.matchAll(/\b(?:from|import)\s*\(?\s*["']((?:node|npm):[^"']+)["']/g)]
    .map(([, specifier]) => specifier!); // the group is in every match
  const may = (from: string) =>
    !from.startsWith("node:") || MODULES.has(from) || arithmetic === "tensor" && THREADS.has(from);
  const strange = imported.find((from) => !may(from));
  if (strange !== undefined) {
    throw new Error(`Cannot use ${strange}: an action may only compute`);
  }
  const all = Deno, { Worker } = globalThis;
  // Node's modules load all of Deno, which takes time: only bundles that import any have `process`.
  const { process, Buffer } = imported.length === 0 ? {} : globalThis;
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (!GLOBALS.has(name)) Reflect.deleteProperty(globalThis, name);
  }
  put("Deno", pick(all, DENO));
  put("navigator", {
    userAgent: "Deno",
    language: "en-US",
    languages: ["en-US"],
    hardwareConcurrency: 1,
  });
  if (arithmetic === "tensor" && engine.threads > 1) put("Worker", Worker);
  if (process !== undefined) {
    put("process", sealed(process));
    put("Buffer", Buffer);
  }
  fixStacks();
}

/** A substitute for node's `process`, not all of which can be changed. */
function sealed(process: object): object {
  const members = [...PROCESS].map((name) => {
    const member = Reflect.get(process, name);
    return [name, Object.assign(member.bind(process), member)]; // functions, all of them
  });
  return {
    ...Object.fromEntries(members),
    version: "v24.0.0",
    versions: { node: "24.0.0" },
    release: { name: "node" },
    platform: "linux",
    arch: "x64",
    argv: ["deno", "action"],
    execArgv: [],
    env: {},
    cwd: () => "/",
  };
}

/**
 * Has stacks name functions and places of the bundle and its packages, but no folder of this machine
 * and nothing of ours.
 */
function fixStacks(): void {
  const place = (site: NodeJS.CallSite): string[] => {
    const file = site.getFileName() ?? "";
    const at = `${site.getLineNumber()}:${site.getColumnNumber()}`;
    const where = file.startsWith("data:") ? "bundle" : /\/npm\/[^/]+\/(.*)$/.exec(file)?.[1];
    return where === undefined ? [] : [`\n    at ${site.getFunctionName() ?? ""} (${where}:${at})`];
  };
  Object.defineProperty(Error, "prepareStackTrace", {
    get: () => (error: unknown, sites: NodeJS.CallSite[]) =>
      `${error}${sites.flatMap(place).join("")}`,
    set: () => {}, // some packages try
  });
}

function pick(object: object, kept: ReadonlySet<string>): object {
  const members = Object.entries(Object.getOwnPropertyDescriptors(object));
  return Object.defineProperties(
    {},
    Object.fromEntries(members.filter(([name]) => kept.has(name))),
  );
}

function put(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}

function names(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

/** A request as the server saw it. */
export interface Seen {
  readonly method: string;
  /** "cas/…" or "ac/…" */
  readonly path: string;
  readonly headers: Headers;
}

/** Answers instead of the cache; undefined: the cache answers. */
export type Misbehave = (
  request: Seen,
) => Response | undefined | Promise<Response | undefined>;

/**
 * A remote cache in memory, as plain as a file server, on a port of this machine. `misbehave` may
 * answer in its place.
 */
export class CacheServer implements AsyncDisposable {
  readonly files = new Map<string, Uint8Array<ArrayBuffer>>();
  readonly seen: Seen[] = [];
  misbehave: Misbehave = () => undefined;
  /** Changes a result as it is stored. */
  reencode: (text: string) => string = (text) => text;
  readonly url: URL;
  readonly #server: Deno.HttpServer<Deno.NetAddr>;
  readonly #end = new AbortController();

  constructor() {
    const { signal } = this.#end;
    this.#server = Deno.serve(
      { hostname: "127.0.0.1", port: 0, signal, onListen() {}, onError: () => broken() },
      (request) => this.#answer(request),
    );
    this.url = new URL(`http://127.0.0.1:${this.#server.addr.port}/lab`);
  }

  /** Paths of requests of one kind: `paths("GET", "cas")`. */
  paths(method: string, kind: string): string[] {
    return this.seen.filter((seen) => seen.method === method && seen.path.startsWith(`${kind}/`))
      .map(({ path }) => path);
  }

  async #answer(request: Request): Promise<Response> {
    const path = new URL(request.url).pathname.replace(/^\/lab\//, "");
    const body = new Uint8Array(await request.arrayBuffer());
    const seen = { method: request.method, path, headers: request.headers };
    this.seen.push(seen);
    const other = await this.misbehave(seen);
    if (other !== undefined) return other;
    if (request.method === "PUT") {
      const text = path.startsWith("ac/") ? this.reencode(new TextDecoder().decode(body)) : body;
      this.files.set(path, typeof text === "string" ? new TextEncoder().encode(text) : text);
      return new Response(null, { status: 201 });
    }
    const file = this.files.get(path);
    if (file === undefined) return new Response("nothing there", { status: 404 });
    return new Response(request.method === "HEAD" ? null : file, {
      headers: { "content-length": String(file.length) },
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end.abort(); // not `shutdown`: an answer may drip for ever
    await this.#server.finished;
  }
}

/** An answer whose connection breaks before its first byte of the body is through. */
export function broken(): Response {
  return new Response(
    new ReadableStream({ pull: (controller) => controller.error(new Error("broken")) }),
  );
}

/**
 * What bazel-remote gives back for a result that it was given in JSON: from its own encoding, with
 * metadata on the worker, other spaces, another order of fields, and zeros left out.
 */
export function asBazelRemote(text: string): string {
  const { outputFiles, stdoutRaw, executionMetadata } = JSON.parse(text);
  const strip = (time: string) => time.replace(/\.000Z$/, "Z");
  return JSON.stringify(
    {
      executionMetadata: {
        worker: "10.0.0.7:41234",
        executionStartTimestamp: strip(executionMetadata.executionStartTimestamp),
        executionCompletedTimestamp: strip(executionMetadata.executionCompletedTimestamp),
      },
      stdoutRaw,
      // deno-lint-ignore no-explicit-any -- JSON that this very test sent
      outputFiles: outputFiles.map(({ path, digest, contents }: any) => ({
        digest: {
          ...(digest.sizeBytes === "0" ? {} : { sizeBytes: digest.sizeBytes }),
          hash: digest.hash,
        },
        ...(contents === undefined ? {} : { contents }),
        path,
      })),
    },
    undefined,
    1,
  );
}

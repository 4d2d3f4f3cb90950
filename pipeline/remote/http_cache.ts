import { setTimeout as sleep } from "node:timers/promises";
import { messageOf } from "../errors.ts";
import type { Credentials } from "./credentials.ts";

/** How long to wait for a server, and how often to ask. */
export interface Limits {
  /** Attempts at a request whose connection breaks or that is answered 5xx or 429. */
  readonly attempts: number;
  /** Milliseconds before the second attempt, doubled before each further one. */
  readonly backOff: number;
  /** Milliseconds from a request to the first byte of its answer. */
  readonly answer: number;
  /** Milliseconds for a request with all its attempts, without the time that its bytes take. */
  readonly total: number;
  /** Slowest acceptable rate, bytes a second. */
  readonly rate: number;
}

export const LIMITS: Limits = {
  attempts: 3,
  backOff: 250,
  answer: 10_000,
  total: 20_000,
  rate: 64 * 1024,
};

const REDIRECTS = 5;

/** The bytes themselves, not compressed on the way: their number is known. */
const PLAIN = { "accept-encoding": "identity" } as const;

/** What a server did instead of serving; asking again is of no use. The message completes "it …". */
export class RemoteFailure extends Error {
  override readonly name = "RemoteFailure";

  /** @param connected false if not even an answer came */
  constructor(message: string, readonly connected: boolean) {
    super(message);
  }
}

/** A failure that may pass by itself. */
class Passing extends RemoteFailure {}

interface Ask {
  readonly method: "GET" | "HEAD" | "PUT";
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array<ArrayBuffer>;
  /** Bytes that go one way or the other, for the time allowed. */
  readonly bytes: number;
}

/**
 * GET, HEAD and PUT below an address, as Bazel's HTTP cache protocol has them. What fails for good
 * throws a RemoteFailure; an aborted `signal` throws its reason.
 */
export class HttpCache {
  /** Without a "/" at the end. */
  readonly address: string;
  readonly #origin: string;
  readonly #credentials: Credentials | undefined;
  readonly #limits: Limits;
  readonly #signal: AbortSignal;

  constructor(
    url: URL,
    { credentials, limits = LIMITS, signal }: {
      readonly credentials?: Credentials | undefined;
      readonly limits?: Limits | undefined;
      /** Aborted: all requests end. */
      readonly signal: AbortSignal;
    },
  ) {
    this.address = url.href.replace(/\/+$/, "");
    this.#origin = url.origin;
    this.#credentials = credentials;
    this.#limits = limits;
    this.#signal = signal;
  }

  /** Whether there is something of this size, or of an unstated size. */
  async head(path: string, bytes: number, signal?: AbortSignal): Promise<boolean> {
    const ask = { method: "HEAD", path, headers: PLAIN, bytes: 0 } as const;
    const found = await this.#ask(ask, (response) => announced(response) ?? bytes, signal);
    return found === bytes;
  }

  /**
   * What `read` makes of the body; undefined if there is nothing. A body that breaks off is asked for
   * again, so `read` may be called more than once.
   *
   * @param bytes that the body has at most: `read` must not take more
   */
  async get<T>(
    path: string,
    { bytes, type, signal }: { bytes: number; type: string; signal?: AbortSignal | undefined },
    read: (body: AsyncIterable<Uint8Array>, announced: number | undefined) => Promise<T>,
  ): Promise<T | undefined> {
    return await this.#ask(
      { method: "GET", path, headers: { ...PLAIN, accept: type }, bytes },
      (response) => read(response.body ?? new Blob().stream(), announced(response)),
      signal,
    );
  }

  async put(
    path: string,
    { body, type, signal }: {
      body: Uint8Array<ArrayBuffer>;
      type: string;
      signal?: AbortSignal | undefined;
    },
  ): Promise<void> {
    const ask = {
      method: "PUT",
      path,
      headers: { "content-type": type },
      body,
      bytes: body.length,
    } as const;
    if (await this.#ask(ask, () => true, signal) === undefined) {
      throw new RemoteFailure(`answers 404 to PUT ${place(path)}`, true);
    }
  }

  /** One request with all its attempts; undefined for 404. */
  async #ask<T>(
    ask: Ask,
    read: (response: Response) => T | Promise<T>,
    signal?: AbortSignal,
  ): Promise<T | undefined> {
    const { attempts, backOff, answer, total, rate } = this.#limits;
    const allowed = total + 1000 * ask.bytes / rate;
    const request = new AbortController();
    const abort = (event: Event): void => request.abort((event.target as AbortSignal).reason); // theirs
    const signals = [this.#signal, ...(signal === undefined ? [] : [signal])];
    for (const other of signals) {
      other.throwIfAborted();
      other.addEventListener("abort", abort);
    }
    const late = (milliseconds: number, what: string) =>
      setTimeout(() => {
        request.abort(new RemoteFailure(`${what} within ${milliseconds / 1000} s`, false));
      }, milliseconds);
    const whole = late(allowed, `did not finish ${ask.method} ${place(ask.path)}`);
    try {
      for (let attempt = 1;; attempt++) {
        const first = late(ask.method === "PUT" ? allowed : answer, "did not answer");
        try {
          const response = await this.#follow(ask, request.signal);
          clearTimeout(first);
          return await this.#outcome(ask, response, read);
        } catch (error) {
          request.signal.throwIfAborted();
          const failure = error instanceof TypeError // what `fetch` throws for connections
            ? new Passing(`cannot be reached (${connectionError(error)})`, false)
            : error;
          if (!(failure instanceof Passing) || attempt === attempts) throw failure;
        } finally {
          clearTimeout(first);
        }
        await sleep(backOff * 2 ** (attempt - 1), undefined, { signal: request.signal })
          .catch(() => request.signal.throwIfAborted()); // with its own reason
      }
    } finally {
      clearTimeout(whole);
      for (const other of signals) other.removeEventListener("abort", abort);
    }
  }

  async #outcome<T>(
    { method, path }: Ask,
    response: Response,
    read: (response: Response) => T | Promise<T>,
  ): Promise<T | undefined> {
    const { status } = response;
    try {
      if (response.ok) return await read(response);
    } finally {
      await response.body?.cancel().catch(() => {}); // what is left of it; nothing is, once read
    }
    if (status === 404) return undefined;
    const what = `answers ${status} to ${method} ${place(path)}`;
    if (status === 429 || (status >= 500 && status !== 501 && status !== 507)) {
      throw new Passing(what, true);
    }
    if (status === 401 || status === 403) {
      const given = this.#credentials === undefined ? "no credentials were" : "credentials were";
      throw new RemoteFailure(`${what} (${given} given)`, true);
    }
    throw new RemoteFailure(what, true);
  }

  /** Makes a request and follows redirects; to another origin, credentials do not go along. */
  async #follow({ method, path, headers, body }: Ask, signal: AbortSignal): Promise<Response> {
    let url = new URL(`${this.address}/${path}`);
    for (let hops = 0; hops <= REDIRECTS; hops++) {
      const known = this.#credentials !== undefined && url.origin === this.#origin;
      const response = await fetch(url, {
        method,
        redirect: "manual",
        signal,
        headers: { ...headers, ...(known ? { authorization: this.#credentials! } : {}) },
        ...(body === undefined ? {} : { body }),
      });
      const kept = method !== "PUT" || response.status === 307 || response.status === 308;
      if (![301, 302, 303, 307, 308].includes(response.status) || !kept) return response;
      await response.body?.cancel();
      const location = response.headers.get("location");
      const next = location !== null && URL.canParse(location, url) ? new URL(location, url) : url;
      if (!/^https?:$/.test(next.protocol)) break;
      url = next;
    }
    throw new RemoteFailure(`redirects ${place(path)} without end`, true);
  }
}

/** Bytes that an answer says it has. */
function announced({ headers }: Response): number | undefined {
  const length = headers.get("content-length");
  return length === null || headers.has("content-encoding") ? undefined : Number(length);
}

/** "ac/0123456789ab…" */
const place = (path: string): string => `${path.slice(0, path.indexOf("/") + 13)}…`;

/** Says what became of a connection, without the address, which after a redirect may hold a secret. */
function connectionError(error: Error): string {
  const text = messageOf(error.cause ?? error).replace(
    / ?(?:for url )?\(?https?:\/\/[^\s)]*\)?/g,
    "",
  );
  return text.split(": ").at(-1)!; // a list of at least one
}

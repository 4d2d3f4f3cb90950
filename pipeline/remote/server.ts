import { decodeActionResult, UnboundRecord } from "../action_result.ts";
import type { ActionResult } from "../action_result.ts";
import { shorten } from "../digest.ts";
import type { ActionKey } from "../digest.ts";
import { messageOf } from "../errors.ts";
import type { Credentials } from "./credentials.ts";
import { HttpCache, RemoteFailure } from "./http_cache.ts";
import type { Limits } from "./http_cache.ts";

export interface ServerOptions {
  readonly url: URL;
  readonly credentials?: Credentials | undefined;
  readonly limits?: Limits | undefined;
}

/** Wrong answers after which a server is asked no more. */
const LIES = 3;

/** Bytes of a result at most. */
const LARGEST_RESULT = 1 << 20;

export const JSON_TYPE = "application/json";
export const BYTES_TYPE = "application/octet-stream";

/**
 * A server and how far it can be used. What is wrong with it is reported once; one that is dead, slow or
 * wrong is asked no more, and one that refuses uploads is sent none.
 */
export class Server {
  readonly http: HttpCache;
  readonly #warn: (message: string) => void;
  readonly #closed = new AbortController();
  readonly #full = new AbortController();
  readonly #told = new Set<string>();
  #lies = 0;

  constructor(options: ServerOptions, warn: (message: string) => void) {
    this.#warn = warn;
    this.http = new HttpCache(options.url, { ...options, signal: this.#closed.signal });
  }

  /** Whether nothing more is asked, or sent. */
  get closed(): boolean {
    return this.#closed.signal.aborted;
  }

  /** Aborted: nothing more is sent. */
  get full(): AbortSignal {
    return this.#full.signal;
  }

  close(why: string): void {
    if (this.closed) return;
    this.#closed.abort(new RemoteFailure(why, false));
    this.#full.abort();
    this.#warn(`The remote cache ${this.http.address} ${why}; the run goes on without it`);
  }

  stopUploads(why: string): void {
    if (this.#full.signal.aborted) return;
    this.#full.abort(new RemoteFailure(why, true));
    this.#warn(
      `The remote cache ${this.http.address} ${why}; nothing more is uploaded in this run`,
    );
  }

  /** Ends the uploads at the user's wish. */
  abandonUploads(): void {
    this.#full.abort();
  }

  tellOnce(what: string): void {
    if (this.#told.has(what)) return;
    this.#told.add(what);
    this.#warn(`The remote cache ${this.http.address} ${what}`);
  }

  /** It has given something that cannot be used. */
  lied(what: string): undefined {
    this.#lies++;
    if (this.#lies === 1) {
      this.#warn(
        `The remote cache ${this.http.address} gives what cannot be used (${what}); what is wrong ` +
          `is made here`,
      );
    }
    if (this.#lies === LIES) {
      this.#closed.abort(new RemoteFailure("gives what cannot be used", true));
    }
  }

  async readResult(key: ActionKey): Promise<ActionResult | undefined> {
    const text = await this.readText(`ac/${key}`, LARGEST_RESULT, JSON_TYPE);
    if (text === undefined) return undefined;
    try {
      return decodeActionResult(text, key);
    } catch (error) {
      if (error instanceof UnboundRecord) {
        this.tellOnce("has results of an earlier version, which are not used");
        return undefined;
      }
      return this.lied(`result ${shorten(key)}: ${messageOf(error)}`);
    }
  }

  /** @param bytes at most */
  async readText(path: string, bytes: number, type: string): Promise<string | undefined> {
    return await this.http.get(path, { bytes, type }, async (body) => {
      const pieces: Uint8Array<ArrayBuffer>[] = [];
      let size = 0;
      for await (const piece of body) {
        size += piece.length;
        if (size > bytes) {
          return this.lied(`${path.slice(0, 15)}…: it has more than ${bytes} bytes`);
        }
        pieces.push(new Uint8Array(piece));
      }
      return await new Blob(pieces).text();
    });
  }
}

/** Completes "The remote cache …". */
export function whyOf(error: unknown): string {
  return error instanceof RemoteFailure ? error.message : `is of no use (${messageOf(error)})`;
}

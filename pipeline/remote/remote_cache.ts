import {
  decodeActionResult,
  encodeActionResult,
  outputFlaw,
  signedBy,
  UnboundRecord,
} from "../action_result.ts";
import type { ActionResult, Artifact } from "../action_result.ts";
import { bounded } from "../bounded.ts";
import { canonicalJson } from "../canonical.ts";
import { digestOf, shorten } from "../digest.ts";
import type { ActionKey, Digest } from "../digest.ts";
import { messageOf } from "../errors.ts";
import type { PreparedAction } from "../execute/perform.ts";
import type { Origin } from "../origin.ts";
import { isOurs, sign } from "../store/signature.ts";
import type { Signer } from "../store/signature.ts";
import type { Store } from "../store/store.ts";
import type { Credentials } from "./credentials.ts";
import { HttpCache, RemoteFailure } from "./http_cache.ts";
import type { Limits } from "./http_cache.ts";
import { TimeBudget } from "./time_budget.ts";

export interface RemoteOptions {
  readonly url: URL;
  readonly credentials?: Credentials | undefined;
  /** Whether results of executions here are uploaded. */
  readonly upload: boolean;
  /** Whether adopted ones are, too. */
  readonly shareAdopted?: boolean | undefined;
  /** Signs what is uploaded. */
  readonly signer?: Signer | undefined;
  readonly limits?: Limits | undefined;
  /** Milliseconds that a run waits for answers of a few bytes, taken together. */
  readonly waitBudget?: number | undefined;
  /** Milliseconds that uploads may take after the last action. */
  readonly settle?: number | undefined;
}

/** Small requests at a time: what takes time is the way there and back. */
const SMALL = 32;

/** Artifacts at a time, in each direction: they are large. */
const LARGE = 6;

/** Wrong answers after which a server is asked no more. */
const LIES = 3;

/** Bytes of a result at most. */
const LARGEST_RESULT = 1 << 20;

const JSON_TYPE = "application/json";
const BYTES_TYPE = "application/octet-stream";

/**
 * A cache that others share, behind HTTP. Nothing that it does stops a run: a server that is dead,
 * slow, full or wrong is warned of once, and what it does not give is made here.
 */
export class RemoteCache {
  /** Bytes of artifacts that were downloaded. */
  fetched = 0;
  readonly #http: HttpCache;
  readonly #store: Store;
  readonly #options: RemoteOptions;
  readonly #warn: (message: string) => void;
  /** Aborted: nothing more is asked, or sent. */
  readonly #closed = new AbortController();
  readonly #full = new AbortController();
  readonly #question = bounded(SMALL);
  readonly #download = bounded(LARGE);
  readonly #upload = bounded(LARGE);
  readonly #sending = bounded(SMALL);
  readonly #waitBudget: TimeBudget;
  /** By digest, whether the artifact is to be had. */
  readonly #there = new Map<Digest, Promise<boolean>>();
  readonly #fetching = new Map<Digest, Promise<boolean>>();
  readonly #uploads = new Set<Promise<void>>();
  readonly #told = new Set<string>();
  #lies = 0;

  constructor(options: RemoteOptions, store: Store, warn: (message: string) => void) {
    this.#options = options;
    this.#store = store;
    this.#warn = warn;
    this.#http = new HttpCache(options.url, { ...options, signal: this.#closed.signal });
    const limit = options.waitBudget ?? 60_000;
    this.#waitBudget = new TimeBudget(
      limit,
      () => this.#close(`took ${limit / 1000} s to answer, taken together`),
    );
  }

  /** The result of an action, if there is one that is whole and may be used. */
  async result({ key, description }: PreparedAction): Promise<ActionResult | undefined> {
    return await this.#ask(async () => {
      const found = await this.#readResult(key);
      if (found === undefined) return undefined;
      const flaw = outputFlaw(found, description);
      if (flaw !== undefined) return this.#lied(`result ${shorten(key)}: ${flaw}`);
      const from: Origin = { kind: "remote", place: this.#http.address };
      const taken = await this.#store.vouched(key, { ...await this.#withSignature(found), from });
      if (taken !== undefined && taken.from?.signedBy === undefined) {
        this.#tellOnce(
          "is taken as unsigned: without --trusted-keys, you trust whoever can write to it",
        );
      }
      return taken;
    });
  }

  /** Whether the server says that it has an artifact. */
  async has({ digest, bytes }: Artifact): Promise<boolean> {
    const known = this.#there.get(digest);
    if (known !== undefined && !this.#closed.signal.aborted) return await known;
    const asked = this.#ask(() => this.#http.head(`cas/${digest}`, bytes))
      .then((found) => found ?? false);
    this.#there.set(digest, asked);
    return await asked;
  }

  /** Brings an artifact into the store; whether it is there now. */
  async fetch(artifact: Artifact, stop?: AbortSignal): Promise<boolean> {
    const { digest } = artifact;
    const running = this.#fetching.get(digest);
    if (running !== undefined) return await running;
    const fetching = this.#download(() => this.#fetch(artifact, stop));
    this.#fetching.set(digest, fetching);
    try {
      const there = await fetching;
      if (!there) this.#there.set(digest, Promise.resolve(false));
      return there;
    } finally {
      this.#fetching.delete(digest);
    }
  }

  /**
   * Uploads what an action gave here, in the background, unless it is there already; what came from
   * elsewhere is left to those who made it.
   */
  upload(action: PreparedAction, result: ActionResult): void {
    const { upload: uploads, shareAdopted = false } = this.#options;
    if (!uploads || !isOurs(result, shareAdopted)) return;
    const upload = this.#send(action, result)
      .catch((error: unknown) => this.#uploadFailed(action.key, error))
      .finally(() => this.#uploads.delete(upload));
    this.#uploads.add(upload);
  }

  get uploading(): number {
    return this.#uploads.size;
  }

  /** Waits for the uploads, but no longer than allowed or until `stop`. */
  async settle(stop: AbortSignal): Promise<void> {
    const limit = this.#options.settle ?? 600_000;
    const end = (): void => this.#full.abort();
    const timer = setTimeout(() => {
      this.#stopUploads(`took more than ${limit / 1000} s at the end of the run`);
    }, limit);
    if (stop.aborted) end();
    stop.addEventListener("abort", end);
    await Promise.all(this.#uploads);
    stop.removeEventListener("abort", end);
    clearTimeout(timer);
  }

  async #fetch({ digest, bytes }: Artifact, stop?: AbortSignal): Promise<boolean> {
    if (this.#closed.signal.aborted) return false;
    try {
      const flaw = await this.#http.get(
        `cas/${digest}`,
        { bytes, type: BYTES_TYPE, signal: stop },
        async (body, announced) => {
          if (announced !== undefined && announced !== bytes) {
            return `it has ${announced} bytes, expected ${bytes}`;
          }
          return await this.#store.putStream({ digest, bytes }, body) ?? "";
        },
      );
      if (flaw === "") this.fetched += bytes;
      else if (flaw !== undefined) this.#lied(`artifact ${shorten(digest)}: ${flaw}`);
      return flaw === "";
    } catch (error) {
      if (stop?.aborted !== true) this.#close(whyOf(error));
      return false;
    }
  }

  async #readResult(key: ActionKey): Promise<ActionResult | undefined> {
    const text = await this.#readText(`ac/${key}`, LARGEST_RESULT, JSON_TYPE);
    if (text === undefined) return undefined;
    try {
      return decodeActionResult(text, key);
    } catch (error) {
      if (error instanceof UnboundRecord) {
        this.#tellOnce("has results of an earlier version, which are not used");
        return undefined;
      }
      return this.#lied(`result ${shorten(key)}: ${messageOf(error)}`);
    }
  }

  /** A server may have dropped the bytes of the signature from the result; its blob has them. */
  async #withSignature(result: ActionResult): Promise<ActionResult> {
    const { signature, ...rest } = result;
    if (signature === undefined || signature.text !== undefined) return result;
    const text = await this.#readText(`cas/${signature.digest}`, 1024, BYTES_TYPE);
    return text !== undefined && digestOf(text) === signature.digest
      ? { ...rest, ...signedBy(text) }
      : rest;
  }

  async #readText(path: string, bytes: number, type: string): Promise<string | undefined> {
    return await this.#http.get(path, { bytes, type }, async (body) => {
      const pieces: Uint8Array<ArrayBuffer>[] = [];
      let size = 0;
      for await (const piece of body) {
        size += piece.length;
        if (size > bytes) {
          return this.#lied(`${path.slice(0, 15)}…: it has more than ${bytes} bytes`);
        }
        pieces.push(new Uint8Array(piece));
      }
      return await new Blob(pieces).text();
    });
  }

  async #send({ key, bytes }: PreparedAction, result: ActionResult): Promise<void> {
    const { signer } = this.#options;
    const signal = this.#full.signal;
    const put = (path: string, body: Uint8Array<ArrayBuffer>, type = BYTES_TYPE): Promise<void> =>
      this.#http.put(path, { body, type, signal });
    await this.#sending(async () => {
      if (signal.aborted) return;
      const signature = signer && await sign(key, result, signer);
      const sent = signature === undefined ? result : { ...result, ...signedBy(signature) };
      if (await this.#isUploaded(key, sent)) return;
      const text = new TextEncoder().encode(signature ?? "");
      const [artifacts] = await Promise.all([
        Promise.all(Object.values(result.outputs).map((artifact) => this.#sendArtifact(artifact))),
        put(`cas/${key}`, new Uint8Array(bytes)),
        signature === undefined ? undefined : put(`cas/${digestOf(text)}`, text),
      ]);
      if (artifacts.includes(false)) return;
      await put(`ac/${key}`, new TextEncoder().encode(encodeActionResult(key, sent)), JSON_TYPE);
    });
  }

  /** Uploads an artifact that is not there yet; false if it is gone or damaged here. */
  async #sendArtifact({ digest, bytes }: Artifact): Promise<boolean> {
    const { signal } = this.#full;
    return await this.#upload(async () => {
      if (await this.#http.head(`cas/${digest}`, bytes, signal)) return true;
      const body = await this.#store.readBlob(digest);
      if (body?.length !== bytes) return false;
      await this.#http.put(`cas/${digest}`, { body, type: BYTES_TYPE, signal });
      return true;
    });
  }

  /** Whether the same result is there, with our signature if we give one. */
  async #isUploaded(key: ActionKey, { outputs, signature }: ActionResult): Promise<boolean> {
    const found = await this.#readResult(key);
    return found !== undefined && canonicalJson(found.outputs) === canonicalJson(outputs) &&
      (signature === undefined || found.signature?.digest === signature.digest);
  }

  /** A server that refuses uploads may still serve; one that cannot be reached does neither. */
  async #uploadFailed(key: ActionKey, error: unknown): Promise<void> {
    if (this.#full.signal.aborted) return;
    const dead = error instanceof RemoteFailure && !error.connected &&
      await this.#http.head(`ac/${key}`, 0).then(
        () => false,
        (again: unknown) => again instanceof RemoteFailure && !again.connected,
      );
    if (dead) this.#close(error.message);
    else this.#stopUploads(whyOf(error));
  }

  /** A question of a few bytes; undefined if the answer is no, or none. */
  async #ask<T>(question: () => Promise<T | undefined>): Promise<T | undefined> {
    if (this.#closed.signal.aborted) return undefined;
    using _wait = this.#waitBudget.begin();
    return await this.#question(async () => {
      try {
        return this.#closed.signal.aborted ? undefined : await question();
      } catch (error) {
        this.#close(whyOf(error));
        return undefined;
      }
    });
  }

  #tellOnce(what: string): void {
    if (this.#told.has(what)) return;
    this.#told.add(what);
    this.#warn(`The remote cache ${this.#http.address} ${what}`);
  }

  #lied(what: string): undefined {
    this.#lies++;
    if (this.#lies === 1) {
      this.#warn(
        `The remote cache ${this.#http.address} gives what cannot be used (${what}); what is wrong ` +
          `is made here`,
      );
    }
    if (this.#lies === LIES) {
      this.#closed.abort(new RemoteFailure("gives what cannot be used", true));
    }
  }

  #close(why: string): void {
    if (this.#closed.signal.aborted) return;
    this.#closed.abort(new RemoteFailure(why, false));
    this.#full.abort();
    this.#warn(`The remote cache ${this.#http.address} ${why}; the run goes on without it`);
  }

  #stopUploads(why: string): void {
    if (this.#full.signal.aborted) return;
    this.#full.abort(new RemoteFailure(why, true));
    this.#warn(
      `The remote cache ${this.#http.address} ${why}; nothing more is uploaded in this run`,
    );
  }
}

/** Completes "the remote cache …". */
function whyOf(error: unknown): string {
  return error instanceof RemoteFailure ? error.message : `is of no use (${messageOf(error)})`;
}

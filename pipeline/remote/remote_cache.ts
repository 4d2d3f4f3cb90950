import { outputFlaw, signedBy } from "../action_result.ts";
import type { ActionResult, Artifact } from "../action_result.ts";
import { bounded } from "../bounded.ts";
import { digestOf, shorten } from "../digest.ts";
import type { Digest } from "../digest.ts";
import type { PreparedAction } from "../execute/perform.ts";
import type { Origin } from "../origin.ts";
import { isOurs } from "../store/signature.ts";
import type { Signer } from "../store/signature.ts";
import type { Store } from "../store/store.ts";
import { BYTES_TYPE, Server, whyOf } from "./server.ts";
import type { ServerOptions } from "./server.ts";
import { TimeBudget } from "./time_budget.ts";
import { Uploads } from "./uploads.ts";

export interface RemoteOptions extends ServerOptions {
  /** Whether results of executions here are uploaded. */
  readonly upload: boolean;
  /** Whether adopted ones are, too. */
  readonly shareAdopted?: boolean | undefined;
  /** Signs what is uploaded. */
  readonly signer?: Signer | undefined;
  /** Milliseconds that a run waits for answers of a few bytes, taken together. */
  readonly waitBudget?: number | undefined;
  /** Milliseconds that uploads may take after the last action. */
  readonly settle?: number | undefined;
}

/** Small requests at a time: what takes time is the way there and back. */
const SMALL = 32;

/** Artifacts at a time: they are large. */
const LARGE = 6;

/**
 * A cache that others share, behind HTTP. Nothing that it does stops a run: a server that is dead,
 * slow, full or wrong is warned of once, and what it does not give is made here.
 */
export class RemoteCache {
  /** Bytes of artifacts that were downloaded. */
  fetched = 0;
  readonly #server: Server;
  readonly #store: Store;
  readonly #options: RemoteOptions;
  readonly #uploads: Uploads;
  readonly #question = bounded(SMALL);
  readonly #download = bounded(LARGE);
  readonly #waitBudget: TimeBudget;
  /** By digest, whether the artifact is to be had. */
  readonly #there = new Map<Digest, Promise<boolean>>();
  readonly #fetching = new Map<Digest, Promise<boolean>>();

  constructor(options: RemoteOptions, store: Store, warn: (message: string) => void) {
    this.#options = options;
    this.#store = store;
    this.#server = new Server(options, warn);
    this.#uploads = new Uploads(this.#server, store, options.signer);
    const limit = options.waitBudget ?? 60_000;
    this.#waitBudget = new TimeBudget(
      limit,
      () => this.#server.close(`took ${limit / 1000} s to answer, taken together`),
    );
  }

  /** The result of an action, if there is one that is whole and may be used. */
  async result({ key, description }: PreparedAction): Promise<ActionResult | undefined> {
    return await this.#ask(async () => {
      const found = await this.#server.readResult(key);
      if (found === undefined) return undefined;
      const flaw = outputFlaw(found, description);
      if (flaw !== undefined) return this.#server.lied(`result ${shorten(key)}: ${flaw}`);
      const from: Origin = { kind: "remote", place: this.#server.http.address };
      const taken = await this.#store.vouched(key, { ...await this.#withSignature(found), from });
      if (taken !== undefined && taken.from?.signedBy === undefined) {
        this.#server.tellOnce(
          "is taken as unsigned: without --trusted-keys, you trust whoever can write to it",
        );
      }
      return taken;
    });
  }

  /** Whether the server says that it has an artifact. */
  async has({ digest, bytes }: Artifact): Promise<boolean> {
    const known = this.#there.get(digest);
    if (known !== undefined && !this.#server.closed) return await known;
    const asked = this.#ask(() => this.#server.http.head(`cas/${digest}`, bytes))
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
    this.#uploads.add(action, result);
  }

  /** Results that are being uploaded. */
  get uploading(): number {
    return this.#uploads.size;
  }

  /** Waits for the uploads, but no longer than allowed or until `stop`. */
  async settle(stop: AbortSignal): Promise<void> {
    await this.#uploads.settle(stop, this.#options.settle ?? 600_000);
  }

  async #fetch({ digest, bytes }: Artifact, stop?: AbortSignal): Promise<boolean> {
    if (this.#server.closed) return false;
    try {
      const flaw = await this.#server.http.get(
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
      else if (flaw !== undefined) this.#server.lied(`artifact ${shorten(digest)}: ${flaw}`);
      return flaw === "";
    } catch (error) {
      if (stop?.aborted !== true) this.#server.close(whyOf(error));
      return false;
    }
  }

  /** A server may have dropped the bytes of the signature from the result; its blob has them. */
  async #withSignature(result: ActionResult): Promise<ActionResult> {
    const { signature, ...rest } = result;
    if (signature === undefined || signature.text !== undefined) return result;
    const text = await this.#server.readText(`cas/${signature.digest}`, 1024, BYTES_TYPE);
    return text !== undefined && digestOf(text) === signature.digest
      ? { ...rest, ...signedBy(text) }
      : rest;
  }

  /** A question of a few bytes; undefined if the answer is no, or none. */
  async #ask<T>(question: () => Promise<T | undefined>): Promise<T | undefined> {
    if (this.#server.closed) return undefined;
    using _wait = this.#waitBudget.begin();
    return await this.#question(async () => {
      try {
        return this.#server.closed ? undefined : await question();
      } catch (error) {
        this.#server.close(whyOf(error));
        return undefined;
      }
    });
  }
}

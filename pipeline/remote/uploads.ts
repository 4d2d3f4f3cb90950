import { encodeActionResult, signedBy } from "../action_result.ts";
import type { ActionResult, Artifact } from "../action_result.ts";
import { bounded } from "../bounded.ts";
import { canonicalJson } from "../canonical.ts";
import { digestOf } from "../digest.ts";
import type { ActionKey } from "../digest.ts";
import type { PreparedAction } from "../execute/perform.ts";
import { sign } from "../store/signature.ts";
import type { Signer } from "../store/signature.ts";
import type { Store } from "../store/store.ts";
import { RemoteFailure } from "./http_cache.ts";
import { BYTES_TYPE, JSON_TYPE, whyOf } from "./server.ts";
import type { Server } from "./server.ts";

/** Results at a time. */
const RESULTS = 32;

/** Artifacts at a time: they are large. */
const ARTIFACTS = 6;

/** Sends results and their artifacts to a server, in the background. */
export class Uploads {
  readonly #server: Server;
  readonly #store: Store;
  readonly #signer: Signer | undefined;
  readonly #result = bounded(RESULTS);
  readonly #artifact = bounded(ARTIFACTS);
  readonly #running = new Set<Promise<void>>();

  constructor(server: Server, store: Store, signer: Signer | undefined) {
    this.#server = server;
    this.#store = store;
    this.#signer = signer;
  }

  get size(): number {
    return this.#running.size;
  }

  add(action: PreparedAction, result: ActionResult): void {
    const upload = this.#send(action, result)
      .catch((error: unknown) => this.#failed(action.key, error))
      .finally(() => this.#running.delete(upload));
    this.#running.add(upload);
  }

  /** Waits for the uploads, but no longer than `limit` milliseconds or until `stop`. */
  async settle(stop: AbortSignal, limit: number): Promise<void> {
    const end = (): void => this.#server.abandonUploads();
    const timer = setTimeout(() => {
      this.#server.stopUploads(`took more than ${limit / 1000} s at the end of the run`);
    }, limit);
    if (stop.aborted) end();
    stop.addEventListener("abort", end);
    await Promise.all(this.#running);
    stop.removeEventListener("abort", end);
    clearTimeout(timer);
  }

  async #send({ key, bytes }: PreparedAction, result: ActionResult): Promise<void> {
    const { http, full: signal } = this.#server;
    const put = (path: string, body: Uint8Array<ArrayBuffer>, type = BYTES_TYPE): Promise<void> =>
      http.put(path, { body, type, signal });
    await this.#result(async () => {
      if (signal.aborted) return;
      const signature = this.#signer && await sign(key, result, this.#signer);
      const sent = signature === undefined ? result : { ...result, ...signedBy(signature) };
      if (await this.#isThere(key, sent)) return;
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
    const { http, full: signal } = this.#server;
    return await this.#artifact(async () => {
      if (await http.head(`cas/${digest}`, bytes, signal)) return true;
      const body = await this.#store.readBlob(digest);
      if (body?.length !== bytes) return false;
      await http.put(`cas/${digest}`, { body, type: BYTES_TYPE, signal });
      return true;
    });
  }

  /** Whether the same result is there, with our signature if we give one. */
  async #isThere(key: ActionKey, { outputs, signature }: ActionResult): Promise<boolean> {
    const found = await this.#server.readResult(key);
    return found !== undefined && canonicalJson(found.outputs) === canonicalJson(outputs) &&
      (signature === undefined || found.signature?.digest === signature.digest);
  }

  /** A server that refuses uploads may still serve; one that cannot be reached does neither. */
  async #failed(key: ActionKey, error: unknown): Promise<void> {
    if (this.#server.full.aborted) return;
    const dead = error instanceof RemoteFailure && !error.connected &&
      await this.#server.http.head(`ac/${key}`, 0).then(
        () => false,
        (again: unknown) => again instanceof RemoteFailure && !again.connected,
      );
    if (dead) this.#server.close(error.message);
    else this.#server.stopUploads(whyOf(error));
  }
}

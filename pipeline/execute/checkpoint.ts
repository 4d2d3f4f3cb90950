import { sha256 } from "../sha256.ts";
import { durably, syncFolder } from "../store/durable_file.ts";
import { NotRegularFile, readRegularFile } from "../store/regular_file.ts";

/**
 * Checkpoints of one action, numbered files in its scratch folder. Each carries its own digest, and
 * the one before it is kept, so that a damaged one costs little.
 */
export class Checkpoints {
  readonly #folder: string;
  /** What cannot be read may be good, so it stays; but it counts as no predecessor. */
  readonly #unread = new Set<number>();
  #next = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Payload of the newest good checkpoint. Bad ones are removed: they must not displace a good one. */
  async newest(): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const numbers = await this.#numbers();
    this.#next = (numbers[0] ?? -1) + 1;
    for (const number of numbers) {
      const file = await this.#read(number);
      if (file === undefined) continue;
      const payload = file.slice(64);
      const digest = new TextDecoder().decode(file.subarray(0, 64));
      if (digest === await sha256(payload)) return payload;
      await Deno.remove(this.#path(number), { recursive: true });
    }
    return undefined;
  }

  async save(payload: Uint8Array): Promise<void> {
    const number = this.#next++;
    const file = new Uint8Array(64 + payload.length);
    file.set(payload, 64);
    file.set(new TextEncoder().encode(await sha256(file.subarray(64))));
    const temporary = `${this.#folder}/checkpoint`; // one process holds the folder
    await Deno.remove(temporary, { recursive: true }).catch(() => {}); // of a killed predecessor
    await durably(temporary, file);
    await Deno.rename(temporary, this.#path(number));
    await syncFolder(this.#folder);
    const read = (await this.#numbers()).filter((number) => !this.#unread.has(number));
    for (const old of read.slice(2)) {
      await Deno.remove(this.#path(old), { recursive: true });
    }
  }

  /** Undefined if it cannot be read; nothing if it is no file. */
  async #read(number: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
    try {
      return await readRegularFile(this.#path(number));
    } catch (error) {
      if (error instanceof NotRegularFile) return new Uint8Array();
      this.#unread.add(number);
      return undefined;
    }
  }

  #path(number: number): string {
    return `${this.#folder}/checkpoint-${number}`;
  }

  /** Newest first. */
  async #numbers(): Promise<number[]> {
    const numbers: number[] = [];
    for await (const { name } of Deno.readDir(this.#folder)) {
      const match = /^checkpoint-(\d+)$/.exec(name);
      if (match !== null) numbers.push(Number(match[1]));
    }
    return numbers.sort((a, b) => b - a);
  }
}

import type { ActionResult } from "../action_result.ts";
import { shorten } from "../digest.ts";
import type { ActionKey } from "../digest.ts";
import { signerOf } from "./signature.ts";
import type { TrustedKeys } from "./signature.ts";

/** Which results are used. */
export interface UsedResults {
  /** Of those that others made, only what one of these keys signed; all if not given. */
  readonly trusted?: TrustedKeys | undefined;
  /** Also those of earlier code that were adopted: the default. */
  readonly adopted?: boolean | undefined;
}

/** Decides which results are used. The first that nobody trusted has signed is reported. */
export class Trust {
  /** Whether results of earlier code that were adopted are used. */
  readonly usesAdopted: boolean;
  readonly #trusted: TrustedKeys | undefined;
  readonly #warn: (message: string) => void;
  #warned = false;

  constructor({ trusted, adopted = true }: UsedResults, warn: (message: string) => void) {
    this.usesAdopted = adopted;
    this.#trusted = trusted;
    this.#warn = warn;
  }

  /**
   * A result if it may be used: made here, or signed by one of the trusted keys if there are any, and of
   * the present code unless adopted ones are used.
   */
  async vouched(key: ActionKey, result: ActionResult): Promise<ActionResult | undefined> {
    const { from } = result;
    if (result.adopted !== undefined && !this.usesAdopted) return undefined;
    if (from === undefined || this.#trusted === undefined) return result;
    const signedBy = await signerOf(key, result, this.#trusted);
    if (signedBy !== undefined) return { ...result, from: { ...from, signedBy } };
    if (!this.#warned) {
      this.#warned = true;
      this.#warn(
        `The result ${shorten(key)} made elsewhere is not signed by a trusted key; such results ` +
          `are not used`,
      );
    }
    return undefined;
  }
}

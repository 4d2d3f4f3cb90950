import { adoptionText } from "./adoption.ts";
import type { Adoption } from "./adoption.ts";

/** Where a result is from that was not made here. */
export interface Origin {
  readonly kind: "remote" | "import";
  /** Address of the cache or path of the folder, as it was given. */
  readonly place: string;
  /** Name of the trusted key that has signed it; absent if no signature was checked. */
  readonly signedBy?: string;
}

interface Originated {
  readonly from?: Origin;
  readonly adopted?: Adoption;
  readonly signature?: unknown;
}

/** Where a result is from and who vouches for it, in words: "imported from "dist", unsigned". */
export function originText(result: Originated): string {
  const place = placeText(result);
  return result.adopted === undefined ? place : `${place}, ${adoptionText(result.adopted)}`;
}

function placeText({ from, signature }: Originated): string {
  if (from === undefined) return "made here";
  const place = from.place.replace(/\p{Cc}/gu, "?");
  const voucher = from.signedBy !== undefined
    ? `signed by ${from.signedBy}`
    : signature === undefined
    ? "unsigned"
    : "its signature not checked";
  return from.kind === "remote"
    ? `from the remote cache ${place}, ${voucher}`
    : `imported from "${place}", ${voucher}`;
}

/** Checks an origin that was read; throws if it is malformed. */
export function decodeOrigin(value: unknown): Origin {
  const { kind, place, signedBy } = (value ?? {}) as Record<string, unknown>; // each is checked
  if ((kind !== "remote" && kind !== "import") || typeof place !== "string") {
    throw new Error(`Origin is ${JSON.stringify(value)}, expected kind and place`);
  }
  return { kind, place, ...(typeof signedBy === "string" ? { signedBy } : {}) };
}

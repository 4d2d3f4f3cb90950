import { join } from "node:path";

/** What can befall a file. */
export const DAMAGES: Readonly<Record<string, (path: string) => void>> = {
  "a flipped byte": flip,
  "a truncated file": (path) => {
    const bytes = Deno.readFileSync(path);
    replace(path, bytes.subarray(0, bytes.length / 2));
  },
  "an emptied file": (path) => replace(path, new Uint8Array()),
  "other bytes of the same size": (path) => {
    replace(path, new Uint8Array(Deno.statSync(path).size).fill(0x20));
  },
  "a missing file": (path) => Deno.removeSync(path),
  "a folder in its place": (path) => {
    Deno.removeSync(path);
    Deno.mkdirSync(join(path, "nested"), { recursive: true });
  },
};

/** Flips a bit in the middle of a file, which shows only when it is read. */
export function flip(path: string): void {
  const bytes = Deno.readFileSync(path);
  bytes[bytes.length >> 1]! ^= 1; // nothing, of an empty file
  replace(path, bytes);
}

function replace(path: string, bytes: Uint8Array): void {
  Deno.removeSync(path); // blobs are read-only
  Deno.writeFileSync(path, bytes);
}

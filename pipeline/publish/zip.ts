import { dirname, join } from "node:path";
import { explainIo } from "../errors.ts";

/** 1980-01-01 00:00, the first time that the format knows: no clock or time zone changes it. */
const NO_TIME = 0x00210000;

/**
 * Packs files of a folder into one ZIP file, in their order and under their paths; what is too large for
 * the format as it was first goes in as ZIP64. The same files give the same bytes.
 */
export async function writeZip(
  folder: string,
  paths: readonly string[],
  target: string,
): Promise<void> {
  const { configure, ZipWriter } = await import("@zip.js/zip.js"); // only --zip needs it
  configure({ useWebWorkers: false });
  const partial = join(dirname(target), `.${crypto.randomUUID()}`);
  try {
    const file = await Deno.open(partial, { write: true, createNew: true });
    const zip = new ZipWriter(file.writable, {
      keepOrder: true,
      extendedTimestamp: false,
      rawLastModDate: NO_TIME,
    });
    for (const path of paths) await zip.add(path, (await Deno.open(join(folder, path))).readable);
    await zip.close(); // and with it the file
    await Deno.rename(partial, target);
  } catch (error) {
    await Deno.remove(partial).catch(() => {}); // it may not have come to be
    throw explainIo(error, "write", target);
  }
}

/**
 * Reads a file of ours. A device, a pipe or a link is refused: it could go on for ever, or be a file of
 * somebody else's.
 */
export async function readRegularFile(path: string): Promise<Uint8Array<ArrayBuffer>> {
  if (!(await Deno.lstat(path)).isFile) throw new Error("it is not a regular file");
  return await Deno.readFile(path);
}

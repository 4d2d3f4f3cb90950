/** Reads a file of ours, as `regularFile` allows it. */
export async function readRegularFile(path: string): Promise<Uint8Array<ArrayBuffer>> {
  await regularFile(path);
  return await Deno.readFile(path);
}

/**
 * What is known of a file of ours. A device, a pipe or a link is refused: reading could go on for ever,
 * or be of a file of somebody else's.
 */
export async function regularFile(path: string): Promise<Deno.FileInfo> {
  const info = await Deno.lstat(path);
  if (!info.isFile) throw new Error("it is not a regular file");
  return info;
}

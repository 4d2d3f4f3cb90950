/** Writes a new file and waits until its bytes are on the disk; leaves nothing if it fails. */
export async function durably(path: string, bytes: Uint8Array): Promise<void> {
  using file = await Deno.open(path, { write: true, createNew: true });
  try {
    for (let done = 0; done < bytes.length;) done += await file.write(bytes.subarray(done));
    await file.sync();
  } catch (error) {
    await Deno.remove(path).catch(() => {}); // on a full disk, part of a file is in the way
    throw error;
  }
}

/** Waits until the names in a folder are on the disk, so that a rename in it outlives a crash. */
export async function syncFolder(path: string): Promise<void> {
  if (Deno.build.os === "windows") return; // folders cannot be opened there
  using folder = await Deno.open(path, { read: true });
  await folder.sync();
}

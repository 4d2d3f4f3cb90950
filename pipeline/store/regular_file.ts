/** Something else stands where a file of ours belongs. Any other error of reading says nothing of the bytes. */
export class NotRegularFile extends Error {}

/** Reads a file of ours, as `regularFile` allows it. */
export async function readRegularFile(path: string): Promise<Uint8Array<ArrayBuffer>> {
  await regularFile(path);
  return await Deno.readFile(path);
}

/** Reads text of ours, as `regularFile` allows it. */
export async function readRegularText(path: string): Promise<string> {
  return new TextDecoder().decode(await readRegularFile(path));
}

/**
 * What is known of a file of ours. A device, a pipe or a link is refused: reading could go on for ever,
 * or be of a file of somebody else's.
 */
export async function regularFile(path: string): Promise<Deno.FileInfo> {
  return checked(await Deno.lstat(path));
}

/** The same at once. */
export function regularFileSync(path: string): Deno.FileInfo {
  return checked(Deno.lstatSync(path));
}

function checked(info: Deno.FileInfo): Deno.FileInfo {
  if (!info.isFile) throw new NotRegularFile("it is not a regular file");
  return info;
}

/**
 * Removes what stands where a file or a folder of ours belongs and is none: a pipe, a device, a link,
 * never what it points to. Those who do so at the same time take turns, so that nobody removes what
 * another has put there since.
 */
export async function removeStrange(path: string, ours: "isFile" | "isDirectory"): Promise<void> {
  const isStrange = (): boolean => {
    try {
      return !Deno.lstatSync(path)[ours];
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return false;
      throw error;
    }
  };
  if (!isStrange()) return;
  const parent = path.replace(/[/\\][^/\\]*$/, ""); // without node:path, which the sandbox does not load
  using folder = await Deno.open(parent, { read: true });
  await folder.lock(true).catch(() => {}); // where there is no flock, nobody can take turns
  if (isStrange()) await Deno.remove(path, { recursive: true });
}

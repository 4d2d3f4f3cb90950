/** A small file system of its own in a folder, for as long as the test has it. */
export class Mount implements AsyncDisposable {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** Whether this user may mount: root on Linux, as in CI. */
  static async isPossible(): Promise<boolean> {
    if (Deno.build.os !== "linux") return false;
    try {
      await using _mount = await Mount.create("1m");
      return true;
    } catch {
      return false;
    }
  }

  static async create(size: string): Promise<Mount> {
    const folder = await Deno.makeTempDir({ prefix: "mount-" });
    try {
      await mount("mount", "-t", "tmpfs", "-o", `size=${size}`, "tmpfs", folder);
    } catch (error) {
      await Deno.remove(folder);
      throw error;
    }
    return new Mount(folder);
  }

  /** Changes how it is mounted: "ro", "rw", "size=4m". */
  async change(option: string): Promise<void> {
    await mount("mount", "-o", `remount,${option}`, this.folder);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await mount("umount", "-l", this.folder);
    await Deno.remove(this.folder);
  }
}

async function mount(command: string, ...args: readonly string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command(command, { args: [...args] }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
}

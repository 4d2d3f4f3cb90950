/** Options of setpriv: root without the power to override what permissions say is like any user. */
export const WITHOUT_ROOT = ["bounding-set", "inh-caps"]
  .map((set) => `--${set} -dac_override,-dac_read_search,-fowner`).join(" ");

/** What stands before a command that is to heed permissions: nothing, for those who must. */
export const ORDINARILY: readonly string[] = Deno.uid() === 0
  ? ["setpriv", ...WITHOUT_ROOT.split(" ")]
  : [];

/** Whether commands can be made to heed permissions here. */
export async function canBeOrdinary(): Promise<boolean> {
  const [command, ...args] = [...ORDINARILY, "true"];
  return await new Deno.Command(command!, { args }).output() // "true" at least
    .then(({ success }) => success, () => false);
}

/** Lets the owner write in a folder and all that is in it, or nobody. */
export async function setWritable(folder: string, writable: boolean): Promise<boolean> {
  const mode = writable ? "u+w" : "a-w";
  return (await new Deno.Command("chmod", { args: ["-R", mode, folder] }).output()).success;
}

import assert from "node:assert/strict";

const module = new URL("../../../pipeline/slurm/ask_to_cancel.ts", import.meta.url).href;
const program = `
  import { askToCancel } from "${module}";
  const kill = new AbortController();
  Deno.addSignalListener("SIGINT", () => kill.abort());
  const say = (text) => Deno.stderr.writeSync(new TextEncoder().encode(text));
  const cancel = await askToCancel({ tasks: 5, ids: ["12", "13"] }, kill.signal, say);
  console.log("cancel: " + cancel);
  Deno.exit();`;

/** What is said on a terminal where this is typed, or without one. */
async function asked(typed?: string): Promise<string> {
  const file = await Deno.makeTempFile({ suffix: ".ts" });
  await Deno.writeTextFile(file, program);
  const command = `'${Deno.execPath()}' run --quiet --no-config '${file}'`;
  const process = new Deno.Command("sh", {
    args: [
      "-c",
      typed === undefined ? `${command} </dev/null 2>&1` : 'script -qec "$0" /dev/null',
      command,
    ],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const input = process.stdin.getWriter();
  let said = "";
  for await (const text of process.stdout.pipeThrough(new TextDecoderStream())) {
    const before = said.includes("[y/N]");
    said += text;
    if (!before && said.includes("[y/N]")) await input.write(new TextEncoder().encode(typed));
  }
  await input.close().catch(() => {}); // it has ended
  await process.status;
  await Deno.remove(file);
  return said;
}

const LEFT = /5 tasks wait or run on; the same command goes on with that. To end: scancel 12 13/;

Deno.test("askToCancel() leaves jobs where there is no terminal to ask on, and says how to end them", async () => {
  const said = await asked();
  assert.match(said, /cancel: false/);
  assert.match(said, LEFT);
  assert.doesNotMatch(said, /\[y\/N\]/);
});

const onLinux = Deno.build.os === "linux"; // script(1) has other options elsewhere
for (
  const [what, typed, cancels] of [
    ["yes", "y\n", true],
    ["Enter", "\n", false],
    ["a second Ctrl-C", "\x03", false],
  ] as const
) {
  Deno.test({
    name: `askToCancel() ${cancels ? "cancels" : "leaves"} jobs at ${what}`,
    ignore: !onLinux,
    fn: async () => {
      const said = await asked(typed);
      assert.match(said, new RegExp(`cancel: ${cancels}`));
      assert.equal(LEFT.test(said), !cancels);
    },
  });
}

import assert from "node:assert/strict";
import { join } from "node:path";
import { command } from "../support/command.ts";
import { findShell } from "../support/shells.ts";

const [zsh, fish] = [findShell("zsh"), findShell("fish")];

async function scriptOf(shell: string, folder: string): Promise<string> {
  const path = join(folder, `completion.${shell}`);
  const { status, stdout, stderr } = await command(["completion", shell]);
  assert.equal(status, 0, stderr);
  await Deno.writeTextFile(path, stdout);
  return path;
}

async function output(shell: string, args: readonly string[]): Promise<string> {
  const run = await new Deno.Command(shell, { args: [...args], stdin: "null" }).output();
  const [stdout, stderr] = [run.stdout, run.stderr].map((bytes) => new TextDecoder().decode(bytes));
  assert.ok(run.success, stderr);
  return stdout!;
}

Deno.test({
  name: "completion() completes commands, options, values and figures in fish",
  ignore: fish === undefined,
  fn: async () => {
    const folder = await Deno.makeTempDir();
    const script = await scriptOf("fish", folder);
    const complete = async (typed: string): Promise<string[]> => {
      const lines = `source ${script}; complete -C '${typed}'`;
      const text = await output(fish!, ["--no-config", "-c", lines]); // else it is left out
      return text.trim().split("\n").map((line) => line.split("\t")[0]!);
    };
    assert.deepEqual(await complete("deno task ex"), ["explain", "export"]);
    assert.deepEqual(await complete("deno task status --wh"), ["--why"]);
    assert.deepEqual(await complete("deno task reproduce --profile "), ["full", "quick", "smoke"]);
    assert.deepEqual(
      await complete("deno task explain fig2"),
      ["fig2", ...[..."abcdef"].map((c) => `fig2${c}`)],
    );
    assert.deepEqual(await complete("deno task cache "), ["forget", "gc", "stats", "verify"]);
    assert.deepEqual(await complete("npx -y deno@2.9.6 task status --wh"), ["--why"]);
    assert.deepEqual(
      await complete("deno task status --only fig1a,fig2"),
      ["fig1a,fig2", ...[..."abcdef"].map((c) => `fig1a,fig2${c}`)],
    );
    const action = "spatial/vanilla/noisy/unbiased/seed0/train";
    assert.deepEqual(await complete(`deno task explain ${action.slice(0, -3)}`), [action]);
    const parameter = "spatial.vanilla.train.learningRate=";
    assert.deepEqual(await complete(`deno task status --set ${parameter.slice(0, -6)}`), [
      parameter,
    ]);
    assert.deepEqual(await complete(`deno task status --cache ${folder}/compl`), [script]);
    await Deno.remove(folder, { recursive: true });
  },
});

Deno.test({
  name: "completion() completes commands, options, values and figures in zsh",
  ignore: zsh === undefined,
  fn: async () => {
    const folder = await Deno.makeTempDir();
    const script = await scriptOf("zsh", folder);
    // A terminal of its own, in which deno says what it is called with: typed, completed, and entered.
    const [init, driver] = [join(folder, "init.zsh"), join(folder, "driver.zsh")];
    await Deno.writeTextFile(
      init,
      `PS1=; deno() { print -r -- "<$*>" }; npx() { print -r -- "<$*>" }; source ${script}; print READY\n`,
    );
    await Deno.writeTextFile(
      driver,
      `zmodload zsh/zpty
zpty shell ${zsh} -f -i
zpty -w shell 'source ${init}'
zpty -r shell out '*READY*'
for typed in "$@"; do
  zpty -w shell "$typed"$'\\t'
  zpty -r shell out '*<*>*'
  print -r -- "\${\${out#*<}%%>*}"
done
zpty -d shell
`,
    );
    const typed = [
      "deno task repr",
      "deno task status --wh",
      "deno task reproduce --profile q",
      "deno task explain angularVel",
      "deno task cache g",
      "npx -y deno@2.9.6 task repr",
      "deno task status --only fig1a,claim",
      "deno task explain spatial/vanilla/noisy/unbiased/seed0/trai",
      "deno task status --set spatial.vanilla.train.learningR",
      `deno task status --cache ${folder}/completi`,
    ];
    const completed = (await output(zsh!, ["-f", driver, ...typed])).trim().split("\n");
    assert.deepEqual(completed, [
      "task reproduce",
      "task status --why",
      "task reproduce --profile quick",
      "task explain angularVelocities",
      "task cache gc",
      "-y deno@2.9.6 task reproduce",
      "task status --only fig1a,claims",
      "task explain spatial/vanilla/noisy/unbiased/seed0/train",
      "task status --set spatial.vanilla.train.learningRate=",
      `task status --cache ${script}`,
    ]);
    await Deno.remove(folder, { recursive: true });
  },
});

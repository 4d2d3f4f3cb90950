import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parquetReadObjects } from "hyparquet";
import { allCommands } from "../../cli/commands.ts";
import { digestOf } from "../../pipeline/digest.ts";
import { command, eventsOf } from "../support/command.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

Deno.test("status, explain, graph and export tell of a run", async (t) => {
  const folder = await Deno.makeTempDir();
  const smoke = ["--profile", "smoke", "--cache", join(folder, "cache")];
  const only = ["--only", "fig1b"];
  const ran = await command([
    "reproduce",
    ...smoke,
    ...only,
    "--out",
    join(folder, "out"),
    "--quiet",
  ]);
  assert.equal(ran.status, 0, ran.stderr);
  assert.equal(ran.stderr, "");
  const change = ["--set", "spatial.vanilla.train.learningRate=0.002"];

  await t.step("status counts by stage, condition and reason", async () => {
    const { stdout } = await command(["status", ...smoke, ...only, ...change, "--why"]);
    assert.match(stdout, /^stage +condition +cached +stale .*parameter +input +code/);
    assert.match(stdout, /^placeCells +spatial\/vanilla +2$/m);
    assert.match(stdout, /^train +spatial\/vanilla\/noisy\/unbiased +2 +2$/m);
    assert.match(stdout, /^3 to run, 4 cached; about /m);
    const rows = JSON.parse((await command(["status", ...smoke, ...only, "--json"])).stdout);
    assert.deepEqual(
      rows.map(({ counts }: { counts: { cached: number } }) => counts.cached),
      [2, 2, 2, 1],
    );
  });
  await t.step("status fits the terminal, without cutting names", async () => {
    const words = ["status", ...smoke, ...only, ...change, "--why"].join(" ");
    const main = join(root, "cli", "main.ts");
    const line = `stty cols 60; "${Deno.execPath()}" run -q -P "${main}" ${words}`;
    const { stdout } = await new Deno.Command("script", {
      args: ["-qec", line, "/dev/null"],
      env: { NO_COLOR: "1" },
    }).output();
    const lines = new TextDecoder().decode(stdout).split(/\r?\n/);
    assert.deepEqual(lines.filter((line) => line.length > 60), []);
    assert.ok(lines.includes("train spatial/vanilla/noisy/unbiased"), lines.join("\n"));
    assert.match(lines[0]!, /^stage, condition +cached +stale +parameter +input$/);
  });
  await t.step("a dry run is grouped as status is, and says what changed", async () => {
    const words = ["reproduce", ...smoke, ...only, ...change, "--dry-run"];
    const { stdout } = await command(words);
    const [head, , train, figure, summary, ...rest] = stdout.split("\n");
    assert.match(head!, /^stage +condition +run +about +why$/);
    assert.match(
      train!,
      /^train +spatial\/vanilla\/noisy\/unbiased +2 .* parameter "train\.learningRate" is 0\.002, was 0\.005$/,
    );
    assert.match(figure!, /^figures +1 .* after train$/);
    assert.match(summary!, /^3 to run, 4 cached; about /);
    assert.deepEqual(rest, [""]);
    const each = (await command([...words, "--verbose"])).stdout;
    assert.match(
      each,
      /^run {5}spatial\/vanilla\/noisy\/unbiased\/seed1\/train \(about .*0\.005$/m,
    );
    const { run, actions } = JSON.parse((await command([...words, "--json"])).stdout);
    assert.deepEqual([run, actions[0].label, actions[0].state], [
      3,
      "spatial/vanilla/noisy/unbiased/seed0/train",
      "stale",
    ]);
  });
  await t.step("explain goes back to the parameter", async () => {
    const { stdout } = await command(["explain", "fig1b", ...smoke, ...change]);
    assert.match(stdout, /^figures\/fig1b is stale: it runs, about /);
    assert.match(stdout, /input history comes from .*seed0\/train, which runs first:/);
    assert.match(stdout, /parameter train\.learningRate: 0\.005 → 0\.002/);
  });
  await t.step("graph is written in three languages", async () => {
    const graph = async (format: string) =>
      (await command(["graph", ...smoke, ...only, "--format", format])).stdout;
    assert.match(await graph("mermaid"), /^flowchart LR\n {2}n0\["placeCells × 2<br>spatial/);
    assert.match(await graph("dot"), /^digraph "Stages by condition[^"]*" \{[^]*n2 -> n3;\n\}\n$/);
    assert.match(await graph("svg"), /^<\?xml [^]*<svg [^]*train × 2[^]*<\/svg>\n$/);
  });
  await t.step("export writes readable names and says what made each file", async () => {
    const out = join(folder, "export");
    const { status } = await command(["export", ...smoke, "--only", "fig1b", "--out", out]);
    assert.equal(status, 0);
    assert.match(await Deno.readTextFile(join(out, "figures", "fig1b.svg")), /^<svg/);
    const network = "spatial/vanilla/noisy/unbiased/seed0";
    await command(["export", ...smoke, "--only", `${network}/train`, "--out", out]);
    const index = JSON.parse(await Deno.readTextFile(join(out, "artifacts.json")));
    const { stage, digest } = index[`${network}/weights.safetensors`];
    assert.equal(stage, "train");
    const weights = await Deno.readFile(join(out, network, "weights.safetensors"));
    assert.equal(digestOf(weights), digest);
    const missing = await command(["export", ...smoke, "--only", "fig2f", "--out", out]);
    assert.equal(missing.status, 1);
    assert.match(missing.stderr, /no artifacts in the cache, e\.g\. figures\/fig2f/);
  });
  await t.step("every command that prints data prints it as JSON, too", async () => {
    const cache = ["--cache", join(folder, "cache")];
    const json = async (...words: string[]) => {
      const run = await command([...words, "--json"]);
      return JSON.parse(run.stdout.trim().split("\n").at(-1)!);
    };
    const [explained] = await json("explain", "fig1b", ...smoke, ...change);
    assert.equal(explained.action, "figures/fig1b");
    assert.deepEqual([explained.state, explained.causes], ["stale", ["input"]]);
    const { boxes, edges } = await json("graph", ...smoke, ...only);
    assert.deepEqual([boxes.length, edges.length], [4, 3]);
    const out = join(folder, "json");
    const { files, missing } = await json("export", ...smoke, "--only", "fig1b", "--out", out);
    assert.deepEqual([files, missing], [3, []]); // SVG, PNG and PDF
    const [run] = await json("runs", ...cache);
    assert.deepEqual([run.name, run.results, run.words], ["smoke", 7, "--profile smoke"]);
    assert.equal((await json("cache", "stats", ...cache)).profiles[0].name, "smoke");
    const { kept, needed } = await json("cache", "gc", "--size", "1kB", "--dry-run", ...cache);
    assert.ok(needed > 0 && kept.profiles > 0);
    assert.equal((await json("cache", "verify", ...cache)).bad.length, 0);
    const verified = await command(["verify", ...smoke, ...only, "--sample", "1", "--json"]);
    const { compared, asExpected } = eventsOf(verified, "compared")[0]!;
    assert.ok(compared > 0);
    assert.ok(verified.stderr.includes(`${asExpected} of ${compared} artifacts are as expected`));
    assert.deepEqual(verified.events.at(-1)!.event, "done");
    const key = await json("key", "new", join(folder, "lab.key"));
    assert.match(key.public, /^lab:/);
    for (const spec of await allCommands()) {
      const all = "commands" in spec ? spec.commands : [spec];
      for (const { name, options } of all) {
        assert.equal("json" in options, name !== "completion", name);
      }
    }
  });
  await t.step("cache forget releases a run, and runs lists what is left", async () => {
    const cache = ["--cache", join(folder, "cache")];
    const mistyped = await command(["cache", "forget", "smoek", ...cache]);
    assert.equal(mistyped.status, 2);
    assert.match(mistyped.stderr, /no such run; did you mean "smoke"\?/);
    const forgot = await command(["cache", "forget", "smoke", ...cache]);
    assert.match(forgot.stdout, /^Forgot "smoke": [\d.]+ MB that no named profile needs;/);
    const { stdout } = await command(["runs", ...cache]);
    assert.equal(stdout, "Nothing was run with this cache\n");
  });
  await t.step("a sweep gives a tidy table and a figure", async () => {
    const out = join(folder, "sweep");
    const sweep = ["--sweep", "spatial.gru.train.learningRate=0.002,0.01", "--only", "train"];
    const run = await command([
      "reproduce",
      ...smoke,
      ...sweep,
      "--seeds",
      "0",
      "--out",
      out,
      "--json",
    ]);
    assert.equal(run.status, 0, run.stderr);
    const lines = (await Deno.readTextFile(join(out, "sweep", "table.csv"))).trimEnd().split(
      "\r\n",
    );
    assert.equal(
      lines[0],
      "spatial.gru.train.learningRate,task,cell,noise,bias,seed,action,quantity,unit,value",
    );
    assert.match(lines[1]!, /^0\.002,spatial,gru,noisy,unbiased,0,train,test loss,,/);
    assert.match(lines[2]!, /,decoding error,m,/);
    assert.equal(lines.length, 1 + 2 * 2 * 2); // values, biases, measures
    const { buffer } = await Deno.readFile(join(out, "sweep", "table.parquet"));
    const rows = await parquetReadObjects({ file: buffer });
    assert.deepEqual(
      rows.map((row) => Object.values(row).map((cell) => cell ?? "").join(",")),
      lines.slice(1),
    );
    assert.match(await Deno.readTextFile(join(out, "sweep", "figure.svg")), /decoding error/);
  });
  await Deno.remove(folder, { recursive: true });
});

Deno.test("--experiment runs a file outside the tree, with a stage of its own", async (t) => {
  const folder = await Deno.makeTempDir();
  for (const name of ["noise_sweep.ts", "wandering_run.ts", "figure_run.ts"]) {
    const text = await Deno.readTextFile(join(root, "docs", "examples", "noise_sweep", name));
    await Deno.writeTextFile(join(folder, name), text.replaceAll('"../../../', `"${root}`));
  }
  const out = join(folder, "out");
  const own = ["--experiment", join(folder, "noise_sweep.ts"), "--profile", "smoke"];
  const args = [...own, "--seeds", "0", "--cache", join(folder, "cache")];
  const reproduce = ["reproduce", ...args, "--out", out, "--json"];
  const value = async (factor: number): Promise<number> => {
    const path = `spatial/vanilla/noisy/unbiased/seed0/factor${factor}/wandering.json`;
    return JSON.parse(await Deno.readTextFile(join(out, path))).displacement;
  };

  await t.step("its targets are exported", async () => {
    const run = await command(reproduce);
    assert.equal(run.status, 0, run.stderr);
    for (const factor of [1, 2, 4]) assert.ok(await value(factor) > 0);
  });
  await t.step("an edit of its run module reruns that stage and its figure alone", async () => {
    const before = await value(1);
    const path = join(folder, "wandering_run.ts");
    const text = await Deno.readTextFile(path);
    await Deno.writeTextFile(path, text.replace("moved(1) ** 2)", "moved(1) ** 2) / 2"));
    const run = await command(reproduce);
    assert.deepEqual(
      eventsOf(run, "executed").map(({ stage }) => stage),
      [...Array(6).fill("wandering"), "wanderingFigure"],
    );
    assert.equal(await value(1), before / 2);
  });
  await t.step("it can be swept and looked at like ours", async () => {
    const { stdout } = await command(["status", ...args, "--sweep", "sigmaStep=0,0.02"]);
    assert.match(stdout, /^train +2 conditions +/m);
  });
  await t.step("a file that is none is refused in one line", async () => {
    const path = join(folder, "none.ts");
    await Deno.writeTextFile(path, "export default 3;");
    const run = await command(["status", "--experiment", path]);
    assert.equal(run.status, 2);
    assert.match(run.stderr, /default export is 3, expected a function/);
  });
  await Deno.remove(folder, { recursive: true });
});

Deno.test("the command line suggests, completes and shows examples", async () => {
  const suggestion = await command(["statsu"]);
  assert.equal(suggestion.status, 2);
  assert.match(suggestion.stderr, /unknown command 'statsu'\n\(Did you mean status\?\)/);
  const option = await command(["status", "--profle", "smoke"]);
  assert.match(option.stderr, /unknown option '--profle'\n\(Did you mean --profile\?\)/);
  for (const words of [["--version"], ["status", "--version"], ["cache", "gc", "--version"]]) {
    const { status, stdout } = await command(words);
    assert.equal(status, 0);
    assert.match(stdout, /^offline-reactivation \d+\.\d+\.\d+ \(Deno [\d.]+, [\w-]+\)\n$/);
  }
  const gc = (await allCommands()).flatMap((spec) => "commands" in spec ? spec.commands : [])
    .find(({ name }) => name === "gc");
  const help = await command(["cache", "gc", "--help"]);
  assert.ok(help.stdout.endsWith(`\nExamples:\n  ${gc!.examples.join("\n  ")}\n`), help.stdout);
  const { stdout } = await command(["completion", "bash"]);
  assert.ok(stdout.length < 65_536, `${stdout.length} characters are much for a shell to read`);
  const words = async (...typed: string[]): Promise<string> => {
    const script = `${stdout}
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _offline_reactivation; echo "\${COMPREPLY[@]}"`;
    const run = await new Deno.Command("bash", { args: ["-c", script, "bash", ...typed] }).output();
    return new TextDecoder().decode(run.stdout).trim();
  };
  assert.equal(await words("deno", "task", "ex"), "explain export");
  assert.equal(await words("deno", "task", "reproduce", "--profile", "q"), "quick");
  assert.equal(await words("deno", "task", "status", "--wh"), "--why");
  // bash takes words apart at "@" and "=".
  assert.equal(await words("npx", "-y", "deno", "@", "2.9.6", "task", "status", "--wh"), "--why");
  assert.equal(await words("deno", "task", "status", "--profile", "=", "q"), "quick");
  assert.equal(
    await words("deno", "task", "status", "--only", "fig1a,figC4"),
    "fig1a,figC4 fig1a,figC4a fig1a,figC4b",
  );
  const action = "spatial/vanilla/noisy/unbiased/seed0/train";
  assert.equal(await words("deno", "task", "explain", action.slice(0, -3)), action);
  const seed = "spatial/vanilla/noisy/unbiased/seed3";
  assert.equal(await words("deno", "task", "status", "--only", seed), seed);
  const parameter = "spatial.vanilla.train.learningRate=";
  assert.equal(await words("deno", "task", "status", "--set", parameter.slice(0, -6)), parameter);
  assert.equal(await words("npx", "other"), "");
});

Deno.test("every command is a task that says the same of itself, with examples", async () => {
  const commands = await allCommands();
  const { tasks } = JSON.parse(await Deno.readTextFile(join(root, "deno.json")));
  const ours = Object.entries<{ description: string; command: string }>(tasks)
    .filter(([, { command }]) => command.includes("cli/main.ts"));
  assert.deepEqual(
    ours.map(([name, { description, command }]) => [name, description, command.split(" ").at(-1)]),
    commands.map(({ name, description }) => [name, description, name]),
  );
  const all = commands.flatMap((spec) => "commands" in spec ? [spec, ...spec.commands] : [spec]);
  for (const { name, examples } of all) assert.ok(examples.length > 0, name);
});

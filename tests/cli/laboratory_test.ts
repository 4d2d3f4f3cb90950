import assert from "node:assert/strict";
import { join } from "node:path";
import { findBrowser } from "../support/browser.ts";
import { command, digestsOf } from "../support/command.ts";

/** Networks of which the page has some, and their files the others: figures of their quiescence. */
const FIGURES = "fig1e,fig2b,figC2b,figC5c";

/** Quiescent steps that are compared. */
const STEPS = "200";

/** On the variance of the noise; one that the slider has not. */
const FACTOR = "2.1";

Deno.test({
  name: "the laboratory of a page runs its networks as the pipeline did, in a browser, from a file",
  ignore: findBrowser() === undefined,
  fn: async () => {
    const folder = await Deno.makeTempDir();
    const [cache, out] = [join(folder, "cache"), join(folder, "out")];
    const set = ["spatial.vanilla", "spatial.gru", "headDirection.vanilla"].flatMap((network) => [
      "--set",
      `${network}.quiescent.steps=${STEPS}`,
    ]).concat("--set", `spatial.vanilla.quiescent.varianceFactor=${FACTOR}`);
    const words = ["reproduce", "--profile", "smoke", "--only", FIGURES, ...set, "--jobs", "1"];
    const folders = ["--protocol", "both", "--cache", cache, "--out", out];
    const { status, stderr } = await command([...words, ...folders]);
    assert.equal(status, 0, stderr);
    const [run] = await Array.fromAsync(Deno.readDir(join(cache, "runs")));
    const digests = Object.entries(await digestsOf(cache, run!.name.replace(".json", "")));
    /** Artifacts of quiescence by network. */
    const rollouts = (protocol: string) => {
      const pattern = new RegExp(
        `^${protocol}((?:spatial|head).*)/seed0/quiescent/rollout.smooth$`,
      );
      return Object.fromEntries(digests.flatMap(([name, digest]) => {
        const [, network] = pattern.exec(name) ?? [];
        const path = join(cache, "cas", digest.slice(0, 2), digest);
        return network === undefined ? [] : [[network, path]];
      }));
    };
    const pages = [
      { page: join(out, "index.html"), rollouts: rollouts("") },
      { page: join(`${out}-described`, "index.html"), rollouts: rollouts("described/") },
    ];
    for (const { rollouts } of pages) assert.equal(Object.keys(rollouts).length, 4);
    const script = new URL("../support/try_laboratory.ts", import.meta.url).href;
    const tried = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--allow-all", script, JSON.stringify(pages)],
      env: { NO_COLOR: "1" },
    }).output();
    const text = new TextDecoder();
    assert.ok(tried.success, text.decode(tried.stdout) + text.decode(tried.stderr));
    await Deno.remove(folder, { recursive: true });
  },
});

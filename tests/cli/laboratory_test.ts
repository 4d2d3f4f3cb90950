import assert from "node:assert/strict";
import { join } from "node:path";
import { findBrowser } from "../support/browser.ts";
import { command, digestsOf } from "../support/command.ts";

/** Networks of which the page has some, and their files the others: figures of their quiescence. */
const FIGURES = "fig1e,fig2b,figC2b,figC5c";

/** Quiescent steps that are compared. */
const STEPS = "200";

Deno.test({
  name: "the laboratory of a page runs its networks as the pipeline did, in a browser, from a file",
  ignore: findBrowser() === undefined,
  fn: async () => {
    const folder = await Deno.makeTempDir();
    const [cache, out] = [join(folder, "cache"), join(folder, "out")];
    const set = ["spatial.vanilla", "spatial.gru", "headDirection.vanilla"].flatMap((network) => [
      "--set",
      `${network}.quiescent.steps=${STEPS}`,
    ]);
    const words = ["reproduce", "--profile", "smoke", "--only", FIGURES, ...set, "--jobs", "1"];
    const { status, stderr } = await command([...words, "--cache", cache, "--out", out]);
    assert.equal(status, 0, stderr);
    const [run] = await Array.fromAsync(Deno.readDir(join(cache, "runs")));
    const digests = await digestsOf(cache, run!.name.replace(".json", ""));
    const rollouts = Object.fromEntries(
      Object.entries(digests).flatMap(([name, digest]) => {
        const [, network] = /^(.*)\/seed0\/quiescent\/rollout\.smooth$/.exec(name) ?? [];
        return network === undefined
          ? []
          : [[network, join(cache, "cas", digest.slice(0, 2), digest)]];
      }),
    );
    assert.equal(Object.keys(rollouts).length, 4, Object.keys(digests).join("\n"));
    const script = new URL("../support/try_laboratory.ts", import.meta.url).href;
    const page = join(out, "index.html");
    const tried = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--allow-all", script, page, JSON.stringify(rollouts)],
      env: { NO_COLOR: "1" },
    }).output();
    const text = new TextDecoder();
    assert.ok(tried.success, text.decode(tried.stdout) + text.decode(tried.stderr));
    await Deno.remove(folder, { recursive: true });
  },
});

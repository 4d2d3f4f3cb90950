import assert from "node:assert/strict";
import { join } from "node:path";
import { command, digestsOf } from "../support/command.ts";
import { flip } from "../support/damage.ts";

const train = "spatial/vanilla/noisy/unbiased/seed0/train";
const smoke = ["--profile", "smoke", "--seeds", "0"];

Deno.test("a figure that is damaged once the run has checked it is missing, and the run has failed", async (t) => {
  const folder = await Deno.makeTempDir();
  const cache = ["--cache", join(folder, "cache")];
  const out = join(folder, "out");
  const args = ["reproduce", ...smoke, ...cache, "--out", out, "--json"];
  const choosing = (names: string): string[] => ["--only", names];
  assert.equal((await command([...args, ...choosing("tableA1,tableA2")])).status, 0);
  const [name] = [...Deno.readDirSync(join(folder, "cache", "runs"))];
  const digests = await digestsOf(join(folder, "cache"), name!.name.replace(/\.json$/, ""));
  const drawing = digests["figures/tableA1.svg"]!;
  const blob = join(folder, "cache", "cas", drawing.slice(0, 2), drawing);
  const good = await Deno.readFile(blob);

  await t.step("reproduce names it", async () => {
    const run = await command([...args, ...choosing(`tableA1,tableA2,${train}`)], {
      onEvent: (event, process) => {
        if (event.event !== "started" || event.label !== train) return;
        process.kill("SIGSTOP"); // so that it cannot end before the damage is done
        flip(blob);
        process.kill("SIGCONT");
      },
    });
    assert.equal(run.status, 1);
    assert.match(
      run.stderr,
      /^error: figures\/tableA1 is missing: .* damaged or removed during the run; run /m,
    );
    assert.match(run.stderr, /^1 figure is in /m);
  });

  await t.step("the same command makes it again", async () => {
    const run = await command([...args, ...choosing("tableA1,tableA2")]);
    assert.equal(run.status, 0, run.stderr);
    assert.deepEqual(await Deno.readFile(join(out, "tableA1.svg")), good);
  });

  await t.step("export names it", async () => {
    flip(blob);
    const to = ["--out", join(folder, "exported")];
    const run = await command([
      "export",
      ...smoke,
      ...cache,
      ...choosing("tableA1,tableA2"),
      ...to,
    ]);
    assert.equal(run.status, 1);
    assert.match(
      run.stderr,
      /^1 action has no artifacts in the cache, e\.g\. figures\/tableA1;/m,
    );
  });
  await Deno.remove(folder, { recursive: true });
});

import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { checkGradients } from "../../lib/networks/check_gradients.ts";
import { forward } from "../../docs/examples/low_rank/low_rank_cell_test.ts";
import { command, eventsOf } from "../support/command.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** What a network gave on its test batch. */
interface Tested {
  /** Mean squared error of the outputs. */
  readonly loss: number;
  /** Of decoded positions, m. */
  readonly error: number;
}

interface Example {
  readonly title: string;
  /** The untrained and the trained networks, from the folder of the results. */
  readonly learned: (folder: string) => Promise<readonly [untrained: Tested, trained: Tested][]>;
  /** Below it is who has learned, above it who has not. */
  readonly bound: Tested;
  /** A parameter that counts something, to be swept. */
  readonly swept: string;
}

/** Batches that all networks here are trained with; a batch takes a millisecond. */
const BATCHES = "vanilla.train.batches=200";

const examples: Readonly<Record<string, Example>> = {
  noise_sweep: {
    title: "How far quiescence wanders",
    learned: async (folder) => {
      const path = join(folder, "spatial/vanilla/noisy/unbiased/seed1/history.json");
      const { loss, error } = JSON.parse(await Deno.readTextFile(path));
      return [[{ loss: loss[0], error: error[0] }, { loss: loss.at(-1), error: error.at(-1) }]];
    },
    bound: { loss: 0.006, error: 0.5 },
    swept: "vanilla.quiescent.steps",
  },
  linear_track: {
    title: "A linear track, with and without input",
    learned: async (folder) => [await learnedOf(folder, "track/seed1/learned.json")],
    bound: { loss: 0.001, error: 0.2 },
    swept: "vanilla.varianceFactor",
  },
  low_rank: {
    title: "How many dimensions a position needs",
    learned: async (folder) =>
      await Promise.all(
        [1, 2, 4, 8, 16].map((rank) => learnedOf(folder, `spatial/rank${rank}/seed1/learned.json`)),
      ),
    bound: { loss: 0.007, error: 0.5 },
    swept: "vanilla.train.batches",
  },
};

async function learnedOf(folder: string, path: string): Promise<[Tested, Tested]> {
  const { untrained, ...trained } = JSON.parse(await Deno.readTextFile(join(folder, path)));
  return [untrained, trained];
}

for (
  const [name, { title, learned, bound, swept }] of Object.entries(examples)
) {
  Deno.test(`the example ${name} runs from an empty cache, and learns`, async (t) => {
    const folder = await Deno.makeTempDir();
    const file = `docs/examples/${name}/${name}.ts`;
    const words = ["--experiment", file, "--profile", "smoke", "--seeds", "1", "--set", BATCHES];
    const cached = [...words, "--cache", join(folder, "cache")];
    await t.step("reproduce draws its figure and writes its page", async () => {
      const out = join(folder, "out");
      const run = await command(["reproduce", ...cached, "--out", out, "--json"]);
      assert.equal(run.status, 0, run.stderr);
      assert.ok(eventsOf(run, "executed").length > 2);
      const page = await Deno.readTextFile(join(out, "index.html"));
      assert.ok(page.includes(`<title>${title}</title>`));
      assert.ok(page.includes('<img src="figure.svg"'));
      assert.match(await Deno.readTextFile(join(out, "figure.svg")), /^<svg /);
      assert.ok((await Deno.readFile(join(out, "figure.png"))).length > 10_000);
    });
    await t.step("its networks have learned what an untrained one does not know", async () => {
      const all = join(folder, "all");
      assert.equal((await command(["export", ...cached, "--out", all])).status, 0);
      for (const [untrained, trained] of await learned(all)) {
        const shown = JSON.stringify({ untrained, trained });
        for (const measure of ["loss", "error"] as const) {
          assert.ok(trained[measure] < bound[measure], shown);
          assert.ok(untrained[measure] > bound[measure], shown);
        }
      }
    });
    await t.step("--sweep would measure and draw it at each value", async () => {
      const { stdout } = await command([
        "reproduce",
        ...[...cached, "--sweep", `${swept}=5,10`, "--dry-run", "--json"],
      ]);
      const names = JSON.parse(stdout).actions.map(({ label }: { readonly label: string }) =>
        label
      );
      const at = swept.split(".").at(-1);
      for (const each of ["sweep/table", `${at}=5/figure`, `${at}=10/figure`]) {
        assert.ok(names.includes(each), names.join(" "));
      }
    });
    await t.step("publish takes it along", async () => {
      const dist = join(folder, "dist");
      const run = await command(["publish", ...cached, "--out", dist]);
      assert.equal(run.status, 0, run.stderr);
      const published = await Deno.readTextFile(join(dist, "source", file));
      assert.equal(published, await Deno.readTextFile(join(root, file)));
      const readme = await Deno.readTextFile(join(dist, "README.md"));
      assert.ok(readme.startsWith(`# ${title}\n`) && readme.includes(` --experiment ${file}\n`));
    });
    await Deno.remove(folder, { recursive: true });
  });
}

Deno.test("the example linear_track is swept: its measures and its figure at each value", async () => {
  const folder = await Deno.makeTempDir();
  const file = "docs/examples/linear_track/linear_track.ts";
  const words = ["--experiment", file, "--profile", "smoke", "--seeds", "1"];
  const path = "spatial.vanilla.quiescent.steps";
  const run = await command([
    "reproduce",
    ...[...words, "--sweep", `${path}=5,10`, "--cache", join(folder, "cache"), "--out", folder],
  ]);
  assert.equal(run.status, 0, run.stderr);
  const [header, ...rows] = (await Deno.readTextFile(join(folder, "sweep", "table.csv"))).trim()
    .split("\r\n").map((line) => line.split(","));
  const columns = [path, "seed", "quantity"].map((name) => header!.indexOf(name));
  const measures = ["error", "speed.active", "speed.quiescent", "overlap"];
  assert.deepEqual(
    new Set(rows.map((row) => columns.map((column) => row[column]).join(" "))),
    new Set(
      [5, 10].flatMap((steps) => measures.map((measure) => `${steps} 1 runOnTrack.${measure}`)),
    ),
  );
  for (const steps of [5, 10]) {
    assert.match(await Deno.readTextFile(join(folder, `steps=${steps}`, "figure.svg")), /^<svg /);
  }
  await Deno.remove(folder, { recursive: true });
});

Deno.test("the check of the example low_rank catches a wrong sign in its back-propagation", async () => {
  const right = await Deno.readTextFile(join(root, "docs/examples/low_rank/low_rank_cell.ts"));
  const wrong = right.replace("bytes, this.#alpha)", "bytes, -this.#alpha)");
  assert.notEqual(wrong, right);
  const path = join(await Deno.makeTempDir(), "low_rank_cell.ts");
  await Deno.writeTextFile(path, wrong.replaceAll('"../../../', `"${pathToFileURL(root)}`));
  const { lowRank } = await import(pathToFileURL(path).href);
  const sizes = { inputs: 2, units: 10, outputs: 7, rank: 3, alpha: 0.3 };
  await assert.rejects(
    checkGradients(lowRank(sizes), forward),
    /^Error: The back-propagation is wrong: of "encoder\.weight", "w_in\.weight", "m\.weight", "n\.weight" /,
  );
  await Deno.remove(join(path, ".."), { recursive: true });
});

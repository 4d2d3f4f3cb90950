import assert from "node:assert/strict";
import { join } from "node:path";
import { command } from "../support/command.ts";

const file = new URL("../support/own_experiment/cells_apart.ts", import.meta.url).pathname;
const own = ["--experiment", file, "--profile", "smoke"];

Deno.test("an experiment of one's own is swept: its measures and its figures", async () => {
  const folder = await Deno.makeTempDir();
  const out = join(folder, "out");
  const run = await command([
    "reproduce",
    ...own,
    ...["--sweep", "vanilla.cells.count=8,16", "--cache", join(folder, "cache"), "--out", out],
  ]);
  assert.equal(run.status, 0, run.stderr);
  const [, ...rows] = (await Deno.readTextFile(join(out, "sweep", "table.csv"))).trim().split(
    "\r\n",
  ).map((line) => line.split(","));
  const of = (measure: string) =>
    rows.filter((row) => row.at(-2) === measure).map(([count, , seed]) => `${count} ${seed}`);
  const points = ["8 0", "8 1", "16 0", "16 1"];
  for (const measure of ["extent.x", "extent.y", "mean of extent.each"]) {
    assert.deepEqual(of(measure), points, measure);
  }
  for (const point of ["count=8", "count=16"]) {
    assert.match(await Deno.readTextFile(join(out, point, "apart.svg")), /2 seeds/);
    const png = await Deno.readFile(join(out, point, "apart.png"));
    assert.deepEqual([...png.subarray(1, 4)], [..."PNG"].map((letter) => letter.charCodeAt(0)));
  }
  await Deno.remove(folder, { recursive: true });
});

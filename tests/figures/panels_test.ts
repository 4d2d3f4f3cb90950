import assert from "node:assert/strict";
import { captions } from "../../figures/captions.ts";
import { drawExample, panelNames } from "./draw_example.ts";
import { exampleActions, SMALL } from "./example_inputs.ts";

const examples = exampleActions(SMALL);

for (const figure of panelNames()) {
  Deno.test(`${figure} run() draws the snapshot when given the example`, async () => {
    const { svg, png } = await drawExample(figure, examples[figure]!);
    const snapshot = new URL(`snapshots/${figure}.svg`, import.meta.url);
    // Not strictEqual: its difference of two long lines takes minutes.
    assert.ok(
      svg === await Deno.readTextFile(snapshot),
      "The drawing differs from its snapshot; run tests/figures/write_snapshots.ts and look at it",
    );
    const size = new DataView(png.buffer, png.byteOffset);
    assert.deepEqual(Array.from(png.subarray(1, 4)), Array.from("PNG", (c) => c.charCodeAt(0)));
    assert.equal(size.getUint32(16), 1080);
  });
}

Deno.test("every panel has an example, a caption and a snapshot", () => {
  const snapshots = Array.from(Deno.readDirSync(new URL("snapshots/", import.meta.url)));
  const names = panelNames();
  assert.deepEqual(Object.keys(examples).sort(), names);
  assert.deepEqual(Object.keys(captions).sort(), names);
  assert.deepEqual(snapshots.map(({ name }) => name).sort(), names.map((name) => `${name}.svg`));
});

Deno.test("run() draws the same bytes when panels come in another order", async () => {
  const draw = async (names: readonly string[]) => {
    const drawn = new Map<string, { svg: string; png: Uint8Array }>();
    for (const name of names) drawn.set(name, await drawExample(name, examples[name]!));
    return drawn;
  };
  const names = panelNames();
  const forwards = await draw(names);
  const backwards = await draw(names.toReversed());
  for (const name of names) {
    const [a, b] = [forwards.get(name)!, backwards.get(name)!];
    assert.ok(a.svg === b.svg, `${name}.svg differs`);
    assert.ok(a.png.every((byte, i) => byte === b.png[i]) && a.png.length === b.png.length);
  }
});

Deno.test("run() draws one network without band, bars or boxes", async () => {
  const one = exampleActions({ ...SMALL, networks: 1 });
  const { svg: training } = await drawExample("fig1b", one.fig1b!);
  assert.ok(!training.includes("fill-opacity"));
  const { svg: variance } = await drawExample("fig2f", one.fig2f!);
  assert.ok(!variance.includes('fill-opacity="0.18"'));
});

Deno.test("fig2e run() marks what was not measured when a column is missing", async () => {
  const { parameters, inputs } = examples.fig2e!;
  const unmeasured = inputs.kl!.filter((bytes) => !new TextDecoder().decode(bytes).includes("R^σ"));
  const { svg } = await drawExample("fig2e", { parameters, inputs: { kl: unmeasured } });
  assert.equal(svg.match(/>–</g)?.length, 4);
});

Deno.test("fig1d run() throws when more steps are wanted than there are", async () => {
  const { inputs } = examples.fig1d!;
  const parameters = { every: 2, steps: 31, boxHalfWidth: 1.1 };
  await assert.rejects(
    () => drawExample("fig1d", { parameters, inputs }),
    { message: "Cannot draw 31 steps: found 30 in each trajectory" },
  );
});

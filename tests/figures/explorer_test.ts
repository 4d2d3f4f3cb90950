import assert from "node:assert/strict";
import { explorerSection } from "../../figures/explorer.ts";

/** 13 trajectories of 1001 steps: a trajectory and a step more than go into the page. */
const positions = { shape: [13, 1001, 2], data: new Float32Array(13 * 1001 * 2).fill(-0.55) };
const states = { shape: [13, 1001, 2], data: new Float32Array(13 * 1001 * 2).fill(4) };

Deno.test("explorerSection() holds the coordinates of both phases on one scale", () => {
  const phases = (["active", "quiescent"] as const).map((phase) => ({ phase, positions, states }));
  const html = explorerSection({ halfWidth: 1.1, network: "One network (seed 0).", phases });
  const json = /<script type="application\/json" id="explore-data">(.*)<\/script>/.exec(html)![1]!;
  const data = JSON.parse(json);
  assert.deepEqual(data.ranges, { position: 1.1, states: 4 });
  for (const phase of data.phases) {
    assert.deepEqual([phase.trajectories, phase.steps], [12, 1000]);
    const numbers = new DataView(Uint8Array.fromBase64(phase.position).buffer);
    assert.equal(numbers.byteLength, 12 * 1000 * 4);
    assert.ok(Math.abs(numbers.getInt16(2 * 12000, true) / data.full * 1.1 + 0.55) < 1e-4); // 16 bits
    assert.equal(new DataView(Uint8Array.fromBase64(phase.states).buffer).getInt16(0, true), 32767);
  }
  assert.match(html, /max="999" value="99"/);
});

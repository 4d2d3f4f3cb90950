import assert from "node:assert/strict";
import { defaultSpatialMotion } from "../../../lib/tasks/spatial_motion.ts";
import { wallTurn } from "../../../lib/tasks/wall_avoidance.ts";
import { at, flat, golden } from "../../support/golden.ts";

for (const name of ["wall_avoidance", "wall_avoidance_other_box"]) {
  const { inputs, outputs } = golden(name);
  const turns = (...keys: string[]) => {
    const position = flat(at(inputs, ...keys, "position"));
    const motion = {
      ...defaultSpatialMotion,
      boxWidth: Number(inputs["box_width"]),
      boxHeight: Number(inputs["box_height"]),
      borderRegion: Number(inputs["border_region"]),
    };
    return [...flat(at(inputs, ...keys, "heading"))].map((heading, n) =>
      wallTurn(position[2 * n]!, position[2 * n + 1]!, heading, motion)
    );
  };

  for (const keys of name === "wall_avoidance" ? [[], ["corner_ties"]] : [[]]) {
    Deno.test(`wallTurn() matches the released code (${[name, ...keys].join(" ")})`, () => {
      const near = flat(at(outputs, ...keys, "near_wall"));
      const expected = flat(at(outputs, ...keys, "wall_turn"));
      const found = turns(...keys);
      assert.deepEqual([near.length, expected.length], [found.length, found.length]);
      found.forEach((turn, n) => {
        assert.equal(turn !== undefined, near[n] === 1, `case ${n}`);
        // float64; folding may round differently.
        assert.ok(Math.abs((turn ?? 0) - expected[n]!) < 1e-12, `case ${n}: ${turn}`);
      });
    });
  }

  Deno.test(`wallTurn() turns by nothing or a quarter when heading exactly at a wall (${name})`, () => {
    const near = flat(at(outputs, "exact_edge_cases", "near_wall"));
    const found = turns("exact_edge_cases");
    assert.equal(near.length, found.length);
    found.forEach((turn, n) => {
      assert.equal(turn !== undefined, near[n] === 1, `case ${n}`);
      // The sign of a bearing of 1e-16 is a matter of rounding.
      const size = Math.abs(turn ?? 0);
      assert.ok(size === 0 || Math.abs(size - Math.PI / 2) < 1e-12, `case ${n}: ${turn}`);
    });
  });
}

import assert from "node:assert/strict";
import { actionKey } from "../../../pipeline/action_key.ts";
import type { ActionDescription } from "../../../pipeline/action_key.ts";
import { digestOf } from "../../../pipeline/digest.ts";
import { decodePublication, encodePublication } from "../../../pipeline/publish/publication.ts";
import type { Publication, PublishedAction } from "../../../pipeline/publish/publication.ts";

const description: ActionDescription = {
  version: 1,
  stage: "draw",
  parameters: { seed: 0 },
  inputs: {},
  outputs: { picture: "svg" },
  code: { bundle: digestOf("code"), assets: {}, packages: {} },
  numerics: {},
};

function publication(changes: Partial<PublishedAction> = {}, path = "draw.svg"): Publication {
  const action: PublishedAction = {
    name: "draw",
    key: actionKey(description).key,
    description,
    inputs: { ground: [{ action: "make", output: "ground" }] },
    code: "code/draw.js",
    outputs: { picture: { path, digest: digestOf("<svg/>"), bytes: 6, format: "svg" } },
    started: "2026-01-01T00:00:00.000Z",
    completed: "2026-01-01T00:00:01.000Z",
    ...changes,
  };
  return { name: "quick", actions: [action], targets: ["draw"] };
}

Deno.test("decodePublication() gives back what encodePublication() wrote", () => {
  assert.deepEqual(decodePublication(encodePublication(publication())), publication());
});

Deno.test("decodePublication() refuses a key that is not the description's", () => {
  const other = { ...description, parameters: { seed: 1 } };
  const bytes = encodePublication(publication({ description: other }));
  assert.throws(() => decodePublication(bytes), {
    message: 'Cannot read "actions.json": the key of "draw" is not that of its description',
  });
});

Deno.test("decodePublication() refuses paths that lead out of the folder", () => {
  for (const path of ["../secret", "/etc/passwd", "a/../../b", "a//b", "C:\\x", ""]) {
    const bytes = encodePublication(publication({}, path));
    assert.throws(() => decodePublication(bytes), /expected one inside the folder/, path);
  }
});

Deno.test("decodePublication() refuses other versions and what is no publication", () => {
  for (const text of ["", "[]", "{}", '{"version":1}', '{"version":2,"about":{},"actions":[]}']) {
    assert.throws(() => decodePublication(new TextEncoder().encode(text)), /Cannot read "actions/);
  }
});

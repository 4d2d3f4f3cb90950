import assert from "node:assert/strict";

const workflow = await Deno.readTextFile(
  new URL("../.github/workflows/reproduce.yml", import.meta.url),
);

Deno.test("reproduce.yml pins every action by digest, with its version beside it", () => {
  const uses = Array.from(workflow.matchAll(/uses: (.*)$/gm), (match) => match[1]!);
  assert.ok(uses.length > 0);
  for (const action of uses) {
    assert.match(action, /^actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  }
});

Deno.test("reproduce.yml may read the repository, and only the job that publishes pages more", () => {
  const [whole, ...jobs] = Array.from(
    workflow.matchAll(/^( *)permissions:\n((?:\1 +.*\n)+)/gm),
    (match) => match[2]!.trim().split(/\n\s*/),
  );
  assert.deepEqual(whole, ["contents: read"]);
  assert.deepEqual(jobs, [["pages: write", "id-token: write"]]);
  assert.match(workflow, /persist-credentials: false/);
});

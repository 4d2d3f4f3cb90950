import assert from "node:assert/strict";
import { ownReadme, paperReadme, rerunWords } from "../../cli/published_readme.ts";

Deno.test("a published folder's README has the command that gives its results again", () => {
  const commandIn = (readme: string) => /task (reproduce .*)/.exec(readme)?.[1];
  const paper = (name: string, options = {}) =>
    commandIn(paperReadme(name, rerunWords(name, options)));
  assert.equal(
    paper("quick", { protocol: "both" }),
    "reproduce --profile quick --protocol both --only fig2e",
  );
  // Changed by --set, or a profile of the user's own: no name that the sources know.
  for (const name of ["quick+1a2b3c4d", "small"]) {
    assert.equal(paper(name), "reproduce --profile ../configuration.json --only fig2e");
  }
  const options = { experiment: "experiment/mine.ts", sweep: ["a=1,2"] };
  assert.equal(
    commandIn(ownReadme("Mine", "mine-quick", rerunWords("mine-quick", options))),
    "reproduce --profile ../configuration.json --experiment experiment/mine.ts --sweep a=1,2",
  );
});

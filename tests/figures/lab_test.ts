import assert from "node:assert/strict";
import { labFile, labFileText, labSection } from "../../figures/lab.ts";
import { labPair } from "../support/lab_network.ts";

Deno.test("labSection() offers each network by what it is, and holds what the script needs", () => {
  const { network, weights } = labPair("spatial");
  const gru = { ...network, name: "spatial/gru/random", cell: "gru", training: "random" } as const;
  const html = labSection([{ ...network, weights }, gru, labPair("headDirection").network]);
  const [select] = /<select id="lab-network">[^]*?<\/select>/.exec(html)!;
  const options = [...select.matchAll(/<option value="(\d)">([^<]+)<\/option>/g)];
  assert.deepEqual(options.map(([, index, text]) => [index, text]), [
    ["0", "Position, vanilla: noisy, unbiased"],
    ["1", "Position, GRU: random"],
    ["2", "Head direction, vanilla: noisy, unbiased"],
  ]);
  const [, json] = /<script type="application\/json" id="lab-data">(.*)<\/script>/.exec(html)!;
  const [first, second] = JSON.parse(json!);
  assert.equal(first.weights, weights);
  assert.equal(second.weights, undefined);
  assert.equal(labSection([]), "");
});

Deno.test("labSection() names every control, and says without a script what is missing", () => {
  const html = labSection([labPair("spatial").network]);
  const controls = [...html.matchAll(/<(?:input|select)[^>]* id="([\w-]+)"/g)];
  assert.equal(controls.length, 10);
  for (const [control, id] of controls) {
    const label = html.slice(html.lastIndexOf("<label", html.indexOf(control)));
    assert.ok(label.indexOf(control) < label.indexOf("</label>"), `${id} is in its label`);
  }
  assert.match(html, /<div id="lab" hidden>/);
  assert.match(html, /needs JavaScript and WebAssembly/);
});

Deno.test("labFileText() hands a network's weights over in a file whose name is one everywhere", () => {
  const file = labFile("described/spatial/gru/random");
  assert.equal(file, "laboratory/described-spatial-gru-random.js");
  const arrived: string[][] = [];
  new Function("labWeights", labFileText("a/b", "QQ=="))((...given: string[]) =>
    arrived.push(given)
  );
  assert.deepEqual(arrived, [["a/b", "QQ=="]]);
});

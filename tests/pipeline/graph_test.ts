import assert from "node:assert/strict";
import { z } from "zod";
import { UsageError } from "../../pipeline/errors.ts";
import { checkGraph, GraphBuilder, producers } from "../../pipeline/graph.ts";
import type { Action } from "../../pipeline/graph.ts";
import { nameAction } from "../../pipeline/labels.ts";
import { ancestors } from "../../pipeline/plan/plan.ts";
import { defineStage } from "../../pipeline/stage.ts";
import type { Stage } from "../../pipeline/stage.ts";

const mix = defineStage({
  name: "mix",
  summary: "mixes",
  parameters: z.strictObject({ rate: z.number().default(0.5), other: z.unknown().optional() }),
  inputs: {
    one: { format: "json", optional: true },
    many: { format: "json", list: true, optional: true },
  },
  outputs: { out: "json", picture: "svg" },
  arithmetic: "plain",
  cost: () => ({ seconds: 1, memory: 1, output: 1 }),
  run: new URL("file:///nowhere.ts"),
});
const stage = mix as unknown as Stage; // checkGraph takes stages of any parameters
const needy: Stage = { ...stage, name: "needy", inputs: { one: { format: "json" } } };
const ref = (action: string, output = "out") => ({ action, output });
const act = (name: string, inputs: Action["inputs"] = {}, parameters = {}): Action => ({
  ...nameAction(name, stage.name),
  stage,
  parameters,
  inputs,
});

Deno.test("checkGraph() reports every problem together", () => {
  const problems: readonly [Action, RegExp][] = [
    [act("twin"), /Two actions are named "twin"/],
    [{ ...act("hungry"), stage: needy }, /Input "one" of "hungry" is missing/],
    [act("a", { onne: ref("twin") }), /Stage "mix" has no input "onne"; did you mean "one"\?/],
    [act("b", { one: ref("twim") }), /"b" names an unknown action "twim"; did you mean "twin"\?/],
    [act("c", { one: ref("twin", "outt") }), /"twin" has no output "outt"; did you mean "out"\?/],
    [act("d", { one: ref("twin", "picture") }), /"d" is svg from "twin", expected json/],
    [act("e", { one: [ref("twin")] }), /"e" is a list, expected one artifact/],
    [act("f", { many: ref("twin") }), /"f" is one artifact, expected a list/],
    [act("g", {}, { rate: "fast" }), /Parameter of "g": "rate" is "fast", expected a number/],
    [act("h", {}, { pace: 1 }), /of "h": .*pace/],
    [act("i", {}, { other: NaN }), /Parameters of "i": Number at \$\.other is NaN/],
    [
      { ...act("twin"), ...nameAction({ labels: { seed: -1 } }, "l") },
      /Label "seed" is -1, expected a count or a text, of "seed-1\/l"/,
    ],
    [act("j", { one: ref("k") }), /cycle: j -> k -> j/],
    [act("k", { one: ref("j") }), /cycle/],
  ];
  const actions = [act("twin"), ...problems.map(([action]) => action)];
  assert.throws(() => checkGraph(actions, ["nobody"]), (error) => {
    assert.ok(error instanceof UsageError);
    for (const [, expected] of problems) assert.match(error.message, expected);
    assert.match(error.message, /Target "nobody" is not an action of the graph/);
    return true;
  });
});

Deno.test("checkGraph() puts each action after what it needs, and fills in defaults", () => {
  const graph = checkGraph(
    [act("end", { many: [ref("b"), ref("a")] }), act("b", { one: ref("a") }), act("a")],
    ["end"],
  );
  assert.deepEqual([...graph.actions.keys()], ["a", "b", "end"]);
  assert.deepEqual(graph.actions.get("a")!.parameters, { rate: 0.5 });
  assert.deepEqual(producers(graph.actions.get("end")!), ["b", "a"]);
});

Deno.test("checkGraph() orders a chain of 100,000 actions", () => {
  const chain = Array.from(
    { length: 100_000 },
    (_, i) => act(`a${i}`, i === 99_999 ? {} : { one: ref(`a${i + 1}`) }),
  );
  const graph = checkGraph(chain, ["a0"]);
  assert.equal(graph.actions.keys().next().value, "a99999");
  assert.equal(ancestors(graph, ["a0"]).size, 100_000);
});

Deno.test("GraphBuilder names actions by their labels and stage, or as a text says", () => {
  const builder = new GraphBuilder();
  const labels = { task: "spatial", seed: 3 };
  builder.add(mix, { labels }, {}, {});
  builder.add(mix, { labels: { ...labels, phase: "active" }, leaf: "blend" }, {}, {});
  builder.add(mix, "spatial/seed4/mix", {}, {});
  const actions = [...builder.build().actions.values()];
  assert.deepEqual(actions.map(({ name, labels }) => [name, labels]), [
    ["spatial/seed3/mix", labels],
    ["spatial/seed3/active/blend", { ...labels, phase: "active" }],
    ["spatial/seed4/mix", {}],
  ]);
});

Deno.test("GraphBuilder refuses two actions whose labels print the same name", () => {
  const builder = new GraphBuilder();
  builder.add(mix, { labels: { model: "seed3" } }, {}, {});
  builder.add(mix, { labels: { seed: 3 } }, {}, {});
  assert.throws(() => builder.build(), /Two actions are named "seed3\/mix": give one of them/);
});

Deno.test("checkGraph() says what two actions of one name differ in, and how many more there are", () => {
  const said = (...actions: Action[]): string => {
    try {
      checkGraph([act("a"), act("b"), ...actions], []);
    } catch (error) {
      assert.ok(error instanceof UsageError);
      return error.message.replace(/^Cannot build the graph: |: give one of them, .*$/g, "");
    }
    return "";
  };
  const other = { ...act("a"), stage: { ...stage, name: "shake" } };
  assert.equal(said(act("c")), "");
  assert.equal(
    said(act("a", {}, { rate: 2, other: [1] })),
    'Two actions are named "a", with other parameters ("rate", "other")',
  );
  assert.equal(
    said(act("a", { one: ref("b") }), act("b")),
    'Two actions are named "a", with other inputs ("one") (and 1 more name stands twice)',
  );
  assert.equal(said(other), 'Two actions are named "a", of stages "mix" and "shake"');
});

Deno.test("GraphBuilder hands on references and targets", () => {
  const builder = new GraphBuilder();
  const first = builder.add(mix, "first", {}, {});
  builder.target(builder.add(mix, "second", { rate: 1 }, { one: first.out, many: [first.out] }));
  const graph = builder.build();
  assert.deepEqual([...graph.actions.keys()], ["first", "second"]);
  assert.deepEqual(graph.targets, ["second"]);
});

/** What an experiment may hand over that is run without a type check. */
const untyped = (value: unknown) => value as never;

Deno.test("GraphBuilder.add() names what is wrong with a stage", () => {
  const flaws: readonly (readonly [stage: unknown, flaw: RegExp])[] = [
    [undefined, /the stage is missing, expected what defineStage\(\) gives/],
    [{ ...mix, name: "" }, /a stage has no name/],
    [{ ...mix, parameters: {} }, /"parameters" of stage "mix" is an object, expected a schema/],
    [{ ...mix, inputs: ["one"] }, /"inputs" of stage "mix" is a list, expected an object/],
    [{ ...mix, inputs: { one: "json" } }, /"inputs.one" of stage "mix" is "json", expected \{/],
    [{ ...mix, outputs: undefined }, /"outputs" of stage "mix" is missing, expected an object/],
    [
      { ...mix, outputs: { out: "jpg" } },
      /"outputs.out" of stage "mix" is "jpg", expected one of npy/,
    ],
    [{ ...mix, cost: 3 }, /"cost" of stage "mix" is 3, expected a function/],
    [{ ...mix, run: "./run.ts" }, /"run" of stage "mix" is ".\/run.ts", expected new URL/],
  ];
  for (const [flawed, flaw] of flaws) {
    assert.throws(
      () => new GraphBuilder().add(untyped(flawed), "a", {}, {}),
      (error: unknown) => error instanceof UsageError && flaw.test(error.message),
      String(flaw),
    );
  }
});

Deno.test("GraphBuilder tells outputs from one output", () => {
  const graph = new GraphBuilder();
  const outputs = graph.add(mix, "first", {}, {});
  assert.throws(() => graph.target(untyped(outputs.out)), /expected all outputs of an action/);
  graph.add(mix, "second", {}, { one: untyped(outputs) });
  graph.add(mix, "third", {}, { many: [untyped(outputs), outputs.out] });
  graph.add(mix, "fourth", {}, { one: untyped("first"), many: untyped([undefined]) });
  assert.throws(() => graph.build(), (error: unknown) => {
    assert.ok(error instanceof UsageError);
    const all = (name: string, input: string) =>
      `Input "${input}" of "${name}" is all outputs of "first", expected one of them, as in outputs.out`;
    const none = (input: string) => `Input "${input}" of "fourth" is no output of an action`;
    assert.equal(
      error.message,
      `Cannot build the graph: ${
        [all("second", "one"), all("third", "many"), none("one"), none("many")].join("; ")
      }`,
    );
    return true;
  });
});

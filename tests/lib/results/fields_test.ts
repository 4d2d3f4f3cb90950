import assert from "node:assert/strict";
import { encodeJson, type Json } from "../../../lib/files/json.ts";
import { Fields } from "../../../lib/results/fields.ts";

const of = (value: Json): Fields => Fields.of(encodeJson(value), "a result");

Deno.test("Fields gives what is there", () => {
  const fields = of({
    a: 1,
    b: null,
    c: [1, 2],
    d: "x",
    e: { f: { u: 3, v: null } },
    g: [{ h: 4 }],
    h: false,
    i: [[1, 2], [3, null]],
    j: { u: "x", v: null },
    k: { u: {} },
    l: ["x", "y"],
  });
  assert.deepEqual(
    [fields.number("a"), fields.numberOrNull("b"), fields.numbers("c"), fields.text("d")],
    [1, null, [1, 2], "x"],
  );
  assert.equal(fields.oneOf("d", ["y", "x"]), "x");
  assert.deepEqual(fields.object("e").numbersBy("f", ["u", "v", "w"]), { u: 3, v: null });
  assert.deepEqual(fields.objects("g").map((each) => each.number("h")), [4]);
  const optional = (name: string) => fields.optional(name, (given) => fields.number(given));
  assert.deepEqual([optional("a"), optional("z")], [1, undefined]);
  assert.equal(fields.boolean("h"), false);
  assert.deepEqual([fields.textOrNull("b"), fields.textOrNull("d")], [null, "x"]);
  assert.deepEqual([fields.textOrNumber("a"), fields.textOrNumber("d")], [1, "x"]);
  assert.deepEqual(fields.texts("l"), ["x", "y"]);
  const rows = fields.rows("i", ["u", "v"]);
  assert.deepEqual(rows.map((row) => [row.number("u"), row.numberOrNull("v")]), [[1, 2], [
    3,
    null,
  ]]);
  assert.deepEqual(fields.pairs("i"), [[1, 2], [3, null]]);
  assert.deepEqual(fields.textsBy("j", ["u", "v", "w"]), { u: "x", v: null });
  const nested = (name: string) => fields.objectOrNull(name, (each) => each.textsBy("u", []));
  assert.deepEqual([nested("b"), nested("k")], [null, {}]);
  const list = Fields.listOf(encodeJson([{ a: 1 }, { a: 2 }]), "results");
  assert.deepEqual(list.map((each) => each.number("a")), [1, 2]);
});

Deno.test("Fields throws a line that names the result, the field, what was found and expected", () => {
  const nested = of({ a: "1", e: { list: [1, null] }, g: [{ h: true }] });
  const cases: readonly (readonly [read: () => unknown, message: string | RegExp])[] = [
    [() => nested.number("a"), `Cannot read a result: "a" is "1", expected a number`],
    [() => nested.number("z"), `Cannot read a result: "z" is missing, expected a number`],
    [
      () => nested.object("e").numbers("list"),
      `Cannot read a result: "e.list" is a list, expected a list of numbers`,
    ],
    [
      () => nested.objects("g")[0]!.number("h"),
      `Cannot read a result: "g[0].h" is true, expected a number`,
    ],
    [
      () => nested.oneOf("a", ["x", "y"]),
      `Cannot read a result: "a" is "1", expected one of "x", "y"`,
    ],
    [
      () => nested.numbersBy("e", ["u"]),
      `Cannot read a result: a name in "e" is "list", expected one of u`,
    ],
    [
      () => nested.objects("g")[0]!.optional("h", (name) => nested.objects("g")[0]!.text(name)),
      `Cannot read a result: "g[0].h" is true, expected a text`,
    ],
    [
      () => nested.object("e").texts("list"),
      `Cannot read a result: "e.list" is a list, expected a list of texts`,
    ],
    [() => nested.textOrNull("g"), `Cannot read a result: "g" is a list, expected a text or null`],
    [
      () => nested.textOrNumber("g"),
      `Cannot read a result: "g" is a list, expected a text or a number`,
    ],
    [
      () => nested.rows("g", ["h"]),
      `Cannot read a result: "g" is a list, expected a list of lists of 1`,
    ],
    [() => nested.boolean("a"), `Cannot read a result: "a" is "1", expected true or false`],
    ...["a", "g", "z"].map((name) =>
      [
        () => nested.pairs(name),
        new RegExp(`"${name}" is .*, expected a list of pairs of a number and a number or null$`),
      ] as const
    ),
    [
      () => nested.textsBy("e", ["list"]),
      `Cannot read a result: "e.list" is a list, expected a text or null`,
    ],
    [
      () => nested.objectOrNull("a", (each) => each),
      `Cannot read a result: "a" is "1", expected an object`,
    ],
    [() => of([1]), "Cannot read a result: the file is a list, expected an object"],
    [
      () => Fields.listOf(encodeJson({}), "results"),
      "Cannot read results: the file is an object, expected a list of objects",
    ],
    [
      () => Fields.listOf(encodeJson([3]), "results"),
      `Cannot read results: "[0]" is 3, expected an object`,
    ],
  ];
  for (const [read, message] of cases) assert.throws(read, { message });
});

import assert from "node:assert/strict";
import { matchesFilter } from "../../../src/core/monitoring/filterPattern/matchesFilter.ts";
import { parseFilterPattern } from "../../../src/core/monitoring/filterPattern/parseFilterPattern.ts";

const event = {
  eventType: "UpdateTrail",
  sourceIPAddress: "111.111.111.111",
  arrayKey: ["value", "another value"],
  objectList: [
    { name: "a", id: 1 },
    { name: "b", id: 2 },
  ],
  SomeObject: null,
  ThisFlag: true,
  user: { id: "john stiles", age: 40 },
  "odd.name": "yes",
  latency: 50.5,
  nested: { deep: { flag: false } },
};

const matches = (pattern: string, of: unknown = event) => matchesFilter(parseFilterPattern(pattern), of);

suite("filter patterns of CloudWatch Logs", () => {
  for (const [pattern, expected] of [
    ['{ $.eventType = "UpdateTrail" }', true],
    ["{ $.eventType = UpdateTrail }", true],
    ['{ $.eventType = "Update*" }', true],
    ['{ $.eventType = "*Trail" }', true],
    ['{ $.eventType = "pdateTrai" }', false],
    ['{ $.eventType = "updatetrail" }', false],
    ["{ $.sourceIPAddress != 123.123.* }", true],
    ["{ $.sourceIPAddress != 111.111.* }", false],
    ['{ $.arrayKey[0] = "value" }', true],
    ['{ $.arrayKey[1] = "value" }', false],
    ["{ $.arrayKey[2] NOT EXISTS }", true],
    ['{ $.arrayKey[*] = "another*" }', true],
    ["{ $.objectList[1].id = 2 }", true],
    ["{ $.objectList[*].id = 3 }", false],
    ["{ $.SomeObject IS NULL }", true],
    ["{ $.SomeOtherObject IS NULL }", false],
    ["{ $.SomeOtherObject NOT EXISTS }", true],
    ["{ $.SomeObject NOT EXISTS }", false],
    ["{ $.ThisFlag IS TRUE }", true],
    ["{ $.nested.deep.flag IS FALSE }", true],
    ["{ $.ThisFlag IS FALSE }", false],
    ['{ ($.user.id = "*stiles") && ($.user.age > 39) }', true],
    ['{ ($.user.id = "*stiles") && ($.user.age < 40) || ($.latency >= 5.05e1) }', true],
    ['{ ($.user.id = "x") && (($.user.age < 40) || ($.latency >= 50)) }', false],
    ["{ $.latency <= 50 }", false],
    ["{ $.user.age = 40 }", true],
    ["{ $.user.age != 40 }", false],
    ['{ $.missing != "x" }', false],
    ['{ $.user != "x" }', false],
    ['{ $["odd.name"] = "yes" }', true],
    ["{ $.eventType = %^Update[A-Z]% }", true],
    ["{ $.eventType = %^Trail% }", false],
  ] as const)
    test(`${pattern} ${expected ? "matches" : "does not match"}`, () => {
      assert.equal(matches(pattern), expected);
    });

  test("a quoted text is taken as it stands, but for its stars", () => {
    assert.equal(matches('{ $.a = "(x|y)$ \\" [*]" }', { a: '(x|y)$ " [anything]' }), true);
    assert.equal(matches('{ $.a = "x.z" }', { a: "xyz" }), false);
  });

  test("`&&` binds closer than `||`", () => {
    const pattern = '{ $.a = "1" || $.b = "1" && $.c = "1" }';
    assert.equal(matches(pattern, { a: "1", b: "0", c: "0" }), true);
    assert.equal(matches(pattern, { a: "0", b: "1", c: "0" }), false);
  });

  test("events of any shape are taken", () => {
    for (const odd of [null, 5, "text", [], [[]], { eventType: { a: 1 } }])
      assert.equal(matches('{ $.eventType = "*" }', odd), false);
    assert.equal(matches('{ $.constructor = "*" }', {}), false);
  });

  test("what is no pattern is refused with its place", () => {
    for (const [text, message] of [
      ["", /\{ is missing \(character 1\)/],
      ["ERROR", /\{ is missing/],
      ["{ }", /selector is missing \(character 3\)/],
      ['{ $.a = "x" ', /\} is missing \(character 13\)/],
      ["{ $.a = }", /value is missing/],
      ["{ $.a < x }", /takes a number/],
      ["{ $.a IS MAYBE }", /TRUE, FALSE or NULL/],
      ["{ ($.a = 1 }", /\) is missing/],
      ['{ $.a = "x" } more', /behind the pattern/],
      ["{ $.a && 1 }", /compares nothing/],
      ["{ $.a = %(x)% }", /not one that CloudWatch Logs takes/],
      ["{ $.a = %[% }", /does not parse/],
      [`{ $.a = "${"x".repeat(1024)}" }`, /longer than 1024/],
    ] as const)
      assert.throws(() => parseFilterPattern(text), message, text);
  });

  test("many stars take no long time", () => {
    const many = `{ $.a = "${"*a".repeat(200)}" }`;
    assert.equal(matches(many, { a: `${"a".repeat(300)}b` }), false);
  });
});

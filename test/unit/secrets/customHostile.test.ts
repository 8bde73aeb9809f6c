import assert from "node:assert/strict";
import { findMatch } from "../../../src/core/secrets/custom/findMatch.ts";
import { compilePattern } from "../../../src/core/secrets/custom/program.ts";
import { customRuleLimits } from "../../../src/core/secrets/custom/customRule.ts";
import { customScan } from "../../../src/core/secrets/custom/customScan.ts";
import { readCustomRules } from "../../../src/core/secrets/custom/readCustomRules.ts";

const plain = { id: "acme-token", title: "Acme token", pattern: "acme_[a-z0-9]{32}" };

/** Steps that a search through so many characters takes. */
function stepsOf(pattern: string, text: string): number {
  const budget = { steps: 1e9 };
  const line = { start: 0, end: text.length };
  findMatch(compilePattern(pattern), { text, from: 0, to: text.length, line }, budget);
  return 1e9 - budget.steps;
}

suite("hostile custom rules", () => {
  const hostile = [
    "(a+)+$",
    "(a|aa)+$",
    "(a|a)*b",
    "(a*)*b",
    "(?:a?){30}a{30}b",
    "(.*a){20}b",
    "(.*){1,50}b",
    "a.*a.*a.*b",
  ];
  for (const pattern of hostile) {
    test(`${pattern} takes steps in proportion to the text`, () => {
      const short = stepsOf(pattern, `${"a".repeat(1_000)}!`);
      const long = stepsOf(pattern, `${"a".repeat(8_000)}!`);
      assert.ok(long <= short * 9, `${short} steps, then ${long}`);
    });
  }

  test("are stopped on a large text, and do not stop the others", () => {
    const rules = hostile.map((pattern, index) => ({ id: `evil-${index}`, title: "Evil", pattern }));
    const { rules: customRules, problems } = readCustomRules([plain, ...rules]);
    assert.deepEqual(problems, []);
    const token = `acme_${"k7".repeat(16)}`;
    for (const filler of ["a".repeat(1_000_000), `${"a".repeat(99)}\n`.repeat(1_000)]) {
      const part = `${token}\n${filler}\n${token}`;
      const stretch = { part, offset: 0, from: 0, to: part.length, path: "a.txt" };
      const { candidates, stopped } = customScan(customRules, stretch);
      assert.ok(stopped.length > 0 && !stopped.includes("acme-token"), stopped.join(" "));
      const found = candidates.filter(({ id }) => id === "acme-token");
      assert.deepEqual(
        found.map(({ span }) => part.slice(span.start, span.end)),
        [token, token],
      );
    }
  });

  test("with many groups, counts and nothing to repeat are refused or small", () => {
    for (const pattern of [
      "((a{1,1000}){1,1000}){1,1000}",
      "((((a{9}){9}){9}){9}){9}",
      "(".repeat(60) + ")".repeat(60),
    ]) {
      assert.throws(() => compilePattern(pattern), { name: "PatternError" });
    }
    assert.ok(compilePattern("((((((){1000}){1000}){1000}){1000}){1000}){1000}").operations.length < 10);
  });

  const refused: readonly (readonly [string, RegExp])[] = [
    ["(?=a)b", /looking ahead or behind is not supported.* \(at character 1\)$/],
    ["a(?<!b)", /looking ahead or behind is not supported.* \(at character 2\)$/],
    ["(a)\\1", /back references are not supported \(at character 4\)$/],
    ["(?>a)", /this kind of group is not supported/],
    ["(a", /\( is not closed by \) \(at character 1\)/],
    ["a)", /\) closes nothing/],
    ["[a", /\[ is not closed by \]/],
    ["[z-a]", /reversed/],
    ["a**", /a repeat is repeated/],
    ["+a", /nothing to repeat/],
    ["a{3,2}", /ends below its start/],
    ["a{1001}", /above 1000/],
    ["\\p{L}", /\\p is not supported/],
    ["\\q", /\\q is not supported/],
    ["[[:nope:]]", /no such class/],
    ["a\\", /ends too early/],
    ["(?x)a", /the flag x is not supported/],
    ["(?<value>a)(?<value>b)", /two groups named value/],
  ];
  for (const [pattern, message] of refused) {
    test(`${pattern} is refused with a reason`, () => {
      const { rules, problems } = readCustomRules([
        { ...plain, pattern },
        { ...plain, id: "other" },
      ]);
      assert.deepEqual(
        rules.map(({ id }) => id),
        ["other"],
      );
      assert.equal(problems.length, 1);
      assert.match(problems[0] ?? "", /^rules\[0\] \(acme-token\) is not used: /);
      assert.match(problems[0] ?? "", message);
    });
  }

  const invalid: readonly (readonly [string, unknown, RegExp])[] = [
    ["no object", "acme", /^rules\[0\] is not used: it must be an object/],
    ["no id", { title: "x", pattern: "y" }, /id must be lower-case words/],
    [
      "an id with its prefix",
      { ...plain, id: "secrets/acme" },
      /id must be lower-case words.*without secrets\//,
    ],
    [
      "an id of Picket's",
      { ...plain, id: "github-token" },
      /\(github-token\) is not used: a rule of Picket has this id/,
    ],
    ["no title", { ...plain, title: " " }, /title is missing/],
    ["an unknown field", { ...plain, regex: "a" }, /unknown field "regex"/],
    ["a long pattern", { ...plain, pattern: "a".repeat(1_001) }, /pattern must be text of at most 1000/],
    ["a keyword that is too short", { ...plain, keywords: ["a"] }, /keywords must be of 2 to 100/],
    ["keywords that are no list", { ...plain, keywords: "acme" }, /keywords must be a list/],
    ["an entropy that cannot be", { ...plain, entropy: 9 }, /entropy must be a number of bits/],
    [
      "a severity that turns it off",
      { ...plain, severity: "off" },
      /severity must be one of error, warning, info, hint/,
    ],
    ["a broken allow", { ...plain, allow: ["("] }, /\( is not closed/],
    ["a flag that is not known", { ...plain, flags: "g" }, /the flag g is not supported/],
  ];
  for (const [what, rule, message] of invalid) {
    test(`a rule with ${what} is left out`, () => {
      const { rules, problems } = readCustomRules([rule]);
      assert.deepEqual(rules, []);
      assert.match(problems.join("\n"), message);
    });
  }

  test("an id that is there twice counts once, and only so many rules are read", () => {
    const twice = readCustomRules([plain, plain]);
    assert.deepEqual(
      [twice.rules.length, twice.problems],
      [1, ["rules[1] (acme-token) is not used: another rule has this id"]],
    );
    const many = Array.from({ length: customRuleLimits.rules + 1 }, (_, index) => ({
      ...plain,
      id: `r-${index}`,
    }));
    const { rules, problems } = readCustomRules(many);
    assert.deepEqual([rules.length, problems.length], [customRuleLimits.rules, 1]);
    assert.deepEqual(readCustomRules({}).problems, ["rules must be a list of rules"]);
  });
});

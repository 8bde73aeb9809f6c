import assert from "node:assert/strict";
import { compareGrants } from "../../../src/core/iam/evaluate/compare.ts";
import { matches } from "../../../src/core/iam/matching/wildcard.ts";
import { buildPolicy } from "../../../src/core/iam/model/buildPolicy.ts";
import type { Policy } from "../../../src/core/iam/model/policy.ts";
import { readJsonTree } from "../../../src/core/iam/readers/jsonTree.ts";
import { iamParts } from "../../support/iam.ts";

/** A request: `one` has one value or none, `many` any number. */
interface Request {
  readonly action: string;
  readonly resource: string;
  readonly one: string | undefined;
  readonly many: readonly string[];
}

interface TestStatement {
  readonly Effect: "Allow" | "Deny";
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource?: readonly string[];
  readonly NotResource?: readonly string[];
  readonly Condition: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

const actions = ["sqs:a", "sqs:ab", "sqs:b", "sns:a"];
const actionPatterns = [...actions, "sqs:*", "sqs:a*", "sqs:?", "*"];
const resources = ["r/a", "r/ab", "q/a"];
const resourcePatterns = [...resources, "r/*", "*/a", "r/?b", "*"];
const values = ["a", "ab", "b"];
const valuePatterns = [...values, "a*", "?", "*"];
const operators = ["StringEquals", "StringNotEquals", "StringLike", "StringNotLike"];

const requests: readonly Request[] = actions.flatMap((action) =>
  resources.flatMap((resource) =>
    [undefined, ...values].flatMap((one) =>
      [[], ["a"], ["b"], ["a", "ab"], ["a", "b"]].map((many) => ({ action, resource, one, many })),
    ),
  ),
);

/** A small generator of numbers, the same on every run. */
function createDice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

type Dice = ReturnType<typeof createDice>;

function someOf<T>(list: readonly T[], dice: Dice): T[] {
  const pick = (): T[] => list.slice(dice(list.length)).slice(0, 1);
  return dice(3) === 0 ? [...pick(), ...pick()] : pick();
}

function conditionFrom(dice: Dice): TestStatement["Condition"] {
  const kind = dice(8);
  if (kind < 3) return {};
  if (kind === 3) return { Null: { one: [dice(2) === 0 ? "true" : "false"] } };
  const operator = `${operators[dice(operators.length)]}${dice(4) === 0 ? "IfExists" : ""}`;
  const texts = someOf(valuePatterns, dice);
  if (kind < 6) return { [operator]: { one: texts } };
  return { [`${dice(2) === 0 ? "ForAllValues" : "ForAnyValue"}:${operator}`]: { many: texts } };
}

function statementFrom(dice: Dice): TestStatement {
  const named = someOf(actionPatterns, dice);
  const on = someOf(resourcePatterns, dice);
  return {
    Effect: dice(4) === 0 ? "Deny" : "Allow",
    ...(dice(5) === 0 ? { NotAction: named } : { Action: named }),
    ...(dice(5) === 0 ? { NotResource: on } : { Resource: on }),
    Condition: conditionFrom(dice),
  };
}

/** A policy much like another one, so that the two are often comparable. */
function changed(statements: readonly TestStatement[], dice: Dice): TestStatement[] {
  const at = dice(statements.length);
  const fresh = statementFrom(dice);
  return statements.flatMap((one, index) => {
    if (index !== at) return [one];
    switch (dice(5)) {
      case 0:
        return [];
      case 1:
        return [one, fresh];
      case 2:
        return [{ ...one, Condition: fresh.Condition }];
      case 3:
        return one.Resource ? [{ ...one, Resource: someOf(resourcePatterns, dice) }] : [one, one];
      default:
        return one.Action ? [{ ...one, Action: someOf(actionPatterns, dice) }] : [fresh];
    }
  });
}

function allows(statements: readonly TestStatement[], request: Request): boolean {
  const applying = statements.filter((one) => applies(one, request));
  return (
    applying.some(({ Effect }) => Effect === "Allow") && !applying.some(({ Effect }) => Effect === "Deny")
  );
}

function applies(statement: TestStatement, { action, resource, one, many }: Request): boolean {
  const any = (patterns: readonly string[] | undefined, text: string): boolean =>
    patterns?.some((pattern) => matches(pattern, text)) ?? false;
  const named = statement.Action ? any(statement.Action, action) : !any(statement.NotAction, action);
  const on = statement.Resource ? any(statement.Resource, resource) : !any(statement.NotResource, resource);
  const conditions = Object.entries(statement.Condition);
  return named && on && conditions.every(([operator, block]) => holds(operator, block, one, many));
}

/** The semantics of operators, written down a second time, as the user guide tells them. */
function holds(
  operator: string,
  block: Readonly<Record<string, readonly string[]>>,
  one: string | undefined,
  many: readonly string[],
): boolean {
  const [[key, texts] = ["", []]] = Object.entries(block);
  if (operator === "Null") return (texts[0] === "true") === (one === undefined);
  const given = key === "one" ? (one === undefined ? [] : [one]) : many;
  const negative = operator.includes("Not");
  const hit = (value: string): boolean =>
    texts.some((text) => (operator.includes("Like") ? matches(text, value) : text === value)) !== negative;
  if (given.length === 0) {
    if (operator.endsWith("IfExists") || operator.startsWith("ForAllValues")) return true;
    return negative && !operator.includes(":");
  }
  return operator.startsWith("ForAnyValue") ? given.some(hit) : given.every(hit);
}

function policyOf(statements: readonly TestStatement[]): Policy {
  const { root } = readJsonTree(JSON.stringify({ Version: "2012-10-17", Statement: statements }));
  assert.ok(root);
  return buildPolicy({ root, syntax: "json", place: {}, problems: [] });
}

suite("comparing policies against every request", () => {
  test("what is called same or less allows no request that was not allowed before", () => {
    const dice = createDice(20_261_121);
    const told = { same: 0, less: 0, more: 0, unknown: 0 };
    for (let round = 0; round < 500; round++) {
      const before = Array.from({ length: 1 + dice(3) }, () => statementFrom(dice));
      const after = changed(before, dice);
      const { relation } = compareGrants(policyOf(before), policyOf(after), iamParts.catalogue);
      told[relation]++;
      if (relation !== "same" && relation !== "less") continue;
      const gained = requests.find((request) => allows(after, request) && !allows(before, request));
      const lost = requests.find((request) => allows(before, request) && !allows(after, request));
      const shown = JSON.stringify({ relation, before, after, gained, lost });
      assert.equal(gained, undefined, shown);
      if (relation === "same") assert.equal(lost, undefined, shown);
    }
    // The test would say nothing if nearly all were unknown.
    assert.ok(told.same > 40 && told.less > 70, JSON.stringify(told));
  });
});

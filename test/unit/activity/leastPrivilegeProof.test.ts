import assert from "node:assert/strict";
import { analyse } from "../../../src/core/activity/leastPrivilege/analyse.ts";
import { policyFromUse } from "../../../src/core/activity/leastPrivilege/policyFromUse.ts";
import { UseOfRole } from "../../../src/core/activity/leastPrivilege/useOfRole.ts";
import {
  readDeclaredPolicies,
  type DeclaredPolicy,
} from "../../../src/core/activity/policy/declaredPolicy.ts";
import { outOfPolicyOf } from "../../../src/core/activity/policy/outOfPolicy.ts";
import { grantingStatements } from "../../../src/core/activity/policy/grantingStatements.ts";
import { iamParts } from "../../support/iam.ts";
import { seeded } from "../../support/seeded.ts";
import {
  allows,
  callFrom,
  statementFrom,
  type SampleCall,
  type TestStatement,
} from "./leastPrivilegeSamples.ts";

const { catalogue } = iamParts;
const coverage = { gaps: [], isIncomplete: false };

function declared(statements: readonly TestStatement[], name: string): DeclaredPolicy {
  const text = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  const read = readDeclaredPolicies(text, { name, kind: "identity" });
  assert.ok("length" in read && read[0]);
  return read[0];
}

function statementsIn(text: string | undefined): readonly TestStatement[] {
  return text === undefined ? [] : (JSON.parse(text) as { Statement: readonly TestStatement[] }).Statement;
}

interface Round {
  readonly policies: readonly (readonly TestStatement[])[];
  readonly calls: readonly SampleCall[];
  readonly choose: (limit: number) => number;
}

function* rounds(seed: number, count: number): Generator<Round> {
  const choose = seeded(seed);
  for (let round = 0; round < count; round++) {
    const policies = Array.from({ length: 1 + choose(2) }, () =>
      Array.from({ length: 1 + choose(3) }, () => statementFrom(choose)),
    );
    yield { policies, calls: Array.from({ length: 1 + choose(12) }, () => callFrom(choose)), choose };
  }
}

suite("narrowed policies against every call", () => {
  test("allow what was used, and nothing that was not allowed before", () => {
    const told = { narrowed: 0, smaller: 0, allowedCalls: 0 };
    for (const { policies, calls, choose } of rounds(7, 150)) {
      const before = policies.flat();
      const use = new UseOfRole(catalogue);
      for (const { request, event } of calls)
        use.take(event(allows(before, request) ? {} : { errorCode: "AccessDenied" }));
      const given = policies.map((statements, at) => declared(statements, String(at)));
      const dropUnseen = choose(2) === 0;
      // Small quotas make it join resources and share them.
      const quota = choose(3) === 0 ? 200 + choose(600) : 6144;
      const report = analyse({ use, policies: given, catalogue, coverage, dropUnseen, quota });
      const after = report.policies.flatMap(({ narrowed, statements }, at) =>
        narrowed || statements.every(({ outcome }) => outcome === "removed")
          ? statementsIn(narrowed?.text)
          : (policies[at] ?? []),
      );
      told.narrowed += report.policies.filter(({ narrowed }) => narrowed).length;
      told.smaller += report.policies.filter(({ narrowed }) => narrowed?.relation === "less").length;
      const shown = (request: unknown): string => JSON.stringify({ request, before, after }, undefined, 1);
      for (const { request } of calls) {
        if (!allows(before, request)) continue;
        told.allowedCalls++;
        assert.ok(allows(after, request), shown(request));
      }
      for (let ask = 0; ask < 60; ask++) {
        const { request } = callFrom(choose);
        if (allows(after, request)) assert.ok(allows(before, request), shown(request));
      }
    }
    // The test would say nothing if hardly anything was narrowed.
    assert.ok(told.narrowed > 100 && told.smaller > 80 && told.allowedCalls > 120, JSON.stringify(told));
  });

  test("a policy of chosen events allows each of them", () => {
    for (const { calls } of rounds(11, 80)) {
      const use = new UseOfRole(catalogue);
      for (const { event } of calls) use.take(event({}));
      const made = statementsIn(policyFromUse(use, catalogue)?.text);
      for (const { request } of calls) assert.ok(allows(made, request), JSON.stringify({ request, made }));
    }
  });

  test("no call that the policies allow is called out of policy, and its statement is found", () => {
    let out = 0;
    for (const { policies, calls } of rounds(13, 150)) {
      const given = policies.map((statements, at) => declared(statements, String(at)));
      const outOfPolicy = outOfPolicyOf(given, catalogue);
      for (const { request, event } of calls) {
        const read = event({});
        const sentence = outOfPolicy(read);
        const shown = JSON.stringify({ request, policies, sentence });
        if (sentence !== undefined) out++;
        if (!allows(policies.flat(), request)) continue;
        assert.equal(sentence, undefined, shown);
        assert.ok(grantingStatements(read, given, catalogue).length > 0, shown);
      }
    }
    assert.ok(out > 60, String(out));
  });
});

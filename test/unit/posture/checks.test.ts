import assert from "node:assert/strict";
import { allChecks, evaluatePosture } from "../../../src/core/posture/evaluate.ts";
import { known, unknown, type Fact } from "../../../src/core/posture/fact.ts";
import type { AccountFacts, WorkstationFacts } from "../../../src/core/posture/facts.ts";
import { summaryOf } from "../../../src/core/posture/report/reportBody.ts";
import { expectations, goodAccount, goodWorkstation, noon, resultOf, server } from "./postureSamples.ts";
import { accountCases } from "./cases/accountCases.ts";
import { agentCases } from "./cases/agentCases.ts";
import { deviceCases } from "./cases/deviceCases.ts";
import { mcpCases } from "./cases/mcpCases.ts";
import { networkCases } from "./cases/networkCases.ts";

const servers = (...all: readonly Parameters<typeof server>[0][]): Partial<WorkstationFacts> => ({
  servers: known(all.map((one) => server(one))),
});
const cases = [...mcpCases, ...agentCases, ...deviceCases, ...networkCases, ...accountCases];

suite("posture checks", () => {
  const all = (workstation: WorkstationFacts, account: AccountFacts) =>
    evaluatePosture({
      expectations: { state: "ready", expectations },
      workstation,
      account,
      workspaces: ["/work/app"],
      now: noon,
    });

  test("nothing is left open where everything is as it should be", () => {
    const open = all(goodWorkstation(), goodAccount()).filter(
      ({ status }) => status === "FAIL" || status === "UNKNOWN",
    );
    assert.deepEqual(
      open.map(({ id, reason }) => `${id} ${reason}`),
      [],
    );
  });

  for (const { id, what, status, workstation = {}, account = {}, expect, reason, severity } of cases) {
    test(`${id}: ${what} is ${status}`, () => {
      const result = resultOf(id, { workstation, account }, expect);
      assert.equal(result.status, status, result.reason);
      if (reason) assert.match(result.reason, reason);
      if (severity) assert.equal(result.severity, severity);
    });
  }

  test("a fact that is not known is UNKNOWN in every check that needs it, and never a pass", () => {
    const blind = <Facts extends object>(facts: Facts): Facts =>
      Object.fromEntries(
        Object.entries(facts).map(([name, value]: [string, unknown]) => [
          name,
          typeof value === "string" ? value : unknown("denied"),
        ]),
      ) as Facts;
    const results = all(blind(goodWorkstation()), blind(goodAccount()));
    const passed = results.filter(({ status }) => status === "PASS" || status === "FAIL");
    assert.deepEqual(
      passed.map(({ id }) => id),
      [],
    );
    assert.equal(summaryOf(results).status, "UNKNOWN");
  });

  test("each fact alone that is not known leaves its checks open", () => {
    const facts = goodWorkstation();
    for (const [name, value] of Object.entries(facts)) {
      if (typeof value === "string" || value.state !== "known") continue;
      const results = all({ ...facts, [name]: unknown("denied") satisfies Fact<never> }, goodAccount());
      assert.ok(
        results.some(({ status, reason }) => status === "UNKNOWN" && reason.includes("denied")),
        name,
      );
    }
  });

  test("without expectations nothing is judged", () => {
    const results = evaluatePosture({
      expectations: { state: "broken", problem: "line 1: not valid JSON" },
      workstation: goodWorkstation(),
      workspaces: [],
      now: noon,
    });
    assert.ok(results.every(({ status, reason }) => status === "UNKNOWN" && reason.includes("line 1")));
  });

  test("a check that fails by itself is UNKNOWN and quotes nothing", () => {
    const broken = known({
      get provider(): string {
        throw new RangeError("hidden text");
      },
      method: "",
      changedAt: 0,
    });
    const { status, reason } = resultOf("PK-003", { workstation: { signIn: broken } });
    assert.equal(status, "UNKNOWN");
    assert.ok(reason.includes("RangeError") && !reason.includes("hidden"));
  });

  test("names from files are bounded and without control characters", () => {
    const name = `\u001b[31m${"x".repeat(5000)}\u202e`;
    const { reason, evidence } = resultOf("PK-010", { workstation: servers({ name, status: "DENIED" }) });
    assert.ok(
      [reason, ...evidence].every((line) => line.length < 2500 && !/[\u0000-\u001f\u202e]/.test(line)),
    );
  });

  test("the lists of hosts disagree in the open", () => {
    const { notes } = resultOf("PK-022", {});
    assert.ok(notes.some((note) => note.startsWith("prod.us-east-1.auth.desktop.kiro.dev")));
    const decided = resultOf("PK-022", {}, { neededHosts: ["prod.us-east-1.auth.desktop.kiro.dev"] });
    assert.deepEqual(decided.notes, []);
  });

  test("every check says what to do, and where the requirement stands", () => {
    const ids = allChecks.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (let number = 1; number <= 28; number++)
      assert.ok(ids.includes(`PK-0${String(number).padStart(2, "0")}`));
    for (const { id, remedy, mapping } of allChecks) {
      assert.ok(remedy.length > 20, id);
      assert.ok(mapping.masTrm.length > 0, id);
      assert.ok(mapping.nist.length + mapping.cis.length + mapping.owasp.length > 0, id);
    }
  });
});

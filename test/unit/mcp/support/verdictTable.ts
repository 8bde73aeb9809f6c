import assert from "node:assert/strict";
import type { McpStatus } from "../../../../src/core/mcp/model/verdict.ts";
import { judgeJson } from "./judging.ts";

/** The expected status, what the case is about, the server's name, its definition, and what else is known. */
export type VerdictRow = readonly [McpStatus, string, string, unknown, Parameters<typeof judgeJson>[2]?];

/** One test for each row. */
export function testVerdicts(rows: readonly VerdictRow[]): void {
  for (const [status, title, name, server, context] of rows) {
    test(`${title}: ${status}`, () => {
      const verdict = judgeJson(name, server, context);
      assert.equal(verdict.status, status, verdict.reasons.join(" "));
    });
  }
}

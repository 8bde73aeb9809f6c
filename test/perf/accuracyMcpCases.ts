/**
 * How the verdicts on MCP servers agree with labelled cases. `node test/perf/accuracyMcpCases.ts [corpora folder]
 * [allowlist]` prints every verdict, and the differences at the end.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readAllowlist } from "../../src/core/mcp/policies/allowlist.ts";
import { judgeJson } from "../unit/mcp/support/judging.ts";
import { readRows } from "./accuracyIam.ts";

/** A labelled case. */
interface CaseRow {
  readonly id: string;
  readonly name: string;
  readonly server: unknown;
  readonly expect: string;
  readonly why: string;
  readonly context?: { readonly kiroAccessMode?: string };
}

/** A verdict beside its label. */
export interface CaseFigure {
  readonly id: string;
  readonly expected: string;
  readonly status: string;
  readonly reason: string;
}

/** Judges all cases against an allowlist's text. */
export function measureCases(corpora: string, allowlist: string): readonly CaseFigure[] {
  const read = readAllowlist(allowlist);
  if ("error" in read) throw new Error(`the allowlist does not read: ${read.error}`);
  const { policy } = read;
  return readRows<CaseRow>(corpora, "mcp-cases").map((row) => {
    const verdict = judgeJson(row.name, row.server, {
      policy: { state: "valid", policy },
      registryMode: row.context?.kiroAccessMode === "registry",
      now: Date.parse("2026-12-01T00:00:00Z"),
    });
    return { id: row.id, expected: row.expect, status: verdict.status, reason: verdict.reasons[0] ?? "" };
  });
}

function main(): void {
  const corpora = process.argv[2] ?? fileURLToPath(new URL("../../../shared/corpora", import.meta.url));
  const allowlist = process.argv[3] ?? join(corpora, "..", "reference", "mcp-allowlist.example.json");
  if (!existsSync(join(corpora, "mcp-cases.jsonl.gz")) || !existsSync(allowlist)) {
    console.log("skipped: no corpora");
    return;
  }
  const figures = measureCases(corpora, readFileSync(allowlist, "utf8"));
  const wrong = figures.filter(({ expected, status }) => expected !== status);
  for (const { id, status, reason } of figures)
    console.log(`${id.padEnd(14)} ${status.padEnd(26)} ${reason}`);
  for (const { id, expected, status } of wrong) console.log(`wrong: ${id}: ${status}, expected ${expected}`);
  console.log(`${figures.length - wrong.length} of ${figures.length} right`);
  if (wrong.length > 0) process.exitCode = 1;
}

if (import.meta.main) main();

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { measureMalformed, measureReal, type ReadFigure } from "./accuracyMcp.ts";
import { measureCases, type CaseFigure } from "./accuracyMcpCases.ts";
import { measureMcpLatency, type McpLatency } from "./benchMcp.ts";

/** Every figure of the MCP engine on the labelled servers. */
export interface McpReport {
  readonly cases: readonly CaseFigure[];
  readonly real: readonly ReadFigure[];
  readonly malformed: readonly ReadFigure[];
  readonly latency: McpLatency;
}

/** Measures everything. */
export async function measureMcp(corpora: string): Promise<McpReport> {
  const allowlist = join(corpora, "..", "reference", "mcp-allowlist.example.json");
  return {
    cases: measureCases(corpora, readFileSync(allowlist, "utf8")),
    real: measureReal(corpora),
    malformed: measureMalformed(corpora),
    latency: await measureMcpLatency(),
  };
}

/** The report as text. */
export function summarizeMcp({ cases, real, malformed, latency }: McpReport): string {
  const wrong = cases.filter(({ expected, status }) => expected !== status);
  return [
    `verdicts: ${cases.length - wrong.length} of ${cases.length} as labelled`,
    ...wrong.map(({ id, expected, status }) => `  ${id}: ${status}, expected ${expected}`),
    readLine("public files", real),
    readLine("malformed files", malformed),
    `${latency.files} files with ${latency.servers} servers: ${latency.refresh.elapsed} ms (budget 100)`,
    `one file of ${latency.large.servers} servers: ${latency.large.check.elapsed} ms`,
  ].join("\n");
}

function readLine(title: string, figures: readonly ReadFigure[]): string {
  const counted = figures.filter(({ error }) => error === undefined).length;
  const servers = figures.reduce((sum, figure) => sum + figure.servers, 0);
  return `${title}: all ${figures.length} read, ${counted} count, ${servers} servers in them`;
}

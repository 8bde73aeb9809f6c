import { type Dirent, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { atLeast } from "../../src/core/model/severity.ts";
import { scan } from "../../src/core/secrets/scan.ts";

/** A finding in real code: its rule and place, never its value. */
export interface CodeFinding {
  readonly path: string;
  readonly line: number;
  readonly ruleId: string;
  readonly severity: string;
}

/** What was found in trees of code that hold no secrets but by mistake. */
export interface CodeReport {
  readonly files: number;
  /** UTF-16 code units scanned. */
  readonly size: number;
  readonly milliseconds: number;
  readonly findings: readonly CodeFinding[];
}

const largestFile = 2_000_000;

function* filesOf(root: string): Generator<string> {
  let entries: Dirent[];
  try {
    entries = readdirSync(root, { withFileTypes: true });
  } catch {
    return; // a folder that cannot be read holds nothing to measure
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(root, entry.name);
    if (entry.isDirectory()) yield* filesOf(path);
    else if (entry.isFile() && statSync(path).size <= largestFile) yield path;
  }
}

function readText(path: string): string | undefined {
  const bytes = readFileSync(path);
  return bytes.subarray(0, 8192).includes(0) ? undefined : bytes.toString("utf8");
}

/**
 * Scans trees of code.
 * @param share one file of so many is taken, for a sample of a large tree
 */
export async function measureCode(roots: readonly string[], share = 1): Promise<CodeReport> {
  const findings: CodeFinding[] = [];
  let files = 0;
  let size = 0;
  let milliseconds = 0;
  let index = 0;
  for (const root of roots) {
    for (const path of filesOf(root)) {
      if (index++ % share !== 0) continue;
      const text = readText(path);
      if (text === undefined) continue;
      files++;
      size += text.length;
      const started = performance.now();
      const found = await scan(text, { path });
      milliseconds += performance.now() - started;
      for (const { ruleId, severity, span } of found) {
        findings.push({ path, line: text.slice(0, span.start).split("\n").length, ruleId, severity });
      }
    }
  }
  return { files, size, milliseconds, findings };
}

/** The report as lines of text. Holds no value. */
export function summarizeCode(report: CodeReport): string {
  const loud = report.findings.filter(({ severity }) => atLeast(severity as "error", "warning"));
  const megabytes = report.size / 1e6;
  const byRule = new Map<string, number>();
  for (const { ruleId } of loud) byRule.set(ruleId, (byRule.get(ruleId) ?? 0) + 1);
  return [
    `${report.files} files, ${megabytes.toFixed(1)} MB, ${(report.milliseconds / megabytes).toFixed(1)} ms per MB`,
    `${loud.length} findings at warning or above: ${((10 * loud.length) / megabytes).toFixed(2)} per 10 MB`,
    ...[...byRule].sort((a, b) => b[1] - a[1]).map(([ruleId, count]) => `  ${ruleId}: ${count}`),
  ].join("\n");
}

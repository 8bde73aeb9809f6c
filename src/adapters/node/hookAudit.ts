import { execFile } from "node:child_process";
import type { Ecosystem } from "../../core/kiro/guard/dependencies/installCommand.ts";
import { isRecord } from "../../core/kiro/guard/hookInput.ts";
import type { Reason } from "../../core/kiro/guard/reason.ts";

/** In ms: below what Kiro gives a hook. */
const limitMs = 20_000;

const auditors: Partial<Record<Ecosystem, readonly [string, ...string[]]>> = {
  npm: ["npm", "audit", "--json"],
  pypi: ["pip-audit", "--format", "json", "--progress-spinner", "off"],
};

/**
 * Asks the project's own auditor about what is installed now (network). Only called when the person's or the
 * organisation's policy says so. Never rejects: an auditor that gives no answer is a reason to ask.
 */
export async function auditProject(ecosystem: Ecosystem, folder: string): Promise<readonly Reason[]> {
  const [program, ...args] = auditors[ecosystem] ?? [];
  if (program === undefined) return [];
  const output = await run(program, args, folder);
  const count = output === undefined ? undefined : vulnerabilities(output);
  if (count === undefined)
    return [{ decision: "ask", message: `${program} gave no answer about what is installed already.` }];
  if (count === 0) return [];
  return [
    {
      decision: "ask",
      message: `${program} reports ${count} known weakness${count === 1 ? "" : "es"} in what is installed already. Mend these first.`,
    },
  ];
}

/** Without a shell. On Windows npm is a batch file, which cannot be run so: there is no answer then. */
function run(program: string, args: readonly string[], cwd: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(
      program,
      args,
      { cwd, timeout: limitMs, maxBuffer: 50_000_000, windowsHide: true },
      (_error, stdout) =>
        // Auditors end with 1 when they find something: the output decides.
        resolve(stdout === "" ? undefined : stdout),
    );
  });
}

/** High and critical ones of npm, all of pip-audit, which knows no severity. @returns undefined for any other output */
export function vulnerabilities(output: string): number | undefined {
  let report: unknown;
  try {
    report = JSON.parse(output);
  } catch {
    return undefined;
  }
  const counts = member(member(report, "metadata"), "vulnerabilities");
  if (counts !== undefined) return numberOf(member(counts, "high")) + numberOf(member(counts, "critical"));
  const dependencies = member(report, "dependencies");
  if (!Array.isArray(dependencies)) return undefined;
  return dependencies.reduce<number>((sum, one: unknown) => {
    const found = member(one, "vulns");
    return sum + (Array.isArray(found) ? found.length : 0);
  }, 0);
}

function numberOf(value: unknown): number {
  return typeof value === "number" ? value : 0;
}

function member(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

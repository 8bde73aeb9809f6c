/**
 * How the escalation check does on labelled policies. `node test/perf/accuracyEscalation.ts [corpora folder]` prints a
 * matrix per label, every miss, and how often it fires on AWS's own policies.
 */
import { fileURLToPath } from "node:url";
import { judgePolicy } from "../support/iam.ts";
import { judgeRole } from "../support/iamRole.ts";
import { readRows } from "./accuracyIam.ts";

export interface EscalationRow {
  readonly id: string;
  readonly policy: string;
  readonly label: string;
  readonly expected_privesc: readonly string[] | null;
  readonly group?: string;
}

/** What came out for one policy, or for the policies of one group together. */
export interface EscalationOutcome {
  readonly id: string;
  readonly label: string;
  readonly expected: readonly string[];
  /** Names of the methods found at warning, in every source's words. */
  readonly found: readonly string[];
  /** Of those at information. */
  readonly possible: readonly string[];
}

const rule = "iam/privilege-escalation";

/** Runs the check over the corpus. A group of one row in this half of the corpus is judged as it is. */
export function measureEscalation(corpora: string): EscalationOutcome[] {
  const rows = readRows<EscalationRow>(corpora, "iam-privesc");
  const groups = new Map<string, EscalationRow[]>();
  for (const row of rows) {
    const key = row.group ?? row.id;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups].map(([id, members]) => {
    const [first] = members;
    const { findings } = judgeRole(members.map(({ policy }) => ({ policy: JSON.parse(policy) as unknown })));
    const ids = (severity: string): string[] =>
      findings
        .filter((one) => one.ruleId === rule && one.severity === severity)
        .flatMap(({ data }) => (Array.isArray(data["ids"]) ? data["ids"].map(String) : []));
    return {
      id,
      label: first?.label ?? "",
      expected: first?.expected_privesc ?? [],
      found: ids("warning"),
      possible: ids("info"),
    };
  });
}

function summarize(outcomes: readonly EscalationOutcome[]): string {
  const labels = [...new Set(outcomes.map(({ label }) => label))];
  const lines = labels.map((label) => {
    const of = outcomes.filter((one) => one.label === label);
    const warned = of.filter(({ found }) => found.length > 0).length;
    const possible = of.filter(({ found, possible: ids }) => found.length === 0 && ids.length > 0).length;
    const named = of.filter(
      ({ expected, found }) => expected.length > 0 && expected.every((id) => found.includes(id)),
    ).length;
    return `${label.padEnd(45)} ${String(of.length).padStart(3)} cases, ${warned} warned (${named} by the expected name), ${possible} possible`;
  });
  const notes = outcomes.flatMap(({ id, label, expected, found, possible }) => {
    const state = `${found.slice(0, 3).join(",") || "-"} / ${possible.slice(0, 3).join(",") || "-"}`;
    if (label.startsWith("negative"))
      return found.length + possible.length > 0 ? [`flagged: ${id} ${state}`] : [];
    if (label.startsWith("positive (synth")) {
      return expected.every((one) => found.includes(one)) ? [] : [`missed: ${id} ${state}`];
    }
    return [`${label}: ${id} ${state}`];
  });
  return [...lines, ...notes].join("\n");
}

function onManaged(corpora: string): string {
  const rows = readRows<{ name: string; policy: string }>(corpora, "iam-managed");
  const fired = { warning: [] as string[], info: [] as string[] };
  for (const { name, policy } of rows) {
    const all = judgePolicy(policy, { type: "identity" }).findings.filter(({ ruleId }) => ruleId === rule);
    const severities = new Set(all.map(({ severity }) => severity));
    const methods = all.map(
      ({ data, severity }) => `${severity === "info" ? "?" : ""}${String(data["method"])}`,
    );
    if (severities.has("warning")) fired.warning.push(`${name}: ${methods.join(" ")}`);
    else if (severities.has("info")) fired.info.push(`${name}: ${methods.join(" ")}`);
  }
  return [
    `AWS's own policies: ${fired.warning.length} of ${rows.length} warned, ${fired.info.length} possible`,
    ...fired.warning,
    "possible:",
    ...fired.info,
  ].join("\n");
}

if (import.meta.main) {
  const [folder = fileURLToPath(new URL("../../../shared/corpora", import.meta.url))] = process.argv.slice(2);
  process.stdout.write(`${summarize(measureEscalation(folder))}\n${onManaged(folder)}\n`);
}

/**
 * How the IAM engine agrees with Access Analyzer's own findings, per policy and code. `node test/perf/accuracyIam.ts
 * [corpora folder] [code]` prints the table, and for one code every policy on which the two differ.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { judgePolicy } from "../support/iam.ts";

/** Codes that say more about the age of the data, or that the oracle contradicts itself on: reported apart. */
const apart = new Set(["INVALID_ACTION", "INVALID_SERVICE_IN_ACTION", "PASS_ROLE_WITH_STAR_IN_RESOURCE"]);

interface Row {
  readonly name?: string;
  readonly id?: string;
  readonly policy: string;
  readonly findings: readonly { readonly type: string; readonly code: string; readonly details: string }[];
}

interface CodeFigures {
  readonly code: string;
  readonly right: number;
  readonly extra: readonly string[];
  readonly missing: readonly string[];
  readonly apart: boolean;
}

/** Agreement on one corpus. */
export interface IamAccuracy {
  readonly policies: number;
  readonly codes: readonly CodeFigures[];
  readonly recall: number;
  readonly precision: number;
  /** Own findings at error on policies of the corpus, by rule. */
  readonly otherErrors: Readonly<Record<string, number>>;
}

/** Lines of a gzipped corpus. */
export function readRows<T>(corpora: string, name: string): readonly T[] {
  const text = gunzipSync(readFileSync(join(corpora, `${name}.jsonl.gz`))).toString("utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);
}

/** Compares the engine with the oracle on `iam-managed` or `iam-history`. */
export function measureOracle(corpora: string, name: "iam-managed" | "iam-history"): IamAccuracy {
  const rows = readRows<Row>(corpora, name);
  const table = new Map<string, { right: number; extra: string[]; missing: string[] }>();
  const otherErrors: Record<string, number> = {};
  const at = (code: string) => {
    const entry = table.get(code) ?? { right: 0, extra: [], missing: [] };
    table.set(code, entry);
    return entry;
  };
  for (const row of rows) {
    const label = row.name ?? row.id ?? "";
    const { findings } = judgePolicy(row.policy, { type: "identity" });
    const ours = new Set(
      findings.flatMap(({ data }) => (typeof data["code"] === "string" ? [data["code"]] : [])),
    );
    const theirs = new Set(row.findings.map(({ code }) => code));
    for (const code of ours) theirs.has(code) ? at(code).right++ : at(code).extra.push(label);
    for (const code of theirs) if (!ours.has(code)) at(code).missing.push(label);
    for (const { ruleId, severity, data } of findings) {
      if (severity === "error" && !theirs.has(String(data["code"])))
        otherErrors[ruleId] = (otherErrors[ruleId] ?? 0) + 1;
    }
  }
  const codes = [...table].map(([code, entry]) => ({ code, ...entry, apart: apart.has(code) }));
  const judged = codes.filter((one) => !one.apart);
  const sum = (pick: (one: CodeFigures) => number): number => judged.reduce((all, one) => all + pick(one), 0);
  const right = sum((one) => one.right);
  return {
    policies: rows.length,
    codes: codes.sort((a, b) => (a.code < b.code ? -1 : 1)),
    recall: right / Math.max(1, right + sum((one) => one.missing.length)),
    precision: right / Math.max(1, right + sum((one) => one.extra.length)),
    otherErrors,
  };
}

/** The table as text. */
export function summarizeOracle({ policies, codes, recall, precision, otherErrors }: IamAccuracy): string {
  const lines = codes.map(
    ({ code, right, extra, missing, apart: aside }) =>
      `${code.padEnd(60)} ${String(right).padStart(4)} right ${String(extra.length).padStart(4)} extra ${String(missing.length).padStart(4)} missing${aside ? " (apart)" : ""}`,
  );
  const errors = Object.entries(otherErrors).map(([rule, count]) => `${rule} ${count}`);
  return [
    ...lines,
    `${policies} policies, per policy and code: recall ${(100 * recall).toFixed(1)} %, precision ${(100 * precision).toFixed(1)} %`,
    `errors beyond the oracle's: ${errors.join(", ") || "none"}`,
  ].join("\n");
}

if (import.meta.main) {
  const [folder = fileURLToPath(new URL("../../../shared/corpora", import.meta.url)), only] =
    process.argv.slice(2);
  for (const name of ["iam-managed", "iam-history"] as const) {
    const measured = measureOracle(folder, name);
    process.stdout.write(`${name}\n${summarizeOracle(measured)}\n`);
    const asked = measured.codes.find(({ code }) => code === only);
    if (asked)
      process.stdout.write(`extra: ${asked.extra.join(", ")}\nmissing: ${asked.missing.join(", ")}\n`);
  }
}

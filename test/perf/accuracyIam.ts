/**
 * How the IAM engine agrees with Access Analyzer's own findings, per policy and code and by place. `node
 * test/perf/accuracyIam.ts [corpora folder] [code]` prints the table, and for one code every policy on which the two
 * differ.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import type { Finding } from "../../src/core/model/finding.ts";
import { judgePolicy } from "../support/iam.ts";
import { comparePlaces, findingsFit, type PathStep } from "./oraclePlaces.ts";

/** Codes that say more about the age of the data, or that the oracle contradicts itself on: reported apart. */
const apart = new Set(["INVALID_ACTION", "INVALID_SERVICE_IN_ACTION", "PASS_ROLE_WITH_STAR_IN_RESOURCE"]);

/** One finding of Access Analyzer. */
export interface OracleFinding {
  readonly type: string;
  readonly code: string;
  readonly details: string;
  readonly paths: readonly (readonly PathStep[])[];
}

/** A policy with Access Analyzer's findings. */
export interface OracleRow {
  readonly name?: string;
  readonly id?: string;
  readonly policy: string;
  /** False: Access Analyzer was not asked, so that no finding says nothing. */
  readonly analyzed?: boolean;
  readonly findings: readonly OracleFinding[];
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
  /** Rows left out: not analysed, or with findings that belong to another text. */
  readonly leftOut: number;
  readonly codes: readonly CodeFigures[];
  readonly recall: number;
  readonly precision: number;
  /** Of the oracle's findings whose code was found in the policy: those whose first path is our primary span. */
  readonly samePlace: number;
  /** Those whose every path is our span or a related one. */
  readonly sameRelated: number;
  readonly placed: number;
  /** Own findings at error on policies of the corpus, by rule. */
  readonly otherErrors: Readonly<Record<string, number>>;
}

/** Lines of a gzipped corpus. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller knows what the corpus holds
export function readRows<T = OracleRow>(corpora: string, name: string): readonly T[] {
  const text = gunzipSync(readFileSync(join(corpora, `${name}.jsonl.gz`))).toString("utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);
}

/** Compares the engine with the oracle on `iam-managed` or `iam-history`. */
export function measureOracle(corpora: string, name: "iam-managed" | "iam-history"): IamAccuracy {
  const all = readRows(corpora, name);
  const rows = all.filter((row) => row.analyzed !== false && findingsFit(row.policy, row.findings));
  const table = new Map<string, { right: number; extra: string[]; missing: string[] }>();
  const otherErrors: Record<string, number> = {};
  const places = { same: 0, related: 0, all: 0 };
  for (const row of rows) {
    const { findings } = judgePolicy(row.policy, { type: "identity" });
    compareCodes(row, findings, table);
    const placed = comparePlaces(row.policy, row.findings, findings);
    places.same += placed.same;
    places.related += placed.related;
    places.all += placed.all;
    const theirs = new Set(row.findings.map(({ code }) => code));
    for (const { ruleId, severity, data } of findings) {
      if (severity === "error" && !theirs.has(String(data["code"])))
        otherErrors[ruleId] = (otherErrors[ruleId] ?? 0) + 1;
    }
  }
  const codes = [...table].map(([code, entry]) => ({ code, ...entry, apart: apart.has(code) }));
  const judged = codes.filter((one) => !one.apart);
  const sum = (pick: (one: CodeFigures) => number): number =>
    judged.reduce((total, one) => total + pick(one), 0);
  const right = sum((one) => one.right);
  return {
    policies: rows.length,
    leftOut: all.length - rows.length,
    codes: codes.sort((a, b) => (a.code < b.code ? -1 : 1)),
    recall: right / Math.max(1, right + sum((one) => one.missing.length)),
    precision: right / Math.max(1, right + sum((one) => one.extra.length)),
    samePlace: places.same,
    sameRelated: places.related,
    placed: places.all,
    otherErrors,
  };
}

function compareCodes(
  row: OracleRow,
  findings: readonly Finding[],
  table: Map<string, { right: number; extra: string[]; missing: string[] }>,
): void {
  const label = row.name ?? row.id ?? "";
  const at = (code: string) => {
    const entry = table.get(code) ?? { right: 0, extra: [], missing: [] };
    table.set(code, entry);
    return entry;
  };
  const ours = new Set(
    findings.flatMap(({ data }) => (typeof data["code"] === "string" ? [data["code"]] : [])),
  );
  const theirs = new Set(row.findings.map(({ code }) => code));
  for (const code of ours) {
    if (theirs.has(code)) at(code).right++;
    else at(code).extra.push(label);
  }
  for (const code of theirs) if (!ours.has(code)) at(code).missing.push(label);
}

/** The table as text. */
export function summarizeOracle(measured: IamAccuracy): string {
  const { policies, leftOut, codes, recall, precision, samePlace, sameRelated, placed, otherErrors } =
    measured;
  const lines = codes.map(
    ({ code, right, extra, missing, apart: aside }) =>
      `${code.padEnd(60)} ${String(right).padStart(4)} right ${String(extra.length).padStart(4)} extra ${String(missing.length).padStart(4)} missing${aside ? " (apart)" : ""}`,
  );
  const errors = Object.entries(otherErrors).map(([rule, count]) => `${rule} ${count}`);
  return [
    ...lines,
    `${policies} policies (${leftOut} left out), per policy and code: recall ${percent(recall)}, precision ${percent(precision)}`,
    `places: first path is our span in ${percent(samePlace / Math.max(1, placed))}, every path is marked in ${percent(sameRelated / Math.max(1, placed))} of ${placed} findings`,
    `errors beyond the oracle's: ${errors.join(", ") || "none"}`,
  ].join("\n");
}

function percent(part: number): string {
  return `${(100 * part).toFixed(1)} %`;
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

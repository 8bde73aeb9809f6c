/**
 * How long the IAM engine takes per policy, warm, over the corpora. `node test/perf/benchIam.ts [corpora folder]` prints
 * the figures, and the checks that take most of it.
 */
import { fileURLToPath } from "node:url";
import { policyChecks, unitChecks } from "../../src/core/iam/checks/registry.ts";
import { judge } from "../../src/core/iam/engine.ts";
import { buildPolicy } from "../../src/core/iam/model/buildPolicy.ts";
import { nothingRead, type PolicyText } from "../../src/core/iam/model/located.ts";
import { readJsonTree } from "../../src/core/iam/readers/jsonTree.ts";
import { unitsOf } from "../../src/core/iam/units.ts";
import { iamParts } from "../support/iam.ts";
import { readRows } from "./accuracyIam.ts";

/** Times in ms for one policy, reading its text included. */
export interface IamLatency {
  readonly policies: number;
  readonly p50: number;
  readonly p95: number;
  readonly slowest: number;
  /** Length of the longest policy, in characters. */
  readonly longest: number;
  /** Time of one pass over all policies by check, the slowest first; a check is named by its first rule. */
  readonly checks: readonly { readonly rule: string; readonly ms: number }[];
}

/** Judges every policy of both corpora, each several times, and takes the median of its times. */
export function measureIamLatency(corpora: string): IamLatency {
  const texts = (["iam-managed", "iam-history"] as const).flatMap((name) =>
    readRows(corpora, name).map(({ policy }) => policy),
  );
  for (let round = 0; round < 2; round++) for (const text of texts) judgeText(text);
  const times = texts.map(() => [] as number[]);
  for (let round = 0; round < 5; round++) {
    for (const [index, text] of texts.entries()) times[index]?.push(timed(() => judgeText(text)));
  }
  const medians = times.map((one) => at(one, 0.5));
  return {
    policies: texts.length,
    p50: at(medians, 0.5),
    p95: at(medians, 0.95),
    slowest: at(medians, 1),
    longest: Math.max(...texts.map(({ length }) => length)),
    checks: timeChecks(texts),
  };
}

function judgeText(text: string): void {
  judge(text, readText(text), { path: "policy.json", ...iamParts });
}

function readText(text: string): PolicyText {
  const { root, problems } = readJsonTree(text);
  return root
    ? { ...nothingRead, policies: [{ root, syntax: "json", place: { type: "identity" }, problems }] }
    : nothingRead;
}

function timeChecks(texts: readonly string[]): { rule: string; ms: number }[] {
  const policies = texts.flatMap((text) => readText(text).policies.map((located) => buildPolicy(located)));
  const units = policies.flatMap((policy) => unitsOf([], [policy]));
  const context = { catalogue: iamParts.catalogue };
  const drain = (issues: Iterable<unknown>): void => {
    // A generator does its work only when it is asked.
    for (const issue of issues) void issue;
  };
  const ofPolicies = policyChecks.map(({ rules, check }) => ({
    rule: rules[0]?.id ?? check.name,
    ms: timed(() => {
      for (const policy of policies) drain(check(policy, context));
    }),
  }));
  const ofUnits = unitChecks.map(({ rules, check }) => ({
    rule: rules[0]?.id ?? check.name,
    ms: timed(() => {
      for (const unit of units) drain(check(unit, context));
    }),
  }));
  return [...ofPolicies, ...ofUnits].sort((a, b) => b.ms - a.ms);
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function at(times: readonly number[], part: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

/** The figures as text. */
export function summarizeIamLatency({ policies, p50, p95, slowest, longest, checks }: IamLatency): string {
  return [
    `${policies} policies, longest ${longest} characters: p50 ${p50.toFixed(2)} ms, p95 ${p95.toFixed(2)} ms, slowest ${slowest.toFixed(2)} ms`,
    ...checks.slice(0, 12).map(({ rule, ms }) => `  ${ms.toFixed(1).padStart(7)} ms  ${rule}`),
  ].join("\n");
}

if (import.meta.main) {
  const [folder = fileURLToPath(new URL("../../../shared/corpora", import.meta.url))] = process.argv.slice(2);
  process.stdout.write(`${summarizeIamLatency(measureIamLatency(folder))}\n`);
}

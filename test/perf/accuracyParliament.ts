/**
 * How Picket does on parliament's cases. `node test/perf/accuracyParliament.ts [corpora folder]` prints for each case the
 * kinds that parliament expects with the rules found for them, and what else is found on cases that expect nothing.
 */
import { fileURLToPath } from "node:url";
import { judgePolicy } from "../support/iam.ts";
import { readRows } from "./accuracyIam.ts";

interface Row {
  readonly id: string;
  readonly policy: string;
  readonly expected_findings: readonly string[];
}

export interface ParliamentOutcome {
  readonly id: string;
  readonly expected: readonly { readonly kind: string; readonly by: readonly string[] }[];
  /** Rules found at warning or above on a case that expects nothing. */
  readonly unexpected: readonly string[];
  /** All that was found, with the severity's first letter. */
  readonly all: readonly string[];
}

/** Rules that say what a kind of parliament's says. */
const rules: Readonly<Record<string, readonly string[]>> = {
  CREDENTIALS_EXPOSURE: ["iam/credentials-exposure", "iam/privilege-escalation", "iam/assume-role-breadth"],
  PERMISSIONS_MANAGEMENT_ACTIONS: [
    "iam/resource-exposure",
    "iam/credentials-exposure",
    "iam/privilege-escalation",
    "iam/admin-access",
  ],
  RESOURCE_POLICY_PRIVILEGE_ESCALATION: ["iam/resource-exposure"],
  PRIVILEGE_ESCALATION: ["iam/privilege-escalation"],
  RESOURCE_STAR: [
    "iam/avoidable-resource-wildcard",
    "iam/avoidable-action-wildcard",
    "iam/admin-access",
    "iam/data-exfiltration",
    "iam/resource-exposure",
  ],
  MALFORMED: [
    "iam/missing-action",
    "iam/missing-resource",
    "iam/missing-effect",
    "iam/unsupported-element-combination",
    "iam/conflicting-elements",
    "iam/missing-statement",
  ],
  UNKNOWN_CONDITION_FOR_ACTION: [
    "iam/invalid-condition-key",
    "iam/unsupported-action-condition-key",
    "iam/unsupported-service-condition-key",
    "iam/invalid-global-condition-key",
    "iam/unsupported-global-condition-key",
    "iam/invalid-service-condition-key",
    "iam/unknown-condition-key",
    "iam/condition-key-of-other-service",
    "iam/invalid-condition-key-format",
  ],
  MISMATCHED_TYPE: [
    "iam/type-mismatch",
    "iam/data-type-mismatch",
    "iam/mismatched-condition-type",
    "iam/type-mismatch-number",
  ],
  MISMATCHED_TYPE_BUT_USABLE: ["iam/arn-condition-string-operator", "iam/data-type-mismatch"],
  DUPLICATE_SID: ["iam/unique-sids-required", "iam/unique-sids-recommended", "iam/duplicate-sid"],
  BAD_PATTERN_FOR_MFA: ["iam/admin-access"],
  INVALID_ARN: ["iam/invalid-arn-resource", "iam/invalid-arn"],
};

/** Judges every case. */
export function measureParliament(corpora: string): ParliamentOutcome[] {
  return readRows<Row>(corpora, "iam-parliament").map(({ id, policy, expected_findings: kinds }) => {
    const { findings } = judgePolicy(policy);
    const found = new Set<string>(findings.map(({ ruleId }) => ruleId));
    const loud = findings.filter(({ severity }) => severity === "error" || severity === "warning");
    return {
      id,
      expected: kinds.map((kind) => ({ kind, by: (rules[kind] ?? []).filter((rule) => found.has(rule)) })),
      unexpected: kinds.length === 0 ? [...new Set(loud.map(({ ruleId }) => ruleId))] : [],
      all: [...new Set(findings.map(({ ruleId, severity }) => `${severity[0]}:${ruleId}`))],
    };
  });
}

if (import.meta.main) {
  const [folder = fileURLToPath(new URL("../../../shared/corpora", import.meta.url))] = process.argv.slice(2);
  const outcomes = measureParliament(folder);
  const lines = outcomes.map(({ id, expected, unexpected, all }) => {
    const kinds = expected.map(({ kind, by }) => `${kind}: ${by.join(" ") || "NOT FOUND"}`);
    const rest = unexpected.length > 0 ? ` UNEXPECTED ${unexpected.join(" ")}` : "";
    return `${id}\n  ${kinds.join("\n  ") || "(nothing expected)"}${rest}\n  all: ${all.join(" ")}`;
  });
  const asked = outcomes.flatMap(({ expected }) => expected);
  const right = asked.filter(({ by }) => by.length > 0).length;
  const quiet = outcomes.filter(
    ({ expected, unexpected }) => expected.length === 0 && unexpected.length === 0,
  );
  const clean = outcomes.filter(({ expected }) => expected.length === 0);
  process.stdout.write(
    `${lines.join("\n")}\n${right} of ${asked.length} expected findings found, ${quiet.length} of ${clean.length} clean cases quiet\n`,
  );
}

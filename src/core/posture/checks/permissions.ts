import { parse } from "yaml";
import { mapping, type WorkstationCheck } from "../check.ts";
import type { FileFact } from "../facts.ts";
import { fail, judge, pass, undecided, worst, type Judgement } from "../judgement.ts";

/** PK-014. */
export const permissions: WorkstationCheck = {
  id: "PK-014",
  title: "User permissions not over-broad",
  area: "Agent settings",
  severity: "medium",
  mapping: mapping("9.2", { nist: "AC-6" }),
  remedy:
    "Give every allow rule of permissions.yaml a match, and take out rules for all capabilities and allow-all.",
  judge: ({ permissions: files }) =>
    judge(files, (all) => {
      const present = all.filter(({ exists }) => exists);
      if (present.length === 0) return pass("there is no permissions.yaml: Kiro asks");
      return worst(present.map(judgeFile));
    }),
};

function judgeFile({ path, text }: FileFact): Judgement {
  if (text === undefined) return undecided(`${path} could not be read`);
  let value: unknown;
  try {
    value = parse(text, { maxAliasCount: 50 });
  } catch {
    return undecided(`${path} is not valid YAML; Kiro ignores it`);
  }
  if (value === null || value === undefined)
    return pass("permissions are narrow", { evidence: [`${path}: empty`] });
  const faults = faultsOf(value);
  return faults.length > 0
    ? fail(`permissions are too broad`, { evidence: faults.map((fault) => `${path}: ${fault}`) })
    : pass("permissions are narrow", { evidence: [path] });
}

function faultsOf(value: unknown): readonly string[] {
  const rules = Array.isArray(value) ? value : member(value, "rules");
  const policies = member(value, "policies");
  return [
    ...(JSON.stringify(policies ?? "").includes("allow-all") ? ["policies: allow-all"] : []),
    ...(Array.isArray(rules) ? rules.flatMap((rule, index) => ruleFault(rule, index)) : []),
  ];
}

function ruleFault(rule: unknown, index: number): readonly string[] {
  if (member(rule, "effect") !== "allow") return [];
  const capability = member(rule, "capability");
  const place = `rule ${index + 1}`;
  if (capability === "all" || capability === "*") return [`${place} allows all capabilities`];
  const match = member(rule, "match");
  const patterns: readonly unknown[] = Array.isArray(match)
    ? match
    : match === undefined || match === null
      ? []
      : [match];
  if (patterns.length === 0) return [`${place} allows without a match`];
  const open = patterns.some(
    (pattern) => typeof pattern === "string" && /^[*\s/.]*\*[*\s/.]*$/.test(pattern),
  );
  return open ? [`${place} matches everything`] : [];
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}

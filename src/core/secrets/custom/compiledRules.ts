import ignore, { type Ignore } from "ignore";
import { severityOf, confidenceOf } from "../../model/severity.ts";
import type { Confidence } from "../../model/severity.ts";
import { buildPrefilter, type Prefilter } from "../prefilter.ts";
import type { CustomRule } from "./customRule.ts";
import { parsePattern } from "./parsePattern.ts";
import { compilePattern, compileTree, type Program } from "./program.ts";
import { requiredLiterals } from "./requiredLiterals.ts";

/** A rule that is ready to run. */
export interface CompiledRule {
  readonly rule: CustomRule;
  readonly program: Program;
  /** Lower case; empty: the rule looks at every line. */
  readonly keywords: readonly string[];
  readonly confidence: Confidence;
  readonly allow: readonly Program[];
  readonly paths: Ignore | undefined;
}

/** Rules that are ready to run, behind one prefilter. */
export interface CompiledRules {
  readonly rules: readonly CompiledRule[];
  readonly prefilter: Prefilter;
}

/** @throws PatternError */
export function compileRule(rule: CustomRule): CompiledRule {
  const { pattern, flags = "", keywords, allow = [], paths, severity = severityOf("high") } = rule;
  const tree = parsePattern(pattern, flags);
  return {
    rule,
    program: compileTree(tree),
    keywords: (keywords ?? requiredLiterals(tree) ?? []).map((word) => word.toLowerCase()),
    confidence: confidenceOf(severity),
    allow: allow.map((one) => compilePattern(one, flags)),
    paths: paths && ignore().add([...paths]),
  };
}

const byList = new WeakMap<readonly CustomRule[], CompiledRules>();

/** The last set of rules by its text: a worker gets a new copy of the same rules with every message. */
let last: { readonly text: string; readonly compiled: CompiledRules } | undefined;

/**
 * Compiles a set of rules once, however often it comes.
 * @throws PatternError when a rule did not come from `readCustomRules`
 */
export function compileRules(rules: readonly CustomRule[]): CompiledRules {
  const known = byList.get(rules);
  if (known) return known;
  const text = JSON.stringify(rules);
  const compiled = last?.text === text ? last.compiled : compileAll(rules);
  last = { text, compiled };
  byList.set(rules, compiled);
  return compiled;
}

function compileAll(rules: readonly CustomRule[]): CompiledRules {
  const compiled = rules.map(compileRule);
  return { rules: compiled, prefilter: buildPrefilter([compiled.map(({ keywords }) => keywords)]) };
}

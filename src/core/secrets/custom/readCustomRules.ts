import { severities } from "../../model/severity.ts";
import { visible } from "../../model/visible.ts";
import { titleOf } from "../catalogue.ts";
import { compileRule } from "./compiledRules.ts";
import { customRuleLimits as limits, type CustomRule } from "./customRule.ts";
import { PatternError } from "./patternError.ts";

/** What became of a list of rules that a person wrote. */
export interface ReadRules {
  readonly rules: readonly CustomRule[];
  /** A sentence for each rule that is left out: which, why and what to do. No pattern and no value is in it. */
  readonly problems: readonly string[];
  /** Ids of rules that are left out, as far as they can be told. */
  readonly refused: readonly string[];
}

class RuleError extends Error {
  override readonly name = "RuleError";
}

const fields = new Set([
  "id",
  "title",
  "pattern",
  "flags",
  "keywords",
  "entropy",
  "severity",
  "description",
  "allow",
  "paths",
]);

const idForm = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/**
 * Reads rules as a person wrote them. A rule that cannot be used is left out and said; the others count.
 * @param value a list of objects; undefined is an empty one
 */
export function readCustomRules(value: unknown): ReadRules {
  if (value === undefined) return { rules: [], problems: [], refused: [] };
  if (!Array.isArray(value)) return { rules: [], problems: ["rules must be a list of rules"], refused: [] };
  const rules: CustomRule[] = [];
  const problems: string[] = [];
  const refused: string[] = [];
  value.slice(0, limits.rules).forEach((entry: unknown, index) => {
    const id =
      isRecord(entry) && typeof entry["id"] === "string" && isId(entry["id"]) ? entry["id"] : undefined;
    try {
      const rule = readRule(entry);
      if (titleOf(rule.id) !== undefined) throw new RuleError("a rule of Picket has this id; choose another");
      if (rules.some((other) => other.id === rule.id)) throw new RuleError("another rule has this id");
      compileRule(rule);
      rules.push(rule);
    } catch (error) {
      if (!(error instanceof RuleError) && !(error instanceof PatternError)) throw error;
      problems.push(`rules[${index}]${id === undefined ? "" : ` (${id})`} is not used: ${error.message}`);
      if (id !== undefined) refused.push(id);
    }
  });
  if (value.length > limits.rules) {
    problems.push(`only the first ${limits.rules} of ${value.length} rules are used; join some of them`);
  }
  return { rules, problems, refused };
}

function isId(id: string): boolean {
  return id.length <= 64 && idForm.test(id);
}

function readRule(entry: unknown): CustomRule {
  if (!isRecord(entry)) throw new RuleError("it must be an object with id, title and pattern");
  const unknown = Object.keys(entry).find((name) => !fields.has(name));
  if (unknown !== undefined) {
    throw new RuleError(`it has an unknown field ${JSON.stringify(visible(unknown.slice(0, 40)))}`);
  }
  const { entropy, severity } = entry;
  const id = textOf(entry, "id", 64);
  if (id === undefined || !isId(id)) {
    throw new RuleError("id must be lower-case words with hyphens, such as acme-token, without secrets/");
  }
  if (entropy !== undefined && !(typeof entropy === "number" && entropy >= 0 && entropy <= 8)) {
    throw new RuleError("entropy must be a number of bits per character, from 0 to 8");
  }
  const known = severities.find((one) => one === severity);
  if (severity !== undefined && known === undefined) {
    throw new RuleError(`severity must be one of ${severities.join(", ")}`);
  }
  const flags = textOf(entry, "flags", 3);
  const description = textOf(entry, "description", limits.description);
  const keywords = textsOf(entry, "keywords", limits.keywords);
  const allow = textsOf(entry, "allow", limits.allow);
  const paths = textsOf(entry, "paths", limits.paths);
  if (keywords?.some((word) => !/^[ -~]{2,100}$/.test(word))) {
    throw new RuleError("keywords must be of 2 to 100 ASCII characters");
  }
  return {
    id,
    title: visible(required(textOf(entry, "title", limits.title), "title")),
    pattern: required(textOf(entry, "pattern", limits.pattern), "pattern"),
    ...(flags !== undefined && { flags }),
    ...(keywords && { keywords }),
    ...(typeof entropy === "number" && { entropy }),
    ...(known && { severity: known }),
    ...(description !== undefined && { description: visible(description).replace(/[.\s]+$/, "") }),
    ...(allow && { allow }),
    ...(paths && { paths }),
  };
}

function required(text: string | undefined, name: string): string {
  if (text === undefined || text.trim() === "") throw new RuleError(`${name} is missing`);
  return text;
}

function textOf(entry: Readonly<Record<string, unknown>>, name: string, longest: number): string | undefined {
  const value = entry[name];
  if (value === undefined) return undefined;
  if (typeof value === "string" && value.length <= longest) return value;
  throw new RuleError(`${name} must be text of at most ${longest} characters`);
}

function textsOf(
  entry: Readonly<Record<string, unknown>>,
  name: string,
  most: number,
): readonly string[] | undefined {
  const value = entry[name];
  if (value === undefined) return undefined;
  const isText = (one: unknown): one is string =>
    typeof one === "string" && one !== "" && one.length <= limits.pattern;
  if (Array.isArray(value) && value.length <= most && value.every(isText)) return value;
  throw new RuleError(`${name} must be a list of at most ${most} texts`);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

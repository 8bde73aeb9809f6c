import { parse } from "yaml";

/** A rule of a DLP policy, whatever its members are called. */
export interface DlpRule {
  readonly name: string;
  /** `block`, `alert` … in lower case; empty: none. */
  readonly action: string;
  readonly isEnabled: boolean;
  /** Texts of its conditions: regular expressions, words, file types, destinations. */
  readonly patterns: readonly string[];
}

const actionKeys = ["action", "actions", "effect", "response", "enforcement"];
const nameKeys = ["name", "id", "rule", "rulename", "title", "description"];
const ignoredKeys = new Set([
  ...actionKeys,
  ...nameKeys,
  "enabled",
  "disabled",
  "severity",
  "priority",
  "version",
  "notify",
]);
const deepest = 12;

/**
 * Rules of a policy in JSON or YAML: every object that has an action and conditions. Vendors and the guide name members
 * differently; an action and texts beside it are common to all.
 * @returns undefined for a text that is neither JSON nor YAML with objects
 */
export function readDlpRules(text: string): readonly DlpRule[] | undefined {
  let value: unknown;
  try {
    value = parse(text.replace(/^\ufeff/, ""), { maxAliasCount: 50 });
  } catch {
    return undefined;
  }
  return typeof value === "object" && value !== null ? [...rulesIn(value, "", 0)] : undefined;
}

function* rulesIn(value: object, key: string, depth: number): Generator<DlpRule> {
  if (depth > deepest) return;
  const members = Object.entries(value);
  const action = members.find(([name]) => actionKeys.includes(name.toLowerCase()))?.[1];
  const patterns = members
    .filter(([name]) => !ignoredKeys.has(name.toLowerCase()))
    .flatMap(([, one]) => texts(one, depth));
  if (!Array.isArray(value) && action !== undefined && patterns.length > 0) {
    const named = members.find(
      ([name, one]) => nameKeys.includes(name.toLowerCase()) && typeof one === "string",
    )?.[1];
    const off = members.some(
      ([name, one]) =>
        (name.toLowerCase() === "enabled" && one === false) ||
        (name.toLowerCase() === "disabled" && one === true),
    );
    yield {
      name: typeof named === "string" ? named : key,
      action: texts(action, depth).join(" ").toLowerCase(),
      isEnabled: !off,
      patterns,
    };
    return;
  }
  for (const [name, one] of members) {
    if (typeof one === "object" && one !== null)
      yield* rulesIn(one, Array.isArray(value) ? `${key} ${Number(name) + 1}` : name, depth + 1);
  }
}

function texts(value: unknown, depth: number): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null || depth > deepest) return [];
  return Object.values(value).flatMap((one) => texts(one, depth + 1));
}

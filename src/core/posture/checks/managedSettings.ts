/** A rule of Kiro's `managed-settings.json`, as written. */
export interface ManagedRule {
  readonly capability: string;
  readonly match?: readonly string[];
  readonly exclude?: readonly string[];
  readonly effect: string;
}

/** Kiro's managed settings, or why Kiro would not take them. */
export type ManagedSettings =
  | { readonly rules: readonly ManagedRule[]; readonly settings: readonly string[] }
  | { readonly problem: string };

const topKeys = ["rules", "settings"];
const ruleKeys = ["capability", "match", "exclude", "effect"];
const effects = ["deny", "ask"];

/**
 * Reads managed settings as strictly as Kiro does: UTF-8 without a byte order mark that begins with a brace, no member but
 * `rules` and `settings`, rules with known members whose effect is deny or ask. Source: `reference/kiro.md`, PK-001.
 */
export function readManagedSettings(text: string): ManagedSettings {
  if (text.codePointAt(0) !== 0x7b) return { problem: "it does not begin with {" };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: "it is not valid JSON" };
  }
  if (!isObject(value)) return { problem: "it is no object" };
  const foreign = Object.keys(value).find((key) => !topKeys.includes(key));
  if (foreign !== undefined) return { problem: `it has a member that Kiro does not know: ${foreign}` };
  const { rules = [], settings = {} } = value;
  if (!Array.isArray(rules)) return { problem: "rules is no list" };
  if (!isObject(settings)) return { problem: "settings is no object" };
  const read = rules.map(readRule);
  const broken = read.findIndex((rule) => typeof rule === "string");
  const why = read[broken];
  if (typeof why === "string") return { problem: `rule ${broken + 1} ${why}` };
  return { rules: read.filter((rule) => typeof rule !== "string"), settings: Object.keys(settings) };
}

function readRule(rule: unknown): ManagedRule | string {
  if (!isObject(rule)) return "is no object";
  const foreign = Object.keys(rule).find((key) => !ruleKeys.includes(key));
  if (foreign !== undefined) return `has a member that Kiro does not know: ${foreign}`;
  const { capability, effect, match, exclude } = rule;
  if (typeof capability !== "string" || capability === "") return "names no capability";
  if (typeof effect !== "string" || !effects.includes(effect))
    return "has an effect that is neither deny nor ask";
  if (match !== undefined && !isWords(match)) return "has a match that is no list of texts";
  if (exclude !== undefined && !isWords(exclude)) return "has an exclude that is no list of texts";
  return { capability, effect, ...(match && { match }), ...(exclude && { exclude }) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isWords(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

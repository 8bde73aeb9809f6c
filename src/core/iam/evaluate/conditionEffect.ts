import type { ActionRecord, Service } from "../catalogue/catalogue.ts";
import { matches } from "../matching/wildcard.ts";
import type { Condition } from "../model/policy.ts";
import { hasUnknown } from "../model/valueNode.ts";
import { isInEveryRequest, natureOf } from "./conditionKeys.ts";

/**
 * What a condition means for a principal that makes the call itself. `always`: it holds, or the caller can make it hold.
 * `never`: it cannot hold. `circumstance`: a rightful caller can meet it (network, MFA). `principal`: it depends on who
 * asks. `target`: only for resources with a certain tag. `narrow`: it narrows the call in another way, or cannot be read.
 */
export type ConditionEffect = "always" | "circumstance" | "principal" | "narrow" | "target" | "never";

/** What is known of the call. */
export interface Call {
  /** `service:Action`, lower case. */
  readonly action: string;
  /** Values of keys that the call is known to have, by lower-case key; undefined: known to be absent. */
  readonly values: ReadonlyMap<string, string | undefined>;
  readonly record: ActionRecord | undefined;
  readonly service: Service | undefined;
  /** Day of the data, `2026-09-26`: what lies before it has passed. */
  readonly today: string;
  /** The conditions are those of a Deny: what the caller can avoid does not deny. */
  readonly forDeny?: boolean;
}

const order: readonly ConditionEffect[] = [
  "always",
  "circumstance",
  "principal",
  "narrow",
  "target",
  "never",
];

/** The stronger of two effects: all conditions must hold. */
export function stronger(a: ConditionEffect, b: ConditionEffect): ConditionEffect {
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}

/** What all conditions of a statement mean together. */
export function effectOfAll(conditions: readonly Condition[], call: Call): ConditionEffect {
  if (conditions.length > 1 && contradict(conditions)) return "never";
  return conditions.reduce<ConditionEffect>(
    (all, condition) => stronger(all, effectOf(condition, call)),
    "always",
  );
}

/** What one condition means. */
function effectOf(condition: Condition, call: Call): ConditionEffect {
  const key = condition.key.value.toLowerCase();
  const base = condition.parsed.base.toLowerCase();
  if (hasUnknown(key) || !condition.complete || condition.values.some(({ text }) => hasUnknown(text))) {
    return "narrow";
  }
  const known = call.values.has(key) ? { value: call.values.get(key) } : absentBy(key, call);
  if (known) return holds(condition, known.value) ? "always" : "never";
  if (base === "null") return effectOfNull(condition, key, call.forDeny);
  const special = effectOfSpecial(condition, key, base, call);
  if (special) return special;
  const isNegative = isNegated(base);
  const takesAnything = !isNegative && condition.values.some(({ text }) => text === "*");
  if (takesAnything && (isInEveryRequest(key) || holdsWithoutKey(condition))) return "always";
  if (condition.parsed.qualifier?.toLowerCase() === "forallvalues") {
    // An empty request meets it; for a Deny the caller gives what it does not name.
    return call.forDeny ? "narrow" : "always";
  }
  return effectOfNature(condition, key, isNegative, call.forDeny);
}

function effectOfNature(
  condition: Condition,
  key: string,
  isNegative: boolean,
  forDeny: boolean | undefined,
): ConditionEffect {
  const nature = natureOf(key) ?? (/:resourcetag\//.test(key) ? "target" : "narrow");
  if (nature === "own") return isNegative ? "narrow" : "always";
  if (nature === "given") return forDeny ? "never" : "always";
  if (nature === "absent") return holdsWithoutKey(condition) ? "always" : "never";
  return nature;
}

/** Whether a condition holds for a value, or for a call without the key. */
function holds(condition: Condition, value: string | undefined): boolean {
  const base = condition.parsed.base.toLowerCase();
  const [first] = condition.values;
  if (base === "null") return (first?.text.toLowerCase() === "true") === (value === undefined);
  if (value === undefined) return holdsWithoutKey(condition);
  const anyCase = base.includes("ignorecase") || base.includes("bool");
  const given = anyCase ? value.toLowerCase() : value;
  const isPattern = base.includes("like") || base.includes("arn");
  const found = condition.values.some(({ text }) => {
    const wanted = anyCase ? text.toLowerCase() : text;
    return isPattern ? matches(wanted.replace(/\$\{[^{}]*\}/g, "*"), given) : wanted === given;
  });
  return found !== isNegated(base);
}

/** A key that the action does not have, by the catalogue: tags and keys of services. */
function absentBy(key: string, { record, service, action }: Call): { value: undefined } | undefined {
  if (!record || !service) return undefined;
  const isTag =
    key.startsWith("aws:resourcetag/") || key.startsWith("aws:requesttag/") || key === "aws:tagkeys";
  if (key.startsWith("aws:") && !isTag) return undefined;
  // A key of another service is none of this action's, but for the few that the catalogue lists so.
  const listed = [record.conditionKeys, ...record.resources.map(({ conditionKeys }) => conditionKeys)];
  const stem = key.includes("/") ? key.slice(0, key.indexOf("/") + 1) : key;
  const has = listed.some((keys) => keys.some((one) => sameStem(one.toLowerCase(), stem)));
  if (has) return undefined;
  const ofTypes = record.resources.some(({ name }) =>
    service.resources.get(name.toLowerCase())?.conditionKeys.some((one) => sameStem(one.toLowerCase(), stem)),
  );
  // The lists of an action are not always whole: a key of its own service may be there all the same.
  const own = key.startsWith(`${action.slice(0, action.indexOf(":"))}:`);
  return ofTypes || (own && !isTag) ? undefined : { value: undefined };
}

function sameStem(listed: string, stem: string): boolean {
  return stem.endsWith("/") ? listed.startsWith(stem) : listed === stem;
}

function effectOfNull({ values }: Condition, key: string, forDeny: boolean | undefined): ConditionEffect {
  const absent = values[0]?.text.toLowerCase() === "true";
  const nature = natureOf(key);
  if (isInEveryRequest(key)) return absent ? "never" : "always";
  if (nature === "given") return forDeny ? "never" : "always";
  if (nature === "absent") return absent ? "always" : "never";
  if (nature === "own") return absent ? "narrow" : "always";
  return nature ?? (/:resourcetag\//.test(key) ? "target" : "narrow");
}

/** Keys whose values say more than their nature. */
function effectOfSpecial(
  condition: Condition,
  key: string,
  base: string,
  { today, forDeny }: Call,
): ConditionEffect | undefined {
  const texts = condition.values.map(({ text }) => text.toLowerCase());
  const isTrue = texts.includes("true");
  const isFalse = texts.includes("false");
  switch (key) {
    case "aws:currenttime":
    case "aws:tokenissuetime":
    case "aws:epochtime":
      return effectOfDate(condition, key, base, today);
    case "aws:securetransport":
      return base === "bool" && isTrue ? "always" : undefined;
    case "aws:viaawsservice":
    case "aws:principalisawsservice":
      return isFalse ? "always" : isTrue ? "never" : undefined;
    case "aws:multifactorauthpresent":
      return isFalse && !forDeny ? "always" : undefined;
    case "aws:sourceip":
      return base === "ipaddress" && texts.some((text) => /^(?:0\.0\.0\.0|::)\/0$/.test(text))
        ? "always"
        : undefined;
    default:
      return undefined;
  }
}

function effectOfDate(
  { values, parsed }: Condition,
  key: string,
  base: string,
  today: string,
): ConditionEffect | undefined {
  const now = Date.parse(today);
  const times = values.map(({ text }) => (/^\d{9,13}$/.test(text) ? Number(text) * 1000 : Date.parse(text)));
  const [time] = times;
  if (time === undefined || times.length > 1 || Number.isNaN(time) || Number.isNaN(now)) return undefined;
  const passed = time < now;
  if (base.includes("greaterthan")) return passed ? "always" : "circumstance";
  if (!base.includes("lessthan")) return undefined;
  if (!passed) return "always";
  // Long-term credentials have no token.
  return key === "aws:tokenissuetime" && parsed.ifExists ? "circumstance" : "never";
}

/** Whether two conditions on one key cannot both hold. */
function contradict(conditions: readonly Condition[]): boolean {
  return conditions.some((one, at) =>
    conditions.some((other, index) => {
      if (index === at || one.key.value.toLowerCase() !== other.key.value.toLowerCase()) return false;
      if (!isExact(one) || !other.complete || other.parsed.qualifier) return false;
      if (!/^(?:string|arn|bool|null)/i.test(other.parsed.base)) return false;
      if (other.values.some(({ text }) => hasUnknown(text) || text.includes("${"))) return false;
      return one.values.every(({ text }) => !holds(other, text));
    }),
  );
}

/** A positive condition on the texts as they are, which needs the key. */
function isExact({ parsed, complete, values }: Condition): boolean {
  return (
    complete &&
    values.length > 0 &&
    !parsed.ifExists &&
    parsed.qualifier === undefined &&
    /^stringequals$/i.test(parsed.base) &&
    !values.some(({ text }) => hasUnknown(text) || text.includes("${"))
  );
}

function holdsWithoutKey({ parsed: { base, qualifier, ifExists } }: Condition): boolean {
  const lower = qualifier?.toLowerCase();
  return ifExists || lower === "forallvalues" || (isNegated(base.toLowerCase()) && lower === undefined);
}

/** Whether a lower-case operator is a negative one. */
function isNegated(base: string): boolean {
  return /^(?:string|numeric|date|arn)not|^notip/.test(base);
}

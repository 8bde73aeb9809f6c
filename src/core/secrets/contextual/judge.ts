import type { Confidence } from "../../model/severity.ts";
import type { FileKind } from "./fileKind.ts";
import type { KeyName } from "./keyNames.ts";
import type { Tie } from "./operators.ts";
import { isFiller, isPlaceholder } from "./placeholder.ts";
import { classesIn, makeupOf, type Makeup, randomness, type Randomness } from "./randomness.ts";
import { isCode, structureOf } from "./structure.ts";
import { surprise } from "./surprise.ts";

/** Where a value was found, as far as it decides how sure we are. */
export interface Setting {
  readonly file: FileKind;
  readonly test: boolean;
  readonly translation: boolean;
}

/** A value under a key's name. */
export interface Claim {
  readonly value: string;
  readonly quoted: boolean;
  readonly tie: Tie;
  readonly key: KeyName;
  /** The key's name holds the name of a service: `datadog_key`. */
  readonly service: boolean;
  readonly setting: Setting;
}

/** What the value itself shows. */
interface Facts {
  readonly makeup: Makeup;
  readonly random: Randomness;
  readonly uuid: boolean;
}

/** A confidence and why, as the end of a sentence. */
export interface Verdict {
  readonly confidence: Confidence;
  readonly reason: string;
}

const uuid = /^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i;

/** Shortest value that a password, and that a machine-made key, is taken to have. */
const shortestPassword = 4;
const shortestKey = 8;

function factsOf(value: string): Facts {
  const makeup = makeupOf(value);
  const isUuid = uuid.test(value);
  return { makeup, random: isUuid ? 0 : randomness(value, makeup), uuid: isUuid };
}

/** One word, or words joined by one kind of sign, perhaps with a number or punctuation at the end. */
const plainWords = /^[#.@]?[A-Za-z]+(?:[-_. /][A-Za-z]+)*[-_.]?\d{0,2}[:.!?*…$]?$/;

function judgePassword(claim: Claim, facts: Facts): Verdict | undefined {
  const { value, tie, key, setting, quoted } = claim;
  if (value.length < shortestPassword || value.length > 256) return undefined;
  if (facts.random === 2) return { confidence: "medium", reason: "its value looks generated" };
  if (/\s/.test(value) || setting.translation) return undefined;
  const classes = classesIn(facts.makeup);
  if (plainWords.test(value)) {
    const configured =
      tie === "assign" && setting.file !== "code" && !(value.includes(" ") || /[:?*…]$/.test(value));
    const named = key.strength === "strong" && value.length >= 5;
    if (!configured || !named) return weakWord(claim);
    return quoted && !/\d/.test(value)
      ? weakWord(claim)
      : { confidence: "medium", reason: "a configuration sets it to a fixed word" };
  }
  if (/^\d+$/.test(value)) return { confidence: "low", reason: "its value is a number" };
  const chosen = classes >= 2 && value.length >= 6;
  if (!chosen || (key.strength !== "strong" && classes < 3)) return weakWord(claim);
  if (tie === "space" || tie === "argument" || tie === "prose" || tie === "call") {
    return classes >= 3
      ? { confidence: "medium", reason: "its value mixes letters, digits and signs" }
      : weakWord(claim);
  }
  return { confidence: "medium", reason: "its value can be neither code, a lookup nor a placeholder" };
}

/** A plain word may be a poor password or a label: never louder than information. */
function weakWord(claim: Claim): Verdict | undefined {
  const { value, tie, key } = claim;
  if (tie === "space" || tie === "argument" || tie === "call" || key.strength !== "strong") return undefined;
  if (!/^[\w@#$%^&+!-]+$/.test(value) || /[a-z][A-Z]/.test(value)) return undefined;
  return { confidence: "low", reason: "its value is a plain word" };
}

function judgeKey(claim: Claim, facts: Facts): Verdict | undefined {
  const { value, key, tie, service } = claim;
  if (value.length < shortestKey || /\s/.test(value)) return undefined;
  const strong = key.strength === "strong" || (key.strength === "weak" && service);
  if (facts.uuid) {
    return strong && tie !== "space"
      ? { confidence: "medium", reason: "its name says that it is secret" }
      : undefined;
  }
  if (facts.random === 2) {
    const enough = key.strength !== "bare" && (tie !== "space" || value.length >= 16);
    return { confidence: enough ? "medium" : "low", reason: "its value looks generated" };
  }
  if (facts.random === 1 && strong) {
    return tie === "space" || tie === "argument" || tie === "call"
      ? { confidence: "low", reason: "its value may be generated" }
      : { confidence: "medium", reason: "its name says that it is secret and its value may be generated" };
  }
  const mixed = classesIn(facts.makeup) >= 3 && facts.makeup.signs > 0 && !plainWords.test(value);
  if (mixed && strong && key.kind !== "api-key" && (tie === "assign" || tie === "fallback")) {
    const odd = surprise(value) >= 4.4 || facts.makeup.signs >= 3;
    return { confidence: odd ? "medium" : "low", reason: "its value mixes letters, digits and signs" };
  }
  return undefined;
}

/** Bare values in program text are expressions, unless nothing but a generated value can look like that. */
function isExpression(claim: Claim, facts: Facts): boolean {
  if (claim.quoted) return false;
  if (facts.random < 2 && isCode(claim.value)) return true;
  if (claim.setting.file === "code") return facts.random < 2 || facts.makeup.digits < 2;
  return isCode(claim.value) && !/^[{[(!&*]?[\w+/=.~-]{20,}$/.test(claim.value);
}

/** How sure it is that the claim's value is a secret in use, or undefined when it is none. */
export function judge(claim: Claim): Verdict | undefined {
  const { value, setting } = claim;
  if (value.length < shortestPassword || isPlaceholder(value)) return undefined;
  const structure = structureOf(value);
  if (structure !== undefined && !(structure === "number" && claim.key.kind === "password")) return undefined;
  const facts = factsOf(value);
  if (isExpression(claim, facts)) return undefined;
  const verdict = claim.key.kind === "password" ? judgePassword(claim, facts) : judgeKey(claim, facts);
  if (verdict === undefined || verdict.confidence !== "medium") return verdict;
  if (setting.test)
    return { confidence: "low", reason: `${verdict.reason}, but it stands in a test or an example` };
  if (isFiller(value) && claim.key.kind !== "password") {
    return { confidence: "low", reason: "its value holds a filler run" };
  }
  return verdict;
}

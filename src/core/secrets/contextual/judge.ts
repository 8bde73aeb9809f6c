import type { Confidence } from "../../model/severity.ts";
import { decodeBase64Text } from "./base64.ts";
import type { FileKind } from "./fileKind.ts";
import type { KeyName } from "./keyNames.ts";

import { isFiller, isPlaceholder } from "./placeholder.ts";
import { classesIn, makeupOf, type Makeup, randomness, type Randomness } from "./randomness.ts";
import { isCode, structureOf } from "./structure.ts";
import { surprise } from "./surprise.ts";
import type { Tie } from "./valueReading.ts";

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

/** Groups as on a licence: `AB12-CD34-EF56-GH78`. */
const grouped = /^(?=(?:[^\d]*\d){4})[A-Za-z0-9]{4,12}(?:-[A-Za-z0-9]{4,12}){3,8}$/;

/** Shortest value that a password, and that a machine-made key, is taken to have. */
const shortestPassword = 4;
const shortestKey = 8;

/** Longest value that is judged, in code units. */
const longestValue = 8000;

function factsOf(value: string): Facts {
  const makeup = makeupOf(value);
  const isUuid = uuid.test(value);
  const random = isUuid ? 0 : grouped.test(value) ? 2 : randomness(value, makeup);
  return { makeup, random, uuid: isUuid };
}

/** One word, or words joined by one kind of sign, perhaps with a number or punctuation at the end. */
const plainWords = /^[#.@_]*[A-Za-z]+(?:[-_. /][A-Za-z]+)*[-_.]?\d{0,2}[:.!?*…$]?$/;

/** Passwords that servers on a developer's machine are given everywhere. */
const usual = new Set(
  "postgres mysql root admin secret guest redis mongo mongodb rabbitmq minio minioadmin elastic toor default vagrant docker test testing".split(
    " ",
  ),
);

const looksGenerated = "its value looks generated";
const mixes = "its value mixes letters, digits and signs";

/** Ties in which a word is more often an argument or prose than a value. */
function isLoose(tie: Tie): boolean {
  return tie === "space" || tie === "argument" || tie === "prose" || tie === "call";
}

function judgeWord(claim: Claim): Verdict | undefined {
  const { value, tie, key, setting, quoted } = claim;
  const label = value.includes(" ") || /[:?*…]$/.test(value);
  if (label || key.strength !== "strong" || (isLoose(tie) && !(tie === "prose" && quoted))) return undefined;
  const configured =
    (tie === "assign" || tie === "fallback") && setting.file !== "code" && setting.file !== "prose";
  const chosen = value.length >= 5 && !/^[A-Z]?[a-z]*[A-Z]|^[A-Z][a-z]+$/.test(value);
  if (configured && chosen && !quoted && !usual.has(value.toLowerCase())) {
    return { confidence: "medium", reason: "a configuration sets it to a fixed word" };
  }
  return /^[\w@#$%^&+!-]+$/.test(value) && !/[a-z][A-Z]/.test(value)
    ? { confidence: "low", reason: "its value is a plain word" }
    : undefined;
}

function judgePassword(claim: Claim, facts: Facts): Verdict | undefined {
  const { value, tie, key, setting } = claim;
  if (value.length < shortestPassword || value.length > 256) return undefined;
  if (facts.random === 2) return { confidence: "medium", reason: looksGenerated };
  if (/\s/.test(value) || setting.translation) return undefined;
  if (/^\d+$/.test(value)) return { confidence: "low", reason: "its value is a number" };
  if (plainWords.test(value)) return judgeWord(claim);
  const classes = classesIn(facts.makeup);
  if (classes < 2 || value.length < 6 || (key.strength !== "strong" && classes < 3)) return judgeWord(claim);
  if (isLoose(tie)) {
    const odd = classes >= 3 || (claim.quoted && isSymbolic(value)) || (tie === "prose" && isNumbered(value));
    return odd && key.strength === "strong" ? { confidence: "medium", reason: mixes } : undefined;
  }
  return { confidence: "medium", reason: "its value can be neither code, a lookup nor a placeholder" };
}

/** A word with a number of three digits or more, as people are told it, and not the name of an algorithm. */
function isNumbered(value: string): boolean {
  return (
    /^[A-Za-z]{3,}\d{3,8}$/.test(value) &&
    !/^(?:sha|aes|rsa|base|bcrypt|pbkdf|utf|iso|rfc|port)\d/i.test(value)
  );
}

/** Many different signs without white space: neither a word nor a number, yet no generator's alphabet. */
function isSymbolic(value: string): boolean {
  return value.length >= 12 && new Set(value.match(/[^A-Za-z0-9\s]/g)).size >= 5;
}

function judgeKey(claim: Claim, facts: Facts): Verdict | undefined {
  const { value, key, tie, service } = claim;
  if (value.length < shortestKey || /\s/.test(value)) return undefined;
  const strong = key.strength === "strong" || (key.strength === "weak" && service);
  const named = "its name says that it is secret";
  if (facts.uuid) {
    const enough = strong || (key.strength === "weak" && key.kind === "api-key" && tie === "assign");
    return enough ? { confidence: "medium", reason: named } : undefined;
  }
  // Forty capital hexadecimal digits are an OpenPGP fingerprint.
  if (key.strength !== "strong" && /^[0-9A-F]{40}$/.test(value)) return undefined;
  const keyId = key.strength !== "strong" && !service && /^[0-9a-fA-F]{16}$/.test(value);
  if (facts.random === 2) {
    const enough = !keyId && key.strength !== "bare" && (tie !== "space" || value.length >= 16);
    return { confidence: enough ? "medium" : "low", reason: looksGenerated };
  }
  if (!strong) return undefined;
  if (facts.random === 1 || /^\d{24,}$/.test(value)) {
    const long = value.length >= 20 && facts.makeup.digits >= 4;
    return isLoose(tie) && !long
      ? { confidence: "low", reason: "its value may be generated" }
      : { confidence: "medium", reason: `${named} and its value may be generated` };
  }
  if (isLoose(tie) && !(claim.quoted && isSymbolic(value))) return undefined;
  const mixed =
    classesIn(facts.makeup) >= 3 &&
    facts.makeup.signs > 0 &&
    (claim.quoted || facts.makeup.digits > 0) &&
    !plainWords.test(value);
  if (isSymbolic(value) || (mixed && key.kind !== "api-key")) {
    const odd = isSymbolic(value) || surprise(value) >= 4.4 || facts.makeup.signs >= 3;
    return { confidence: odd ? "medium" : "low", reason: mixes };
  }
  return undefined;
}

/** Bare values in program text are expressions, unless nothing but a generated value can look like that. */
function isExpression(claim: Claim, facts: Facts): boolean {
  if (claim.quoted || facts.uuid) return false;
  if (facts.random < 2 && isCode(claim.value)) return true;
  if (claim.setting.file === "code")
    return facts.random < 2 || facts.makeup.digits < 3 || /[^\w+/=~-]/.test(claim.value);
  return isCode(claim.value) && !/^[{[(!&*]?[\w+/=.~-]{20,}$/.test(claim.value);
}

/** Base64 of a sentence, as documentation encodes one: the words are no secret either. */
function isEncodedText(value: string): boolean {
  if (value.length < 16 || value.length > 400 || !/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return false;
  const decoded = decodeBase64Text(value);
  return decoded !== undefined && structureOf(decoded) === "text";
}

/** A string that was cut out of the middle of an expression: `" + name + "`. */
const concatenation = /["'`]\s*[+,)\]]|[+(,[]\s*["'`]/;

/** Whether the value's form, or what it stands for, rules it out. */
function isRuledOut(claim: Claim, facts: Facts): boolean {
  const { value } = claim;
  if (isPlaceholder(value)) return true;
  const structure = structureOf(value);
  // A password may be a number; a key is none of a few digits.
  if (structure === "number" ? claim.key.kind !== "password" && value.length < 20 : structure !== undefined)
    return true;
  if (isEncodedText(value)) return true;
  return isExpression(claim, facts) || (facts.random < 2 && concatenation.test(value));
}

/** How sure it is that the claim's value is a secret in use, or undefined when it is none. */
export function judge(claim: Claim): Verdict | undefined {
  const { value, setting, key } = claim;
  if (value.length < shortestPassword || value.length > longestValue) return undefined;
  const facts = factsOf(value);
  // The cheap question first: most values in code are neither words for a password nor generated.
  const verdict = key.kind === "password" ? judgePassword(claim, facts) : judgeKey(claim, facts);
  if (verdict === undefined || isRuledOut(claim, facts)) return undefined;
  if (verdict.confidence !== "medium") return verdict;
  if (setting.test)
    return { confidence: "low", reason: `${verdict.reason}, but it stands in a test or an example` };
  if (isFiller(value) && key.kind !== "password") {
    return { confidence: "low", reason: "its value holds a filler run" };
  }
  return verdict;
}

import type { StoreKind } from "../ports.ts";
import { wordsOf } from "./textStyle.ts";

/** Default of `FixRequest.nameTemplate`. */
export const defaultNameTemplate = "{project}/{file}/{key}";

/** What a name is made of. No part for which `guard` is true gets into it. */
export interface NameParts {
  readonly project: string;
  readonly path: string;
  readonly key: string | undefined;
  readonly ruleId: string;
  readonly guard: SecretGuard;
}

/**
 * The name proposed for a secret. Fields of the template: `{project}`, `{file}` (name without folder and last
 * extension), `{folder}` (last folder), `{key}` (the name that the text gives the value, else the type), `{type}`.
 * Secrets Manager takes letters, digits and `/_+=.@-`, at most 512 (CreateSecret); Parameter Store letters, digits and
 * `/_.-`, a leading slash, at most 15 levels and 1011 characters, and no first level that starts with `aws` or `ssm` (PutParameter).
 */
export function secretName(template: string, kind: StoreKind, parts: NameParts): string {
  const type = typeOf(parts.ruleId);
  const segments = parts.path.split("/").filter((segment) => segment !== "");
  const last = segments.at(-1) ?? "untitled";
  const file = last.startsWith(".env") ? last : last.replace(/(?<=.)\.[^.]*$/, "");
  const safe = (value: string, fallback: string): string => (parts.guard(value) ? fallback : value);
  const fields: Record<string, string> = {
    project: safe(parts.project, "project"),
    file: safe(file, "file"),
    folder: safe(segments.at(-2) ?? "", "folder"),
    key: safe(parts.key ?? type, type),
    type,
  };
  const filled = template.replace(/\{(\w+)\}/g, (_, field: string) =>
    // A template may say `{constructor}`, which every object has and no field is.
    clean(Object.hasOwn(fields, field) ? (fields[field] ?? "") : "", kind, false),
  );
  return fitted(filled, kind, type);
}

function fitted(filled: string, kind: StoreKind, type: string): string {
  const cleaned = clean(filled, kind, true);
  const levels = cleaned
    .split("/")
    .map((level) => level.replace(/^[-.]+|[-.]+$/g, ""))
    .filter((level) => level !== "");
  if (levels.length === 0) levels.push(type);
  // Six characters after a hyphen look like the suffix that Secrets Manager adds to ARNs, which makes lookups by
  // partial ARN ambiguous (CreateSecret's own advice).
  const joined = (list: readonly string[]): string => list.join("/").replace(/-([A-Za-z0-9]{6})$/, "_$1");
  if (kind === "secrets-manager") return joined(levels).slice(0, 480);
  if (/^(aws|ssm)/i.test(levels[0]!)) levels.unshift("app");
  const kept = levels.length <= 15 ? levels : [...levels.slice(0, 14), levels.slice(14).join("-")];
  return `/${joined(kept)}`.slice(0, 900);
}

function clean(value: string, kind: StoreKind, slashes: boolean): string {
  const allowed = kind === "secrets-manager" ? "A-Za-z0-9_+=.@-" : "A-Za-z0-9_.-";
  return value.replace(new RegExp(`[^${slashes ? "/" : ""}${allowed}]+`, "g"), "-").slice(0, 900);
}

/** Name of an environment variable for a key or type: `dbPassword` gives `DB_PASSWORD`. */
export function variableName(key: string | undefined, ruleId: string, guard?: SecretGuard): string {
  const source = key === undefined || guard?.(key) === true ? typeOf(ruleId) : key;
  const name = wordsOf(source).join("_").toUpperCase().slice(0, 120);
  if (name === "") return variableName(undefined, ruleId);
  return /^[A-Z]/.test(name) && !reservedVariables.has(name) ? name : `SECRET_${name}`;
}

/** Variables that the system or a shell sets, or that many programs read (POSIX, 8.1; the variables of Bash). */
const reservedVariables = new Set(
  `PATH HOME USER LOGNAME SHELL PWD OLDPWD LANG LANGUAGE TERM TZ TMPDIR TMP TEMP HOSTNAME HOSTTYPE OSTYPE MACHTYPE EDITOR
  VISUAL PAGER DISPLAY MAIL MAILPATH CDPATH ENV IFS UID EUID GROUPS PPID RANDOM SECONDS LINENO REPLY OPTARG OPTIND OPTERR
  COLUMNS LINES HISTFILE DEBUG PROMPT`.split(/\s+/),
);

/**
 * The name right before a value in text of any kind: `API_KEY=…`, `"token": "…"`, `X-Api-Key: …`, `Authorization: Bearer …`.
 * Reads at most 160 code units, and one line, back from `offset`.
 */
export function nameBefore(text: string, offset: number, from = 0): string | undefined {
  const start = Math.max(from, offset - 160, text.lastIndexOf("\n", offset - 1) + 1);
  const pattern =
    /([A-Za-z_][\w-]{0,80})["'`*\\]{0,3}\s{0,8}(?:=>|[:=])[\s"'`*\\]{0,8}(?:(?:Bearer|Basic|token)\s{1,3})?$/i;
  const ahead = text.slice(start, offset);
  const match = pattern.exec(ahead);
  // The user of a URL stands before the password and does not name it.
  return match === null || ahead.slice(0, match.index).endsWith("//") ? undefined : match[1];
}

/** `github-token` of `secrets/github-token`. */
export function typeOf(ruleId: string): string {
  return ruleId.slice(ruleId.indexOf("/") + 1);
}

/** Gives each name once: the name itself, or with the first free number. Counts on from the last number it gave. */
export function nameCounter(taken: Iterable<string>): (name: string) => string {
  const used = new Set(taken);
  const last = new Map<string, number>();
  return (name) => {
    let free = name;
    let number = last.get(name) ?? 1;
    while (used.has(free)) free = `${name}_${++number}`;
    last.set(name, number);
    used.add(free);
    return free;
  };
}

/** Tells whether a name would give away a value of the text. */
export type SecretGuard = (name: string) => boolean;

/**
 * A guard over all values of a text: true for a name that holds one (of four or more characters), or that is itself a
 * piece (of eight or more) of one. Letter case does not count. Made once per text, since a text may hold thousands.
 */
export function secretGuard(values: readonly string[]): SecretGuard {
  const known = new Set(values.map((value) => value.toLowerCase()).filter((value) => value.length >= 4));
  const longest = Math.max(0, ...[...known].map((value) => value.length).filter((length) => length <= 1000));
  const joined = [...known].join("\n");
  const judged = new Map<string, boolean>();
  const holds = (name: string): boolean => {
    if (name.length >= 8 && joined.includes(name)) return true;
    for (let start = 0; start + 4 <= name.length; start++) {
      for (let end = start + 4; end <= name.length && end - start <= longest; end++) {
        if (known.has(name.slice(start, end))) return true;
      }
    }
    return false;
  };
  return (name) => {
    const lower = name.slice(0, 200).toLowerCase();
    const before = judged.get(lower);
    if (before !== undefined) return before;
    const result = holds(lower);
    judged.set(lower, result);
    return result;
  };
}

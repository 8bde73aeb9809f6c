import type { Finding } from "../model/finding.ts";
import { familiesOf } from "./foreignRules.ts";

/** What a comment tells the engine to leave out, and where. */
interface Directive {
  readonly scope: "line" | "next-line" | "file" | "block-start" | "block-end";
  /** Whether a rule is meant; absent: every rule. */
  readonly covers?: (ruleId: string) => boolean;
}

/** Lines longer than this are searched for comments at their end only. */
const maxLine = 4096;

const own = /(?<![\w-])picket:ignore(-next-line|-file)?(?![\w-])([^\n]{0,400})/g;
const secretlint =
  /(?<![\w-])secretlint-(disable-next-line|disable-line|disable|enable)(?![\w-])([^\n]{0,400})/g;

/**
 * Marks of other tools that stand on the value's line: gitleaks, Betterleaks, TruffleHog, ggshield, Kingfisher,
 * detect-secrets; of Bandit, gosec and Ruff only with the codes of their checks for hardcoded passwords.
 */
const sameLine =
  /(?<![\w-])(?:gitleaks:allow|betterleaks:allow|trufflehog:ignore|ggignore|kingfisher:(?:ignore|allow)|pragma: ?(?:allow|white)list secret|nosec:? [^\n]{0,40}?(?:B10[5-7]|G101)|noqa: ?[^\n]{0,40}?S10[5-7])(?![\w-])/i;
const nextLine = /(?<![\w-])pragma: ?(?:allow|white)list nextline secret(?![\w-])/i;

/** Rule ids in the rest of a comment: `secrets/jwt, secrets/npm-token -- reason`. `secrets/*` means all of them. */
function coverOwn(rest: string): Directive["covers"] {
  const list = rest.split(/--|\*\/|-->/, 1)[0]!;
  const ids = [...list.matchAll(/(?<![\w/-])[a-z]+\/(?:[a-z0-9-]+|\*)/g)].map(([id]) => id);
  if (ids.length === 0) return undefined;
  return (ruleId) =>
    ids.some((id) => id === ruleId || (id.endsWith("/*") && ruleId.startsWith(id.slice(0, -1))));
}

/** Marks of other secret scanners say nothing about a policy. */
function isSecret(ruleId: string): boolean {
  return ruleId.startsWith("secrets/");
}

function coverForeign(rest: string): Directive["covers"] {
  const names = [...rest.split(" -- ", 1)[0]!.matchAll(/@secretlint\/secretlint-rule-([a-z0-9-]+)/g)].map(
    ([, name]) => name!,
  );
  if (names.length === 0 || names.includes("preset-recommend")) return isSecret;
  const families = names.flatMap(familiesOf);
  return (ruleId) => families.some((family) => ruleId.startsWith(`secrets/${family}`));
}

const scopes: Readonly<Record<string, Directive["scope"]>> = {
  "-next-line": "next-line",
  "-file": "file",
  "disable-next-line": "next-line",
  "disable-line": "line",
  disable: "block-start",
  enable: "block-end",
};

function directive(scope: Directive["scope"], covers: Directive["covers"]): Directive {
  return covers === undefined ? { scope } : { scope, covers };
}

function directivesOf(line: string): Directive[] {
  const found: Directive[] = [];
  for (const [, suffix = "", rest = ""] of line.matchAll(own)) {
    found.push(directive(scopes[suffix] ?? "line", coverOwn(rest)));
  }
  for (const [, kind = "", rest = ""] of line.matchAll(secretlint)) {
    found.push(directive(scopes[kind] ?? "line", coverForeign(rest)));
  }
  if (sameLine.test(line)) found.push({ scope: "line", covers: isSecret });
  if (nextLine.test(line)) found.push({ scope: "next-line", covers: isSecret });
  return found;
}

interface Line {
  readonly start: number;
  readonly end: number;
  readonly directives: readonly Directive[];
}

/** Reads lines around ascending offsets, each once, so that a long line with many findings costs its length once. */
function lineReader(text: string): (offset: number) => Line {
  let last: Line | undefined;
  return (offset) => {
    if (last !== undefined && offset >= last.start && offset <= last.end) return last;
    const start = offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
    const found = text.indexOf("\n", offset);
    const end = found < 0 ? text.length : found;
    last = { start, end, directives: directivesOf(text.slice(Math.max(start, end - maxLine), end)) };
    return last;
  };
}

/** Directives for the whole file and for blocks of it, read from the few lines that hold one. */
function wideDirectives(text: string): { offset: number; directive: Directive }[] {
  const found: { offset: number; directive: Directive }[] = [];
  const collect = (pattern: RegExp, covers: (rest: string) => Directive["covers"]): void => {
    for (const match of text.matchAll(pattern)) {
      const scope = scopes[match[1] ?? ""];
      if (scope === "file" || scope === "block-start" || scope === "block-end") {
        found.push({ offset: match.index, directive: directive(scope, covers(match[2] ?? "")) });
      }
    }
  };
  if (text.includes("picket:ignore-file")) collect(own, coverOwn);
  if (text.includes("secretlint-disable")) collect(secretlint, coverForeign);
  return found.sort((a, b) => a.offset - b.offset);
}

function matches({ covers }: Directive, ruleId: string): boolean {
  return covers === undefined || covers(ruleId);
}

/** Whether a block that was opened before the finding still holds at it; a finding behind it all is open to the end. */
function inBlock(wide: ReturnType<typeof wideDirectives>, finding: Finding): boolean {
  let off = false;
  for (const { offset, directive } of wide) {
    if (directive.scope === "file" && matches(directive, finding.ruleId)) return true;
    if (offset > finding.span.start || !matches(directive, finding.ruleId)) continue;
    if (directive.scope === "block-start") off = true;
    if (directive.scope === "block-end") off = false;
  }
  return off;
}

/**
 * Takes out the findings that a comment of the text asks to leave out. Any comment syntax counts: the marks are looked
 * for, not the comment.
 * @param findings ordered by span
 */
export function applySuppressions(
  text: string,
  findings: readonly Finding[],
): { findings: Finding[]; suppressed: number } {
  if (findings.length === 0) return { findings: [], suppressed: 0 };
  const wide = wideDirectives(text);
  const readStart = lineReader(text);
  const readEnd = lineReader(text);
  const readBefore = lineReader(text);
  const kept = findings.filter((finding) => {
    const { ruleId, span } = finding;
    const line = readStart(span.start);
    const onLine = [line, readEnd(span.end)].some(({ directives }) =>
      directives.some((one) => one.scope === "line" && matches(one, ruleId)),
    );
    if (onLine || inBlock(wide, finding)) return false;
    if (line.start === 0) return true;
    const before = readBefore(line.start - 1);
    return !before.directives.some((one) => one.scope === "next-line" && matches(one, ruleId));
  });
  return { findings: kept, suppressed: findings.length - kept.length };
}

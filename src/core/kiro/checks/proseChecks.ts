import type { KiroCheck, KiroIssue, KiroRule, ReadText } from "./check.ts";

const hiddenText: KiroRule = {
  id: "kiro/hidden-text",
  title: "Instructions with characters that do not show",
  severity: "warning",
};
const injection: KiroRule = {
  id: "kiro/injected-instructions",
  title: "Instructions that work against the user",
  severity: "warning",
};

/**
 * Characters that hide or reorder text: overrides and isolates of direction, tags, zero-width spaces and joiners of no
 * script. Joiners of emoji and of scripts that need them, and the marks of flags, are left out. JSON may write them as
 * escapes.
 */
const hidden =
  /[\u202a-\u202e\u2066-\u2069\u200b\u2060-\u2064\u180e]+|(?<=[A-Za-z0-9])[\u200c\u200d]+(?=[A-Za-z0-9])|(?<!\u{1f3f4}[\u{e0020}-\u{e007e}]*)[\u{e0000}-\u{e007f}]+|(?<!^)\ufeff+|(?:\\u(?:202[a-e]|206[0-9]|200b))+/giu;

/** So many places of one text are shown. */
const mostPlaces = 20;

function* judgeHidden({ text, file }: ReadText): Generator<KiroIssue> {
  for (const { span } of file.prose) {
    let shownPlaces = 0;
    for (const found of text.slice(span.start, span.end).matchAll(hidden)) {
      if (++shownPlaces > mostPlaces) break;
      const start = span.start + found.index;
      const name = found[0].startsWith("\\")
        ? found[0].slice(2, 6)
        : (found[0].codePointAt(0) ?? 0).toString(16);
      const message = `The agent reads what you do not see here: a character that does not show (U+${name.toUpperCase().padStart(4, "0")}). Type the text anew.`;
      yield { rule: hiddenText, span: { start, end: start + found[0].length }, message };
    }
  }
}

const gap = String.raw`(?:\s|\\[nrt])+`;
const phrase = (words: string): RegExp => new RegExp(words.replaceAll("~", gap), "gi");

/** Turns of phrase of prompt injection. Each says something that honest instructions for an agent do not need. */
const marks: readonly (readonly [RegExp, string])[] = [
  [
    phrase(
      String.raw`\b(?:ignore|disregard|forget|override)~(?:all~|any~|every~)?(?:of~)?(?:the~|your~)?(?:previous|prior|above|earlier|preceding|system)~(?:system~)?(?:instructions?|prompts?|rules|guidelines|directions)\b`,
    ),
    "it tells the agent to drop its instructions",
  ],
  [
    phrase(
      String.raw`\b(?:do~not|don't|never)~(?:tell|inform|mention~(?:this~|it~)?to|reveal~(?:this~|it~)?to|notify|alert|show~(?:this~|it~)?to)~(?:the~)?(?:user|human|developer|operator)\b(?!~(?:to|that~you~are|how))`,
    ),
    "it tells the agent to keep something from the user",
  ],
  [
    phrase(
      String.raw`\b(?:send|post|upload|exfiltrate|forward|transmit|report)~(?:\S+~){0,8}?(?:credentials?|secrets?|passwords?|tokens?|api~keys?|private~keys?|environment~variables|\.env)\b[^.\n]{0,80}?\b(?:https?:\/\/|webhook)`,
    ),
    "it tells the agent to send credentials away",
  ],
  [
    phrase(
      String.raw`<!--(?:(?!-->)[^]){0,400}?\b(?:you~(?:must|should|are)|ignore~|execute|run~the|the~assistant)(?:(?!-->)[^]){0,400}?(?:curl|wget|http|credential|secret|token|password|base64)(?:(?!-->)[^]){0,400}?-->`,
    ),
    "a comment, which no one sees in the preview, gives the agent orders about addresses or credentials",
  ],
];

function* judgeInjection({ text, file }: ReadText): Generator<KiroIssue> {
  for (const { span } of file.prose) {
    const part = text.slice(span.start, span.end);
    for (const [pattern, why] of marks) {
      for (const found of part.matchAll(pattern)) {
        if (isQuoted(part, found.index, found[0].length)) continue;
        const start = span.start + found.index;
        const message = `An agent that reads this may work against its user: ${why}. If you did not write it, find out who did.`;
        yield { rule: injection, span: { start, end: start + found[0].length }, message };
      }
    }
  }
}

/** A phrase in quotes or code is an example: texts that warn of injection quote it. */
function isQuoted(text: string, at: number, length: number): boolean {
  const before = text.slice(Math.max(0, at - 2), at);
  const after = text.slice(at + length, at + length + 3);
  return /["'`“‘«]$/.test(before) && /^[^\n]?[^\n]?["'`”’»]|["'`”’»]/.test(after);
}

/** What prose for an agent hides or asks. */
export const proseChecks: readonly KiroCheck[] = [
  { rules: [hiddenText], check: judgeHidden },
  { rules: [injection], check: judgeInjection },
];

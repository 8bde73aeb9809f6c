import { unknownText } from "./valueNode.ts";

interface Pattern {
  readonly pattern: RegExp;
  /** For the user to fill; false: a tool fills it. */
  readonly forUser: boolean;
}

const forUser = (pattern: RegExp): Pattern => ({ pattern, forUser: true });
const forTool = (pattern: RegExp): Pattern => ({ pattern, forUser: false });

/**
 * Text that is replaced before the policy is used. By a person: `{{YOUR_ACCOUNT_ID}}`, `<account-id>`, `[REGION]`,
 * `YOUR_BUCKET_NAME`, and in the account's place of an ARN `ACCOUNT_ID` or `account-id`. By a tool: dynamic references
 * of CloudFormation (`{{resolve:…}}`), expressions of Jinja and Helm, variables of a shell. Policy variables (`${aws:…}`)
 * are neither. Of two that overlap the first wins.
 */
const patterns: readonly Pattern[] = [
  forTool(/\{\{resolve:[^{}\n]{1,200}\}\}/g),
  forTool(/\{\{-? [^{}\n]{0,160}[a-z][^{}\n]{0,160}\}\}/g),
  forUser(/\{\{[^{}\n]{1,80}\}\}/g),
  forTool(/\$\{[A-Z_][A-Z0-9_]{0,60}\}/g),
  forUser(/<[A-Za-z][A-Za-z0-9_ .-]{0,60}>/g),
  forUser(/\[[A-Z][A-Z0-9_-]{2,60}\]/g),
  forUser(/(?<![A-Za-z0-9])(?:YOUR|REPLACE|INSERT|ENTER)[_-][A-Z0-9_-]{2,60}(?![a-z])/g),
  forUser(
    /(?<![A-Za-z0-9_-])(?:AWS[_-])?(?:ACCOUNT[_-]?ID|ACCOUNT[_-]NUMBER|REGION[_-]NAME|BUCKET[_-]NAME)(?![A-Za-z0-9_-])/g,
  ),
  forUser(
    /(?<=^arn:[^:]*:[^:]*:[^:]*:)(?:account-id|account|accountid|your-account-id|AccountId|111{2,}|xxx{2,}|XXX{2,})(?=:)/g,
  ),
  forUser(/(?<=^arn:[^:]*:[^:]*:)(?:region|REGION|your-region)(?=:)/g),
];

/** A look that spares most strings the patterns: each of them needs one of these. */
const sign =
  /[{<[]|(?:YOUR|REPLACE|INSERT|ENTER|ACCOUNT|REGION|BUCKET)|:(?:account|region|your-|AccountId|1111|xxxx|XXXX)/;

/**
 * A text with everything that is yet to be replaced given as `unknownText`, and where that which is for the user to
 * replace stands in `text`.
 */
export function markPlaceholders(text: string): { value: string; found: { start: number; end: number }[] } {
  if (!sign.test(text)) return { value: text, found: [] };
  const all: { start: number; end: number; forUser: boolean }[] = [];
  for (const { pattern, forUser } of patterns) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      if (!all.some((one) => one.start < end && start < one.end)) all.push({ start, end, forUser });
    }
  }
  all.sort((a, b) => a.start - b.start);
  let value = "";
  let at = 0;
  for (const { start, end } of all) {
    value += text.slice(at, start) + unknownText;
    at = end;
  }
  const found = all.filter((one) => one.forUser).map(({ start, end }) => ({ start, end }));
  return { value: value + text.slice(at), found };
}

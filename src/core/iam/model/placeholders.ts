import { unknownText } from "./valueNode.ts";

/**
 * Text that a person is meant to replace before the policy is used: `{{YOUR_ACCOUNT_ID}}`, `<account-id>`, `[REGION]`,
 * `YOUR_BUCKET_NAME`, and in the account's place of an ARN `ACCOUNT_ID` or `account-id`. Policy variables (`${…}`) are
 * none.
 */
const patterns: readonly RegExp[] = [
  /\{\{[^{}\n]{1,80}\}\}/g,
  /<[A-Za-z][A-Za-z0-9_ .-]{0,60}>/g,
  /\[[A-Z][A-Z0-9_-]{2,60}\]/g,
  /(?<![A-Za-z0-9])(?:YOUR|REPLACE|INSERT|ENTER)[_-][A-Z0-9_-]{2,60}(?![a-z])/g,
  /(?<![A-Za-z0-9_-])(?:AWS_)?(?:ACCOUNT_?ID|ACCOUNT_NUMBER|REGION_NAME|BUCKET_NAME)(?![A-Za-z0-9_-])/g,
  /(?<=^arn:[^:]*:[^:]*:[^:]*:)(?:account-id|account|accountid|your-account-id|AccountId|111{2,}|xxx{2,}|XXX{2,})(?=:)/g,
  /(?<=^arn:[^:]*:[^:]*:)(?:region|REGION|your-region)(?=:)/g,
];

/** A text with each placeholder given as `unknownText`, and where the placeholders stand in `text`. */
export function markPlaceholders(text: string): { value: string; found: { start: number; end: number }[] } {
  const found: { start: number; end: number }[] = [];
  for (const pattern of patterns) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      // Of two that overlap the first pattern wins.
      if (!found.some((one) => one.start < end && start < one.end)) found.push({ start, end });
    }
  }
  if (found.length === 0) return { value: text, found };
  found.sort((a, b) => a.start - b.start);
  let value = "";
  let at = 0;
  for (const { start, end } of found) {
    value += text.slice(at, start) + unknownText;
    at = end;
  }
  return { value: value + text.slice(at), found };
}

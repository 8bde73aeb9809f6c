/**
 * Writes `l10n/bundle.l10n.json`, the strings that translators start from: `node scripts/l10n.ts`. A unit test fails
 * when the file and the code differ.
 */
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./build/paths.ts";

const bundlePath = join(root, "l10n", "bundle.l10n.json");
const sources = "src/{extension.ts,editor/**/*.ts,features/**/*.ts}";

/** A call with a string literal, `l10n.t("…")`, or `t("…")` where a file took `t` out of `l10n`. */
const literalCall = /(?<!\w)t\(\s*("(?:[^"\\\n]|\\.)*")/g;

/** A call whose first argument is no literal: no tool could find its string. */
const otherCall = /l10n\.t\(\s*(?!")[^\s)]+/g;

/** The strings of the code that are translated, sorted, and the calls that hide theirs, with their file. */
export function collectStrings(): {
  readonly strings: readonly string[];
  readonly hidden: readonly string[];
} {
  const strings = new Set<string>();
  const hidden: string[] = [];
  for (const path of globSync(sources, { cwd: root }).sort()) {
    const text = readFileSync(join(root, path), "utf8");
    if (!/\bl10n\b/.test(text)) continue;
    for (const match of text.matchAll(literalCall)) strings.add(JSON.parse(match[1] ?? '""') as string);
    hidden.push(...(text.match(otherCall) ?? []).map((call) => `${path}: ${call}`));
  }
  return { strings: [...strings].sort(), hidden };
}

function writeBundle(): void {
  const pairs = collectStrings().strings.map((text) => [text, text]);
  writeFileSync(bundlePath, `${JSON.stringify(Object.fromEntries(pairs), undefined, 2)}\n`);
}

if (import.meta.main) writeBundle();

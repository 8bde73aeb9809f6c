import type { Candidate, ContextDetector, ContextInput, KeywordHit } from "../detector.ts";
import { genericRules } from "./genericRules.ts";
import { judge } from "./judge.ts";
import { classifyKey } from "./keyNames.ts";
import { type Key, keyAt, settingOf } from "./keys.ts";
import { tiedValue } from "./operators.ts";

/** How far before a default the name is looked for that it belongs to, in code units. */
const reach = 2000;

const terraformVariable = /^[ \t]*variable[ \t]+"([\w-]{1,80})"[ \t]*\{/;
const blockEnd = /^\}/;
const mapKey = /^[ \t-]*["']?([\w.-]{1,80})["']?[ \t]*:[ \t]*\{?[ \t]*(?:#.*)?\r?$/;

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/**
 * The name of what a default belongs to: the variable of Terraform, or the key of the map around it, as for a parameter
 * of CloudFormation or a property of a JSON schema.
 */
function ownerOf(text: string, key: Key): string | undefined {
  const from = Math.max(0, key.start - reach);
  const newline = text.slice(from, key.start).lastIndexOf("\n");
  // A line that long was not written by hand.
  if (newline === -1 && from > 0) return undefined;
  const lineStart = from + newline + 1;
  const ownLine = text.slice(lineStart, key.end);
  const inline = terraformVariable.exec(ownLine)?.[1];
  if (inline !== undefined) return inline;
  const indent = indentOf(ownLine);
  const lines = text.slice(Math.max(0, lineStart - reach), lineStart).split("\n");
  for (const line of lines.reverse()) {
    if (line.trim() === "") continue;
    if (blockEnd.test(line)) return undefined;
    const variable = terraformVariable.exec(line)?.[1];
    if (variable !== undefined) return variable;
    if (indentOf(line) >= indent) continue;
    return mapKey.exec(line)?.[1];
  }
  return undefined;
}

function candidateAt(text: string, hit: KeywordHit, context: ContextInput): Candidate | undefined {
  const key = keyAt(text, hit);
  if (key === undefined || key.name.toLowerCase() !== "default") return undefined;
  const tied = tiedValue(text, key);
  if (tied?.tie !== "assign") return undefined;
  const name = classifyKey(ownerOf(text, key) ?? "");
  if (name === undefined) return undefined;
  const { start, end, quote } = tied.literal;
  const value = text.slice(start, end);
  const claim = { value, quoted: quote !== "", tie: tied.tie, key: name, service: false };
  const verdict = judge({ ...claim, setting: settingOf(context) });
  return verdict && { ...genericRules[name.kind], span: { start, end }, ...verdict };
}

/** Defaults of parameters and variables whose name says secret; the name stands some lines above the value. */
export const declaredDefaults: ContextDetector = {
  rules: Object.values(genericRules),
  keywords: ["default"],
  *detect(text, hits, context) {
    for (const hit of hits) {
      const candidate = candidateAt(text, hit, context);
      if (candidate !== undefined) yield candidate;
    }
  },
};

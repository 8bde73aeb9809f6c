import { parse, printParseErrorCode, type ParseError } from "jsonc-parser";
import * as v from "valibot";
import { mapLines } from "../../model/lines.ts";
import { postureConfigSchema, type PostureConfig } from "./configSchema.ts";

/** A configuration, or what is wrong with it: the place and what stands there wrongly, never a value of the file. */
export type ReadConfig = { readonly config: PostureConfig } | { readonly problem: string };

/** In UTF-16 code units. */
const longest = 1_000_000;

/** Reads a posture configuration: JSON, with comments. One member that is wrong makes the whole file count for nothing. */
export function readPostureConfig(text: string): ReadConfig {
  if (text.length > longest) return { problem: "it is too long" };
  const plain = text.replace(/^\ufeff/, "");
  const errors: ParseError[] = [];
  const value: unknown = parse(plain, errors, { allowTrailingComma: true });
  const broken = errors[0];
  if (broken) {
    const { line, character } = mapLines(plain).at(broken.offset);
    const what = printParseErrorCode(broken.error)
      .replace(/([a-z])([A-Z])/g, "$1 $2")
      .toLowerCase();
    return { problem: `line ${line + 1}, column ${character + 1}: not valid JSON: ${what}` };
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return { problem: "the whole file must be an object" };
  const outcome = v.safeParse(postureConfigSchema, value);
  if (outcome.success) return { config: outcome.output };
  const issue = outcome.issues[0];
  const where = v.getDotPath(issue) ?? "the whole file";
  if (issue.expected === "never") return { problem: `${where} is not known` };
  return { problem: `${where} must be ${messageOf(issue)}` };
}

/** Messages of valibot itself quote the value; those of the schema do not. */
function messageOf(issue: v.BaseIssue<unknown>): string {
  return issue.message.startsWith("Invalid ") ? (issue.expected ?? "of another form") : issue.message;
}

import { parse, type ParseError } from "jsonc-parser";
import { readCustomRules, type ReadRules } from "./readCustomRules.ts";

/** The rules of a `picket.json`. Its other settings are for the command line. */
export function readRulesFile(text: string): ReadRules {
  const errors: ParseError[] = [];
  const value: unknown = parse(text.replace(/^\ufeff/, ""), errors, { allowTrailingComma: true });
  if (errors.length > 0 || typeof value !== "object" || value === null) {
    return {
      rules: [],
      problems: ["the file is no JSON object, and none of its rules is used"],
      refused: [],
    };
  }
  return readCustomRules("rules" in value ? value.rules : undefined);
}

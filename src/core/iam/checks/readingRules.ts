import type { IamRule } from "./check.ts";

/** The text of a policy does not parse. */
export const jsonSyntaxError: IamRule = {
  id: "iam/json-syntax-error",
  title: "JSON syntax error in a policy",
  severity: "error",
  code: "JSON_SYNTAX_ERROR",
};

/** Rules that the engine itself reports while it reads. */
export const readingRules: readonly IamRule[] = [jsonSyntaxError];

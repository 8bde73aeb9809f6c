import { hasUnknown, spanWithin, type StringNode } from "../../model/valueNode.ts";
import type { Statement } from "../../model/policy.ts";
import type { IamRule, Issue, PolicyCheck } from "../check.ts";
import { atOperator, conditionCheck, shown, type ConditionFacts } from "./facts.ts";
import { analyzerRule } from "../analyzerRule.ts";
import { namesKey, variablesOf, type Variable } from "./variables.ts";

const emptyVariable = analyzerRule("EMPTY_VARIABLE", "error", "Policy variable without a name");
const missingBraceInVariable = analyzerRule(
  "MISSING_BRACE_IN_VARIABLE",
  "error",
  "Policy variable without its closing brace",
);
const missingQuoteInVariable = analyzerRule(
  "MISSING_QUOTE_IN_VARIABLE",
  "error",
  "Default of a policy variable without quotes",
);
const unsupportedSpaceInVariable = analyzerRule(
  "UNSUPPORTED_SPACE_IN_VARIABLE",
  "error",
  "Space in the name of a policy variable",
);
const unsupportedSymbolInVariable: IamRule = {
  id: "iam/unsupported-symbol-in-variable",
  title: "Symbol that no policy variable has",
  severity: "info",
};
const invalidVariableForOperator = analyzerRule(
  "INVALID_VARIABLE_FOR_OPERATOR",
  "error",
  "Policy variable with an operator that takes none",
);

/** Policy variables in resources and in values of conditions. */
export const variableChecks: readonly PolicyCheck[] = [
  {
    rules: [
      emptyVariable,
      missingBraceInVariable,
      missingQuoteInVariable,
      unsupportedSpaceInVariable,
      unsupportedSymbolInVariable,
    ],
    *check(policy) {
      for (const statement of policy.statements) {
        for (const node of placesOf(statement)) {
          if (!node.value.includes("${")) continue;
          for (const variable of variablesOf(node.value)) yield* checkVariable(variable, node);
        }
      }
    },
  },
  conditionCheck([invalidVariableForOperator], checkOperator),
];

/** Strings in which IAM replaces variables. */
function* placesOf({ resources, conditions }: Statement): Iterable<StringNode> {
  if (resources) yield* resources.values;
  for (const { values } of conditions) {
    for (const { node } of values) if (node.kind === "string") yield node;
  }
}

function* checkVariable(variable: Variable, node: StringNode): Iterable<Issue> {
  const { name, fallback, closed, start, end } = variable;
  const text = node.value.slice(start, end);
  if (hasUnknown(text)) return;
  const span = spanWithin(node, start, end);
  if (!closed) {
    // Text of another language that fills the policy in may well be cut here.
    if (!namesKey(variable)) return;
    const message = `The variable ${shown(text)} has no closing brace, so it is read as plain text. Add } behind its name.`;
    yield { rule: missingBraceInVariable, span, message };
    return;
  }
  if (name.trim() === "" && fallback === undefined) {
    const message = `${shown(text)} names no key of the request. Write one between the braces, such as aws:username, or remove it.`;
    yield { rule: emptyVariable, span, message };
    return;
  }
  if (!namesKey(variable)) return;
  if (fallback !== undefined && !/^'[^']*'$/.test(fallback)) {
    const message = `The default of ${shown(text)} must stand in single quotes: \${${name.trim()}, '${fallback.replaceAll("'", "")}'}.`;
    yield { rule: missingQuoteInVariable, span, message };
  }
  // The key of a tag may hold spaces.
  const fixed = name.split("/")[0] ?? name;
  if (/\s/.test(fixed) || /^\s|\s$/.test(name)) {
    const message = `The name in ${shown(text)} has a space, which belongs to no key. Remove it.`;
    const suggestion = `\${${fixed.replace(/\s/g, "")}${name.slice(fixed.length).trim()}${fallback === undefined ? "" : `, ${fallback}`}}`;
    yield { rule: unsupportedSpaceInVariable, span, message, data: { suggestion } };
  }
  const symbol = /[$*{<>|;!\\]/.exec(name)?.[0];
  if (symbol !== undefined) {
    const message = `No key of a request has ${symbol} in its name, as in ${shown(text)}. Remove it, or write \${${symbol === "*" ? "*" : "$"}} for the plain character.`;
    yield { rule: unsupportedSymbolInVariable, span, message };
  }
}

function* checkOperator(facts: ConditionFacts): Iterable<Issue> {
  const { condition, operator } = facts;
  if (!operator || operator.family === "String" || operator.family === "Arn") return;
  for (const { node, text } of condition.values) {
    if (node.kind !== "string" || !text.includes("${")) continue;
    const variable = variablesOf(text).find((one) => one.closed && namesKey(one));
    if (!variable || hasUnknown(text.slice(variable.start, variable.end))) continue;
    const message = `${operator.name} does not replace variables, so that ${shown(text)} never matches. Variables work with String and Arn operators only.`;
    const span = spanWithin(node, variable.start, variable.end);
    yield { rule: invalidVariableForOperator, span, message, related: atOperator(facts) };
  }
}

import type { Policy, Statement } from "../../model/policy.ts";
import { spanWithin, stringsOf, type StringNode } from "../../model/valueNode.ts";
import { analyzerRule } from "../analyzerRule.ts";
import type { Issue, PolicyCheck } from "../check.ts";
import { shown } from "./wording.ts";

const unsupportedInElement = analyzerRule(
  "VARIABLE_UNSUPPORTED_IN_ELEMENT",
  "error",
  "Policy variable where none is replaced",
);
const unsupportedInVersion = analyzerRule(
  "VARIABLE_UNSUPPORTED_IN_VERSION",
  "error",
  "Policy variable in a policy of the old version",
);

/**
 * Policy variables as IAM knows them: `${aws:username}`, `${saml:sub, 'default'}`, `${*}`. Templates of other tools
 * (`${bucket}`, `${AWS::Region}`) look alike and are none.
 */
const variable = /\$\{(?:[A-Za-z][\w.-]*:(?!:)[^{}]*|[*?$])\}/g;

/** The first policy variable of a text. */
export function variableIn(text: string): string | undefined {
  return text.includes("${") ? (text.match(variable)?.[0] ?? undefined) : undefined;
}

/** Policy variables in elements that do not take them, and in policies whose version does not know them. */
export const policyVariableCheck: PolicyCheck = {
  rules: [unsupportedInElement, unsupportedInVersion],
  *check(policy) {
    const isOld = isOldVersion(policy);
    if (policy.version?.kind === "string") yield* inElement(policy.version, "Version");
    for (const statement of policy.statements) {
      for (const [name, nodes] of withoutVariables(statement)) {
        for (const node of nodes) yield* inElement(node, name);
      }
      if (isOld) for (const node of withVariables(statement)) yield* inOldVersion(node, policy);
    }
  },
};

function* withoutVariables(statement: Statement): Generator<readonly [string, readonly StringNode[]]> {
  const { sid, effectMember, actions, principals } = statement;
  yield ["Sid", stringsOf(sid?.value)];
  yield ["Effect", stringsOf(effectMember?.value)];
  if (actions) yield [actions.member.key.value, actions.values];
  if (principals) yield [principals.member.key.value, principals.entries.map(({ value }) => value)];
}

function withVariables({ resources, conditions }: Statement): readonly StringNode[] {
  return [...(resources?.values ?? []), ...conditions.flatMap(({ valueNode }) => stringsOf(valueNode))];
}

function* inElement(node: StringNode, element: string): Generator<Issue> {
  for (const { text, span } of variablesOf(node)) {
    yield {
      rule: unsupportedInElement,
      span,
      message: `${shown(text)} stays as it is in "${element}": policy variables are replaced in Resource and Condition only. Write the value itself.`,
    };
  }
}

function* inOldVersion(node: StringNode, { version }: Policy): Generator<Issue> {
  for (const { text, span } of variablesOf(node)) {
    yield {
      rule: unsupportedInVersion,
      span,
      message: `${shown(text)} is plain text here, since the policy ${version ? "has the version of 2008" : "has no version"}. Use "Version": "2012-10-17".`,
      ...(version && { related: [{ span: version.span, message: "The version of the policy" }] }),
    };
  }
}

function* variablesOf(node: StringNode) {
  if (!node.value.includes("${")) return;
  for (const match of node.value.matchAll(variable)) {
    yield { text: match[0], span: spanWithin(node, match.index, match.index + match[0].length) };
  }
}

/** Whether the version is known, and older than variables are. No version at all is the old one. */
function isOldVersion({ root, version }: Policy): boolean {
  if (!version) return root !== undefined && !root.partial;
  return version.kind === "string" && version.value === "2008-10-17";
}

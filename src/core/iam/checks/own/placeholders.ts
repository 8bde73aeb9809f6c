import type { Policy } from "../../model/policy.ts";
import type { StringNode, ValueNode } from "../../model/valueNode.ts";
import type { IamRule, Issue, PolicyCheck } from "../check.ts";

const rule: IamRule = {
  id: "iam/placeholder",
  title: "Placeholder left in a policy",
  severity: "info",
};

/** Placeholders are no error while a policy is written, but AWS takes none. */
export const placeholderChecks: readonly PolicyCheck[] = [{ rules: [rule], check }];

function* check({ root }: Policy): Generator<Issue> {
  if (!root) return;
  for (const { placeholders = [] } of stringsBelow(root)) {
    for (const span of placeholders) {
      yield {
        rule,
        span,
        message: "This is a placeholder: put the real value here before the policy is used.",
      };
    }
  }
}

function* stringsBelow(root: ValueNode): Generator<StringNode> {
  const waiting: ValueNode[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.kind === "string") yield node;
    else if (node.kind === "list") waiting.push(...node.items);
    else if (node.kind === "object") waiting.push(...node.members.map(({ value }) => value));
  }
}

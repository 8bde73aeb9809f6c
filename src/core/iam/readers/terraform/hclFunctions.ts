import type { CallExpression, Expression } from "../code/expression.ts";
import { joinLists } from "../code/lists.ts";

/** Functions that give the items of their one list, perhaps in another order or fewer of them. */
const sameItems = new Set(["toset", "tolist", "distinct", "sort", "flatten", "compact"]);

/**
 * What a call of a Terraform function gives, where that can be told without evaluating: lists and objects that are put
 * together keep the parts that are seen. Other calls stay calls.
 */
export function callResult(call: CallExpression): Expression {
  const { callee, args, span } = call;
  if (callee === "concat") return joinLists(args, span);
  const [only] = args;
  if (sameItems.has(callee) && args.length === 1 && only?.kind === "list")
    return callee === "flatten"
      ? { ...joinLists(only.items, span), span: only.span }
      : { ...only, partial: only.partial || callee === "compact" };
  if (callee === "merge") return joinObjects(args, span);
  return call;
}

function joinObjects(parts: readonly Expression[], span: Expression["span"]): Expression {
  const members = parts.flatMap((part) => (part.kind === "object" ? part.members : []));
  const partial = parts.some((part) => part.kind !== "object" || part.partial);
  return { kind: "object", span, members, partial };
}

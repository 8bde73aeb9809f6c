import { contains, type Span } from "../../../model/span.ts";
import { hasUnknown, memberOf, type StringNode, type ValueNode } from "../../model/valueNode.ts";
import { answeredOtherwise } from "../answers.ts";
import { rulesAt, shown, type Draft, type FixContext } from "../draft.ts";

/** The name that a check takes for the one that was meant (`data.suggestion`), in the place of what stands there. */
export function* didYouMean(context: FixContext): Generator<Draft> {
  for (const { ruleId, severity, span, data } of context.findings) {
    const suggestion = data["suggestion"];
    if (answeredOtherwise.has(ruleId)) continue;
    if (typeof suggestion !== "string" || !context.wants("did-you-mean", span)) continue;
    const node = stringAt(context.policy.located.root, span);
    if (!node) continue;
    const text = replaced(node, span, suggestion);
    if (text === undefined || text === node.value) continue;
    yield {
      id: "did-you-mean",
      title: `Change it to ${shown(suggestion)}`,
      ruleIds: [ruleId],
      span,
      changes: [{ kind: "rename", node, text }],
      corrects: true,
      // What is only discouraged may be meant.
      ...(severity === "error" && { preferred: true }),
    };
  }
}

/** The whole text with the part at the span replaced; a suggestion is for the part, or for the whole text around it. */
function replaced(node: StringNode, span: Span, suggestion: string): string | undefined {
  const { content, value, span: whole } = node;
  if (span.start <= content.start && content.end <= span.end) return suggestion;
  if (!contains(whole, span) || !node.exact || hasUnknown(value)) return undefined;
  const before = value.slice(0, span.start - content.start);
  const after = value.slice(span.end - content.start);
  const isWhole = suggestion.startsWith(before) && suggestion.endsWith(after);
  return isWhole ? suggestion : before + suggestion + after;
}

/** The string, a key or a value, in which a span lies. */
function stringAt(node: ValueNode, span: Span): StringNode | undefined {
  if (node.kind === "string") return contains(node.span, span) ? node : undefined;
  const inside = node.kind === "list" ? node.items : [];
  for (const item of inside) {
    const found = stringAt(item, span);
    if (found) return found;
  }
  if (node.kind !== "object") return undefined;
  for (const { key, value } of node.members) {
    const found = contains(key.span, span) ? key : stringAt(value, span);
    if (found) return found;
  }
  return undefined;
}

const current = "2012-10-17";

/**
 * The current version of the policy language. Without it policy variables are plain text, which a statement that holds
 * one cannot have meant.
 */
export function* addVersion(context: FixContext): Generator<Draft> {
  const { policy } = context;
  const { root, version } = policy;
  if (!root || root.partial || !memberOf(root, "Statement")) return;
  const base = { id: "add-version", preferred: true } as const;
  const corrects = usesVariables(root) ? { corrects: true as const } : {};
  if (!version) {
    const span = { start: root.span.start, end: root.span.start + 1 };
    const found = context.findings.find(({ ruleId }) => ruleId === "iam/missing-version");
    if (!context.wants("add-version", found?.span ?? span)) return;
    yield {
      ...base,
      ...corrects,
      title: `Add "Version": "${current}"`,
      ruleIds: found ? [found.ruleId] : [],
      span: found?.span ?? span,
      changes: [{ kind: "add-member", object: root, key: "Version", value: current, at: "start" }],
    };
    return;
  }
  if (version.kind !== "string" || version.value === current || hasUnknown(version.value)) return;
  if (!context.wants("add-version", version.span)) return;
  yield {
    ...base,
    // Any other text than the two versions is refused by IAM.
    ...(version.value === "2008-10-17" ? corrects : { corrects: true as const }),
    title: `Change the version to ${current}`,
    ruleIds: rulesAt(context, "add-version", version.span),
    span: version.span,
    changes: [{ kind: "rename", node: version, text: current }],
  };
}

function usesVariables(node: ValueNode): boolean {
  if (node.kind === "string") return node.value.includes("${");
  if (node.kind === "list") return node.items.some(usesVariables);
  return node.kind === "object" && node.members.some(({ value }) => usesVariables(value));
}

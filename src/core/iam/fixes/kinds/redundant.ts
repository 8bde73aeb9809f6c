import { covers } from "../../matching/wildcard.ts";
import type { Element, Statement } from "../../model/policy.ts";
import {
  hasUnknown,
  memberOf,
  type Member,
  type ObjectNode,
  type StringNode,
} from "../../model/valueNode.ts";
import { counted, rulesAt, type Draft, type FixContext } from "../draft.ts";

/** Takes out entries that another entry of the same list covers, and statements that another one covers. */
export function* removeRedundant(context: FixContext): Generator<Draft> {
  for (const statement of context.policy.statements) {
    for (const kind of ["actions", "resources"] as const) yield* entriesOf(statement, kind, context);
  }
  yield* statementsOf(context);
}

function* entriesOf(
  statement: Statement,
  kind: "actions" | "resources",
  context: FixContext,
): Generator<Draft> {
  const element = statement[kind];
  if (!element || element.member.value.kind !== "list" || element.values.length < 2) return;
  const { span } = element.member.value;
  if (!context.wants("remove-redundant", span)) return;
  const gone = coveredIn(element, kind === "actions");
  if (gone.length === 0) return;
  const noun = kind === "actions" ? "action" : "resource";
  yield {
    id: "remove-redundant",
    title: `Remove ${counted(gone.length, noun)} that another ${noun} covers`,
    ruleIds: rulesAt(context, "remove-redundant", span).filter((rule) => rule.endsWith(noun)),
    span,
    changes: [
      { kind: "items", member: element.member, replaced: new Map(gone.map((node) => [node, []] as const)) },
    ],
    preferred: true,
  };
}

/** Of equal ones all but the first. */
function coveredIn({ values }: Element, foldCase: boolean): StringNode[] {
  const texts = values.map(({ value }) => (foldCase ? value.toLowerCase() : value));
  const wild = texts.flatMap((text, index) => (/[*?]/.test(text) ? [index] : []));
  const first = new Map<string, number>();
  texts.forEach((text, index) => first.has(text) || first.set(text, index));
  return values.filter((_, index) => {
    const text = texts[index] ?? "";
    if (hasUnknown(text)) return false;
    if (first.get(text) !== index) return true;
    return wild.some((other) => other !== index && texts[other] !== text && covers(texts[other] ?? "", text));
  });
}

function* statementsOf(context: FixContext): Generator<Draft> {
  const rules = ["iam/redundant-statement", "iam/redundant-statement-due-to-wildcard-in-condition"];
  const found = context.findings.filter(({ ruleId }) => rules.includes(ruleId));
  for (const statement of context.policy.statements) {
    const { span } = statement.node;
    const own = found.filter((one) => span.start <= one.span.start && one.span.end <= span.end);
    if (own.length === 0 || !context.wants("remove-redundant", span)) continue;
    yield {
      id: "remove-redundant",
      title: own.some(({ ruleId }) => ruleId === rules[0])
        ? "Remove this statement: another one covers it"
        : "Remove this statement: it never applies",
      ruleIds: [...new Set(own.map(({ ruleId }) => ruleId as string))],
      span: own[0]?.span ?? span,
      changes: [{ kind: "remove-statement", statement }],
      preferred: true,
    };
  }
}

/** Takes out members whose key stands again after them: a parser reads the last one only. */
export function* removeDuplicate(context: FixContext): Generator<Draft> {
  const { policy } = context;
  const objects: (ObjectNode | undefined)[] = [policy.root, ...policy.statements.map(({ node }) => node)];
  for (const { conditionMember } of policy.statements) {
    const block = conditionMember?.value;
    if (block?.kind !== "object") continue;
    objects.push(block);
    for (const { value } of block.members) if (value.kind === "object") objects.push(value);
  }
  for (const object of objects) {
    if (!object) continue;
    const gone = object.members.filter((member) => isOverwritten(object, member));
    const [first] = gone;
    if (!first || !gone.some(({ span }) => context.wants("remove-duplicate", span))) continue;
    yield {
      id: "remove-duplicate",
      title: `Remove the earlier ${first.key.value}, which is not read`,
      ruleIds: rulesAt(context, "remove-duplicate", object.span),
      span: first.span,
      changes: [{ kind: "remove-members", object, members: new Set(gone) }],
      preferred: true,
    };
  }
}

function isOverwritten(object: ObjectNode, member: Member): boolean {
  return memberOf(object, member.key.value) !== member;
}

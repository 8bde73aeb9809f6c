import { covers } from "../../matching/wildcard.ts";
import { isPattern } from "../../catalogue/expand.ts";
import { hasUnknown, type ObjectNode, type StringNode, type ValueNode } from "../../model/valueNode.ts";
import type { IamRule, Issue, PolicyCheck } from "../check.ts";
import type { Element, Statement } from "../../model/policy.ts";
import { analyzerRule } from "../analyzerRule.ts";
import { short } from "./short.ts";

const redundantAction = analyzerRule("REDUNDANT_ACTION", "info", "Action that another one holds");
const redundantResource = analyzerRule("REDUNDANT_RESOURCE", "info", "Resource that another one holds");
const redundantStatement = analyzerRule("REDUNDANT_STATEMENT", "info", "Statement that stands twice");

/** Entries and statements that change nothing. */
export const redundancyChecks: readonly PolicyCheck[] = [
  {
    rules: [redundantAction, redundantResource],
    *check(policy) {
      for (const { actions, resources } of policy.statements) {
        if (actions) yield* checkElement(actions, redundantAction);
        if (resources) yield* checkElement(resources, redundantResource);
      }
    },
  },
  {
    rules: [redundantStatement],
    *check(policy) {
      yield* checkStatements(policy.statements);
    },
  },
];

/** An entry with those that it holds, in the order of the text. */
interface RedundantGroup {
  readonly kept: StringNode;
  readonly redundant: readonly StringNode[];
}

/**
 * Groups of entries of which one holds the others: equal ones, and ones that a pattern takes in as a whole. Actions are
 * compared without case. Entries with unknown parts take no part.
 */
function redundantGroups({ values, member }: Element): readonly RedundantGroup[] {
  if (values.length < 2) return [];
  const ignoresCase = member.key.value.endsWith("Action");
  const entries = values
    .filter(({ value }) => !hasUnknown(value))
    .map((node) => ({ node, text: ignoresCase ? node.value.toLowerCase() : node.value }));
  const groups = new Map<string, StringNode[]>();
  for (const { node, text } of entries) {
    const equal = groups.get(text);
    if (equal) equal.push(node);
    else groups.set(text, [node]);
  }
  mergeCovered(groups);
  return [...groups.values()].flatMap(([kept, ...redundant]) =>
    kept && redundant.length > 0 ? [{ kept, redundant }] : [],
  );
}

/** More patterns than this stand in no policy that AWS takes: they would be longer than every quota. */
const mostPatterns = 2000;

/** Moves the entries of each covered text to the first widest pattern that covers it. */
function mergeCovered(groups: Map<string, StringNode[]>): void {
  const patterns = [...groups.keys()].filter(isPattern);
  if (patterns.length === 0 || patterns.length > mostPatterns) return;
  const all = bucketsOf(patterns);
  const widest = bucketsOf(patterns.filter((one) => coverOf(one, all) === undefined));
  for (const [text, nodes] of groups) {
    const by = coverOf(text, widest);
    if (by === undefined) continue;
    groups.get(by)?.push(...nodes);
    groups.delete(text);
  }
}

/** Patterns by the service that they name; those whose service is a pattern too under the empty text. */
type Buckets = ReadonlyMap<string, Bucket>;

/** Patterns by what stands in front of their first wildcard, with the lengths that this has. */
interface Bucket {
  readonly byHead: Map<string, Entry[]>;
  readonly lengths: Set<number>;
}

/** A pattern with its place among all and with what stands behind its last wildcard, which most texts lack. */
interface Entry {
  readonly pattern: string;
  readonly index: number;
  readonly tail: string;
}

function bucketsOf(patterns: readonly string[]): Buckets {
  const buckets = new Map<string, Bucket>();
  for (const [index, pattern] of patterns.entries()) {
    const service = serviceOf(pattern);
    const key = isPattern(service) ? "" : service;
    const last = Math.max(pattern.lastIndexOf("*"), pattern.lastIndexOf("?"));
    const head = pattern.slice(0, pattern.search(/[*?]/));
    const bucket: Bucket = buckets.get(key) ?? { byHead: new Map(), lengths: new Set() };
    const entries = bucket.byHead.get(head) ?? [];
    entries.push({ pattern, index, tail: pattern.slice(last + 1) });
    bucket.byHead.set(head, entries);
    bucket.lengths.add(head.length);
    buckets.set(key, bucket);
  }
  return buckets;
}

/** What stands in front of an action's colon, or of the third one of an ARN. */
function serviceOf(text: string): string {
  let colon = text.indexOf(":");
  if (text.startsWith("arn:")) colon = text.indexOf(":", text.indexOf(":", colon + 1) + 1);
  return text.slice(0, Math.max(0, colon));
}

function coverOf(text: string, buckets: Buckets): string | undefined {
  return coverIn(text, buckets.get(serviceOf(text))) ?? coverIn(text, buckets.get(""));
}

/** The first pattern of a bucket that covers a text and is another one. */
function coverIn(text: string, bucket: Bucket | undefined): string | undefined {
  let first: Entry | undefined;
  for (const length of bucket?.lengths ?? []) {
    const entries = length <= text.length ? bucket?.byHead.get(text.slice(0, length)) : undefined;
    const found = entries?.find(
      ({ pattern, tail }) => text.endsWith(tail) && pattern !== text && covers(pattern, text),
    );
    if (found && (!first || found.index < first.index)) first = found;
  }
  return first?.pattern;
}

function* checkElement(element: Element, rule: IamRule): Generator<Issue> {
  const what = rule === redundantAction ? "action" : "resource";
  for (const { kept, redundant } of redundantGroups(element)) {
    const inOrder = [kept, ...redundant].sort((a, b) => a.span.start - b.span.start);
    const [first, ...others] = inOrder;
    if (!first) continue;
    yield {
      rule,
      span: first.content,
      message: messageFor(what, kept, redundant),
      related: others.map((node) => ({
        span: node.content,
        message: node === kept ? "This one holds the others." : `This ${what} is redundant.`,
      })),
      data: { redundant: redundant.slice(0, 50).map(({ value }) => value), kept: kept.value },
    };
  }
}

function messageFor(what: string, kept: StringNode, redundant: readonly StringNode[]): string {
  const [one] = redundant;
  if (one && redundant.every(({ value }) => value.toLowerCase() === kept.value.toLowerCase()))
    return `The ${what} "${short(kept.value)}" stands ${redundant.length === 1 ? "twice" : `${redundant.length + 1} times`}. Keep one of them.`;
  const others =
    redundant.length === 1 ? `"${short(one?.value ?? "")}"` : `${redundant.length} other ${what}s`;
  return `"${short(kept.value)}" already holds ${others}. Remove what is redundant, or the wildcard if it is too wide.`;
}

function* checkStatements(statements: readonly Statement[]): Generator<Issue> {
  const sizes = new Map<string, number>();
  for (const statement of statements) {
    const size = sizeOf(statement);
    sizes.set(size, (sizes.get(size) ?? 0) + 1);
  }
  const first = new Map<string, Statement>();
  for (const statement of statements) {
    if (!statement.complete || sizes.get(sizeOf(statement)) === 1) continue;
    const text = canonical(statement);
    if (text === undefined) continue;
    const before = first.get(text);
    if (!before) {
      first.set(text, statement);
      continue;
    }
    yield {
      rule: redundantStatement,
      span: spanOf(before),
      message: `Statement ${statement.index + 1} says the same as this one (${before.index + 1}). Remove one of the two.`,
      related: [{ span: spanOf(statement), message: "The same statement again." }],
      data: { statements: [String(before.index), String(statement.index)] },
    };
  }
}

/** A cheap text that equal statements share, so that most need no closer look. */
function sizeOf({ effect, actions, resources, conditions }: Statement): string {
  return `${effect} ${actions?.values.length} ${resources?.values.length} ${conditions.length}`;
}

/** The `Sid` where there is one: the whole statement would underline too much. */
function spanOf({ sid, node, effectMember }: Statement) {
  return sid?.value.kind === "string" ? sid.value.content : (effectMember?.span ?? node.span);
}

/** A text that is equal for statements that say the same: order of keys and entries and the `Sid` left aside. */
function canonical({ node }: Statement): string | undefined {
  const members = node.members.filter(({ key }) => key.value !== "Sid");
  return members.length === 0 ? undefined : objectText({ ...node, members });
}

function textOf(node: ValueNode): string | undefined {
  if (node.kind === "unknown") return undefined;
  // Unknown parts may differ though they look alike.
  if (node.kind === "string") return hasUnknown(node.value) ? undefined : JSON.stringify(node.value);
  if (node.kind === "object") return node.partial ? undefined : objectText(node);
  if (node.kind !== "list") return String(node.value);
  const parts = node.items.map(textOf);
  if (node.partial || parts.includes(undefined)) return undefined;
  return parts.length === 1 ? parts[0] : `[${parts.sort(byText).join()}]`;
}

function objectText({ members }: ObjectNode): string | undefined {
  const parts = members.map(({ key, value }) => {
    const text = textOf(value);
    return text === undefined ? undefined : `${JSON.stringify(key.value)}:${text}`;
  });
  return parts.includes(undefined) ? undefined : `{${parts.sort(byText).join()}}`;
}

function byText(a: string | undefined, b: string | undefined): number {
  return (a ?? "") < (b ?? "") ? -1 : 1;
}

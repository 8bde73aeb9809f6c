import type { Finding } from "../../src/core/model/finding.ts";
import type { Span } from "../../src/core/model/span.ts";
import type { ValueNode } from "../../src/core/iam/model/valueNode.ts";
import { readJsonTree } from "../../src/core/iam/readers/jsonTree.ts";

/** A key or an index of a path into a policy. */
export type PathStep = string | number;

interface Placed {
  readonly code: string;
  readonly details: string;
  readonly paths: readonly (readonly PathStep[])[];
}

/**
 * Whether findings can be about that text: every path leads somewhere, and where a message quotes an action or an ARN
 * it stands in the text. Some rows of the history hold the findings of another policy that was published the same day.
 */
export function findingsFit(policy: string, findings: readonly Placed[]): boolean {
  if (findings.length === 0) return true;
  const { root } = readJsonTree(policy);
  return findings.every(({ code, details, paths }) => {
    if (!paths.every((path) => root && nodeAt(root, path))) return false;
    const named = code.startsWith("REDUNDANT_")
      ? /(?:such as: |the resource )(\S+?)(?:\.$| to remove)/.exec(details)?.[1]
      : undefined;
    return named === undefined || paths.some((path) => root && textAt(root, path) === named);
  });
}

function textAt(root: ValueNode, path: readonly PathStep[]): string | undefined {
  const node = nodeAt(root, path);
  return node?.kind === "string" ? node.value : undefined;
}

/** Where a path of Access Analyzer leads. A lone statement or value may be counted as a list of one. */
function nodeAt(root: ValueNode, path: readonly PathStep[]): ValueNode | undefined {
  let node: ValueNode | undefined = root;
  for (const step of path) {
    if (typeof step === "number")
      node = node?.kind === "list" ? node.items[step] : step === 0 ? node : undefined;
    else
      node =
        node?.kind === "object" ? node.members.findLast(({ key }) => key.value === step)?.value : undefined;
  }
  return node;
}

function spanAt(root: ValueNode, path: readonly PathStep[]): readonly Span[] {
  const node = nodeAt(root, path);
  if (!node) return [];
  const parent = nodeAt(root, path.slice(0, -1));
  const last = path.at(-1);
  const key =
    parent?.kind === "object" ? parent.members.findLast((one) => one.key.value === last)?.key : undefined;
  // A path to a member means the member: its key, its value or both may be marked.
  return [
    node.span,
    ...(node.kind === "string" ? [node.content] : []),
    ...(key ? [key.content, key.span, { start: key.span.start, end: node.span.end }] : []),
  ];
}

/** How many findings of the oracle are ours at the same first place, and with all places marked, of those whose code we give. */
export function comparePlaces(
  policy: string,
  theirs: readonly Placed[],
  ours: readonly Finding[],
): { same: number; related: number; all: number } {
  const { root } = readJsonTree(policy);
  const result = { same: 0, related: 0, all: 0 };
  for (const { code, paths } of theirs) {
    const ofCode = ours.filter(({ data }) => data["code"] === code);
    const [first, ...others] = paths.map((path) => (root ? spanAt(root, path) : []));
    // An empty path means the policy as a whole: where that is shown is ours to choose.
    if (ofCode.length === 0 || !first || paths[0]?.length === 0) continue;
    result.all++;
    const here = ofCode.filter(({ span }) => first.some((one) => isEqual(one, span)));
    if (here.length > 0) result.same++;
    const marksAll = here.some(({ related }) =>
      others.every((spans) => related.some(({ span }) => spans.some((one) => isEqual(one, span)))),
    );
    if (marksAll) result.related++;
  }
  return result;
}

function isEqual(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

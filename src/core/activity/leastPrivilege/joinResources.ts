import { inlinePolicyQuota } from "./policyDocument.ts";
import { covers } from "../../iam/matching/wildcard.ts";

/** How many resources of one kind stand side by side before they are joined into a pattern. */
export interface JoinLimits {
  /** Of things that come and go: objects of a bucket, streams of a log group. */
  readonly fleeting: number;
  /** Of all others. */
  readonly lasting: number;
  /** Whether all of a kind may be joined though their names have no common beginning. */
  readonly wholeKinds: boolean;
  /** Whether the actions of a service share the resources of all of them, so that they stand in one statement. */
  readonly sharedByService: boolean;
}

/** From fine to coarse: the next one is tried when a policy does not fit its quota. */
const joinLevels: readonly [JoinLimits, ...JoinLimits[]] = [
  { fleeting: 3, lasting: 12, wholeKinds: false, sharedByService: false },
  { fleeting: 1, lasting: 4, wholeKinds: true, sharedByService: false },
  { fleeting: 1, lasting: 1, wholeKinds: true, sharedByService: false },
  { fleeting: 1, lasting: 1, wholeKinds: true, sharedByService: true },
];

/**
 * Actions that open other doors: roles handed on or assumed, keys, secrets, changes of IAM. For them only the finest level
 * counts, whatever the quota.
 */
const sensitive = /^(?:kms|secretsmanager|sts):|^iam:(?!Get|List|Generate|Simulate)/;

/** What is chosen by size. */
interface Sized {
  readonly size: number;
}

/**
 * The finest of the levels whose result fits: a policy of `quota` characters, else the inline policies of a role. Where none
 * does, the finest of all, since it has to be split anyway.
 */
export function finestThatFits<T extends Sized>(quota: number, make: (level: JoinLimits) => T): T {
  const [first, ...coarser] = joinLevels;
  const finest = make(first);
  if (finest.size <= quota) return finest;
  const all = [finest, ...coarser.map(make)];
  return all.find(({ size }) => size <= quota) ?? all.find(({ size }) => size <= inlinePolicyQuota) ?? finest;
}

/** A common beginning has at least so many characters of the names themselves. */
const shortestStart = 3;

/**
 * Joins resources whose names begin alike into one pattern with a `*` at its end, where there are many of a kind.
 * @param isGranted whether a pattern lies within what was granted; others are not made
 * @returns patterns that hold all of `resources`, ordered, none of them within another
 */
function joinResources(
  resources: Iterable<string>,
  { fleeting, lasting, wholeKinds }: JoinLimits,
  isGranted: (pattern: string) => boolean,
): readonly string[] {
  const kinds = new Map<string, string[]>();
  for (const resource of new Set(resources)) {
    const kind = kindOf(resource);
    kinds.set(kind, [...(kinds.get(kind) ?? []), resource]);
  }
  const found = [...kinds].flatMap(([kind, of]) => {
    const most = isFleeting(kind) ? fleeting : lasting;
    if (of.length <= most) return of;
    const start = commonStart(of);
    const isTelling = start.length >= kind.length + shortestStart || isFleeting(kind) || wholeKinds;
    const pattern = `${start}*`;
    return isTelling && start.length >= kind.length && isGranted(pattern) ? [pattern] : of;
  });
  return withoutCovered(found).sort();
}

/** Actions that stand in one statement, with the patterns that they share. */
export interface ActionGroup {
  readonly actions: readonly string[];
  /** Ordered. */
  readonly patterns: readonly string[];
}

/**
 * Puts actions with the same resources together; where a level shares them, all actions of a service that do not need `*`.
 * @param isGranted as of `joinResources`; what is shared has to be granted for each action alike
 */
export function groupActions(
  resources: ReadonlyMap<string, readonly string[]>,
  level: JoinLimits,
  isGranted: (pattern: string) => boolean,
): readonly ActionGroup[] {
  const groups = new Map<
    string,
    { readonly limits: JoinLimits; readonly actions: string[]; patterns: string[] }
  >();
  for (const [action, patterns] of resources) {
    const limits = sensitive.test(action) ? joinLevels[0] : level;
    const joined = joinResources(patterns, limits, isGranted);
    const isShared = limits.sharedByService && !joined.includes("*");
    const key = isShared ? action.slice(0, action.indexOf(":")) : joined.join("\n");
    const group = groups.get(key);
    if (!group) groups.set(key, { limits, actions: [action], patterns: [...patterns] });
    else {
      group.actions.push(action);
      group.patterns = [...group.patterns, ...patterns];
    }
  }
  return [...groups.values()].map(({ limits, actions, patterns }) => ({
    actions: actions.sort(),
    patterns: joinResources(patterns, limits, isGranted),
  }));
}

/** Everything of an ARN in front of the resource's own name: `arn:aws:s3:::bucket/`, `arn:aws:ec2:eu-west-1:111122223333:instance/`. */
function kindOf(resource: string): string {
  const [, fields, name = ""] = /^((?:[^:]*:){5})(.*)$/s.exec(resource) ?? [];
  if (fields === undefined) return resource;
  const stream = name.lastIndexOf(":log-stream:");
  if (stream >= 0) return fields + name.slice(0, stream + ":log-stream:".length);
  const end = name.search(/[/:]/);
  return end < 0 ? fields : fields + name.slice(0, end + 1);
}

function isFleeting(kind: string): boolean {
  return /^arn:[^:]*:s3:::./.test(kind) || kind.endsWith(":log-stream:");
}

/** The common beginning, cut back to where a part of a name ends. */
function commonStart(texts: readonly string[]): string {
  const [first = "", ...others] = texts;
  let length = first.length;
  for (const text of others) {
    let at = 0;
    while (at < length && text[at] === first[at]) at++;
    length = at;
  }
  const start = first.slice(0, length).replace(/[*?].*$/s, "");
  return /^.*[/:._-]/s.exec(start)?.[0] ?? "";
}

/** Patterns without those that another one takes whole. */
export function withoutCovered(patterns: readonly string[]): string[] {
  const all = [...new Set(patterns)];
  const wide = all.filter((one) => /[*?]/.test(one));
  return all.filter((one) => !wide.some((other) => other !== one && covers(other, one)));
}

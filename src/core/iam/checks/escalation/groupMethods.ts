import type { StringNode } from "../../model/valueNode.ts";
import { escalationKinds } from "./method.ts";
import type { FoundMethod } from "./findMethods.ts";

/** Methods that one and the same grant opens: one finding. */
export interface MethodGroup {
  /** The worst of them. */
  readonly main: FoundMethod;
  /** All of them, the main one first. */
  readonly methods: readonly FoundMethod[];
}

interface OpenGroup {
  readonly main: FoundMethod;
  readonly methods: FoundMethod[];
  readonly tokens: Set<StringNode>;
}

/**
 * Puts methods together that the same tokens grant, so that `*` gives one finding and not seventy. A method that needs
 * more tokens than another one joins it: to take away the fewer ends both. Methods that pass roles join by the token
 * that grants `iam:PassRole`.
 */
export function groupMethods(found: readonly FoundMethod[]): MethodGroup[] {
  const groups: OpenGroup[] = [];
  for (const one of [...found].sort(byWeight)) {
    const tokens = tokensOf(one);
    const group =
      groups.find((other) => isSubset(other.tokens, tokens)) ??
      groups.find((other) => isSubset(tokens, other.tokens)) ??
      groups.find(({ main }) => passesBySame(main, one));
    if (!group) groups.push({ main: one, methods: [one], tokens });
    else {
      group.methods.push(one);
      if (passesBySame(group.main, one)) for (const token of tokens) group.tokens.add(token);
    }
  }
  return groups;
}

function byWeight(a: FoundMethod, b: FoundMethod): number {
  const level = (one: FoundMethod): number => (one.level === "certain" ? 0 : 1);
  return (
    level(a) - level(b) || escalationKinds.indexOf(a.method.kind) - escalationKinds.indexOf(b.method.kind)
  );
}

function tokensOf({ grants }: FoundMethod): Set<StringNode> {
  return new Set(grants.map(({ token }) => token));
}

function isSubset(small: ReadonlySet<StringNode>, large: ReadonlySet<StringNode>): boolean {
  return [...small].every((token) => large.has(token));
}

function passesBySame(a: FoundMethod, b: FoundMethod): boolean {
  if (a.method.kind !== "pass" || b.method.kind !== "pass" || a.level !== b.level) return false;
  return a.grants.at(-1)?.token === b.grants.at(-1)?.token;
}

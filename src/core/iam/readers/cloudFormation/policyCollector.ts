import type { LocatedPolicy, LocatedPrincipal, PolicyPlace } from "../../model/located.ts";
import type { StringNode, ValueNode } from "../../model/valueNode.ts";
import type { FoundDocument } from "./documents.ts";

interface Draft {
  readonly document: FoundDocument;
  readonly place: PolicyPlace;
  /** Logical id when it can be attached by it. */
  readonly id: string | undefined;
  readonly principals: Set<string>;
}

interface PrincipalDraft {
  readonly id: string;
  readonly kind: LocatedPrincipal["kind"];
  readonly span: StringNode["content"];
  readonly managedPolicies: StringNode[];
  boundary?: ValueNode;
  complete: boolean;
}

/** Gathers the policies and principals of a template; what is attached to what may be said in any order. */
export class PolicyCollector {
  private readonly drafts: Draft[] = [];
  private readonly principals: PrincipalDraft[] = [];
  private readonly attached: { principal: string; policy: string }[] = [];
  private readonly bounded: { principal: string; policy: string }[] = [];

  /**
   * @param id logical id of a managed policy
   * @param principals those that the place itself names
   */
  add(
    documents: readonly FoundDocument[],
    place: PolicyPlace,
    { id, principals = [] }: { id?: string; principals?: readonly string[] } = {},
  ): void {
    for (const document of documents)
      this.drafts.push({ document, place, id, principals: new Set(principals) });
  }

  addPrincipal(id: string, kind: LocatedPrincipal["kind"], key: StringNode): PrincipalDraft {
    const draft = { id, kind, span: key.content, managedPolicies: [], complete: true };
    this.principals.push(draft);
    return draft;
  }

  attach(principal: string, policy: string): void {
    this.attached.push({ principal, policy });
  }

  bound(principal: string, policy: string): void {
    this.bounded.push({ principal, policy });
  }

  result(): { policies: LocatedPolicy[]; principals: LocatedPrincipal[] } {
    const byId = new Map<string, Draft[]>();
    for (const draft of this.drafts)
      if (draft.id !== undefined) byId.set(draft.id, [...(byId.get(draft.id) ?? []), draft]);
    const known = new Set(this.principals.map(({ id }) => id));
    for (const { principal, policy } of this.attached)
      for (const draft of byId.get(policy) ?? []) draft.principals.add(principal);
    const boundaries = new Set<Draft>();
    for (const { principal, policy } of this.bounded) {
      for (const draft of byId.get(policy) ?? []) {
        if (draft.principals.size > 0 && !boundaries.has(draft)) continue;
        boundaries.add(draft);
        draft.principals.add(principal);
      }
    }
    return {
      policies: this.drafts.map((draft) => locatedOf(draft, known, boundaries.has(draft))),
      principals: this.principals,
    };
  }
}

function locatedOf(
  { document, place, principals }: Draft,
  known: ReadonlySet<string>,
  isBoundary: boolean,
): LocatedPolicy {
  const attached = [...principals].filter((id) => known.has(id));
  return {
    ...document,
    place: {
      ...place,
      ...(isBoundary && { type: "boundary" as const }),
      ...(attached.length > 0 && { principals: attached }),
    },
  };
}

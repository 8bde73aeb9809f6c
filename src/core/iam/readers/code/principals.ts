import type { Span } from "../../../model/span.ts";
import type { LocatedPrincipal } from "../../model/located.ts";
import { hasUnknown, unknownText, type StringNode, type ValueNode } from "../../model/valueNode.ts";
import { plainText, type Expression } from "./expression.ts";
import { isPartialList, itemsOfExpression, lastName } from "./names.ts";

type Kind = LocatedPrincipal["kind"];

interface Entry {
  readonly kind: Kind;
  readonly span: Span;
  readonly managed: StringNode[];
  boundary?: ValueNode;
  complete: boolean;
}

/** The roles, users and groups of a program or script, as it makes them and attaches policies to them. */
export class Principals {
  readonly #known = new Map<string, Entry>();
  /** Variables that hold one; undefined when two are held by the same name. */
  readonly #variables = new Map<string, string | undefined>();

  /** Notes one that the source makes. `variable` is what it is assigned to. */
  declare(id: string, kind: Kind, span: Span, variable?: string): string {
    let free = id;
    for (let count = 2; this.#known.has(free); count++) free = `${id} ${count}`;
    this.#known.set(free, { kind, span, managed: [], complete: true });
    if (variable !== undefined)
      this.#variables.set(variable, this.#variables.has(variable) ? undefined : free);
    return free;
  }

  readonly #isSettled: (name: string) => boolean;

  /** @param isSettled whether a variable means the same wherever it stands: a parameter of two functions does not */
  constructor(isSettled: (name: string) => boolean = () => true) {
    this.#isSettled = isSettled;
  }

  /** The one that a variable holds, or an attribute of it: `role`, `role.name`. */
  held(path: string): string | undefined {
    return (
      this.#variables.get(path) ?? this.#variables.get(path.slice(0, Math.max(0, path.lastIndexOf("."))))
    );
  }

  /** The one that a call of an API names; one that the source did not make before is noted. */
  named(expression: Expression | undefined, kind: Kind, source: string): string | undefined {
    if (!expression || (expression.kind !== "text" && expression.kind !== "name")) return undefined;
    const held = expression.kind === "name" ? this.held(expression.path) : undefined;
    if (held !== undefined) return held;
    const text = plainText(expression) ?? source.slice(expression.span.start, expression.span.end);
    const isOther = expression.kind === "name" && !this.#isSettled(expression.path);
    const id = isOther ? `${kind} ${text} at ${expression.span.start}` : `${kind} ${text}`;
    if (!this.#known.has(id)) {
      const span = expression.kind === "text" ? expression.node.content : expression.span;
      this.#known.set(id, { kind, span, managed: [], complete: true });
    }
    return id;
  }

  /** Attaches managed policies: ARNs, names, or the CDK's calls that give one. */
  attach(id: string, policies: Expression): void {
    const entry = this.#known.get(id);
    if (!entry) return;
    if (policies.kind === "list" && isPartialList(policies)) entry.complete = false;
    for (const policy of itemsOfExpression(policies)) {
      const node = managedPolicy(policy);
      if (node) entry.managed.push(node);
      else entry.complete = false;
    }
  }

  /** Sets the permissions boundary. */
  bound(id: string, boundary: Expression): void {
    const entry = this.#known.get(id);
    if (entry) entry.boundary = managedPolicy(boundary) ?? { kind: "unknown", span: boundary.span };
  }

  /** All of them, in the order in which they were noted. */
  all(): LocatedPrincipal[] {
    return [...this.#known].map(([id, { kind, span, managed, boundary, complete }]) => ({
      id,
      kind,
      span,
      managedPolicies: managed,
      ...(boundary && { boundary }),
      complete,
    }));
  }
}

function managedPolicy(expression: Expression): StringNode | undefined {
  if (
    expression.kind === "call" &&
    /^from(?:aws)?managedpolicy(?:name|arn)$/.test(lastName(expression.callee))
  ) {
    const last = expression.args.at(-1);
    return last && managedPolicy(last.kind === "object" ? (last.members.at(-1)?.value ?? last) : last);
  }
  if (expression.kind !== "text") return undefined;
  const { node } = expression;
  return hasUnknown(node.value) && /^\W*$/.test(node.value.replaceAll(unknownText, "")) ? undefined : node;
}

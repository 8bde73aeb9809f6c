import { everyNode, type SyntaxNode } from "../../../fixes/syntaxTree.ts";
import type { LocatedPolicy, PolicyPlace, PolicySyntax, SyntaxProblem } from "../../model/located.ts";
import { memberOf, type ValueNode } from "../../model/valueNode.ts";
import { isPolicyShape } from "../policyShape.ts";
import { looksLikePolicy, readEmbeddedJson } from "./embeddedJson.ts";
import {
  propertyOf,
  toValue,
  type Expression,
  type ObjectExpression,
  type TextExpression,
} from "./expression.ts";

/** What the language of a text makes of names and calls. */
export interface SourceLanguage {
  /** How a policy is written that is an object of the language. */
  readonly syntax: PolicySyntax;
  /** Functions that write their first argument as JSON, as the calls name them. */
  readonly encoders: ReadonlySet<string>;
  /** What a name stands for within a policy. */
  readonly resolve: (name: string) => Expression | undefined;
  /** What a name stands for where a whole policy is asked for. */
  readonly follow: (name: string) => Expression | undefined;
}

interface PolicySource {
  readonly root: ValueNode;
  readonly syntax: PolicySyntax;
  readonly problems: readonly SyntaxProblem[];
  readonly places: PolicyPlace[];
}

/** The policies of a text by the offset at which each begins: one that is used at several places is read once. */
export class PolicySources {
  readonly #language: SourceLanguage;
  readonly #sources = new Map<number, PolicySource>();

  constructor(language: SourceLanguage) {
    this.#language = language;
  }

  /** Notes that an expression is used as a policy. Nothing happens when it cannot be read. */
  use(expression: Expression, place: PolicyPlace, depth = 0): void {
    if (depth > 10) return;
    if (expression.kind === "text") this.#useText(expression, place);
    else if (expression.kind === "object") this.#useObject(expression, place);
    else if (expression.kind === "call" && this.#language.encoders.has(expression.callee)) {
      if (expression.args[0]) this.use(expression.args[0], place, depth + 1);
    } else if (expression.kind === "name") {
      const meant = this.#language.follow(expression.path);
      if (meant) this.use(meant, place, depth + 1);
    }
  }

  /** Notes a use of a policy that the source writes in another form than the policy language's, read when it is new. */
  useImplied(at: number, make: () => Pick<LocatedPolicy, "root" | "syntax">, place?: PolicyPlace): void {
    const known = this.#sources.get(at);
    if (known && place) known.places.push(place);
    if (!known) this.#sources.set(at, { ...make(), problems: [], places: place ? [place] : [] });
  }

  /** Reads the policies that nothing is known to use, and that no other policy holds. */
  addRest(
    root: SyntaxNode,
    isCandidate: (node: SyntaxNode) => boolean,
    read: (node: SyntaxNode) => Expression,
  ): void {
    // Blocks and calls that were read in their own form hold the strings of one policy and no other.
    let claimedTo = -1;
    for (const node of everyNode(root)) {
      if (node.start < claimedTo) continue;
      const known = this.#sources.get(node.start);
      if (known) claimedTo = Math.max(claimedTo, known.root.span.end);
      else if (isCandidate(node)) this.#addIfPolicy(read(node));
    }
  }

  /** All policies in the order of the text. */
  all(): LocatedPolicy[] {
    return [...this.#sources.entries()]
      .filter(([, { root }]) => isMeantAsPolicy(root))
      .sort(([a], [b]) => a - b)
      .map(([, { root, syntax, problems, places }]) => ({
        root,
        syntax,
        problems,
        place: joinPlaces(places),
      }));
  }

  #useText(expression: TextExpression, place: PolicyPlace): void {
    const known = this.#sources.get(expression.span.start);
    if (known) known.places.push(place);
    else if (/^\s*\{/.test(expression.mapped.text)) {
      const { root, problems } = readEmbeddedJson(expression.mapped);
      if (root) this.#sources.set(expression.span.start, { root, syntax: "json", problems, places: [place] });
    }
  }

  #useObject(expression: Expression, place: PolicyPlace | undefined): void {
    const { syntax, resolve } = this.#language;
    this.useImplied(expression.span.start, () => ({ root: toValue(expression, resolve), syntax }), place);
  }

  /** Programs add to an object what it lacks, and tests look for a part of one. */
  #mayGrow(expression: ObjectExpression): ObjectExpression {
    return isProgram(this.#language.syntax) && !propertyOf(expression, "Version")
      ? { ...expression, partial: true }
      : expression;
  }

  #addIfPolicy(expression: Expression): void {
    if (expression.kind === "object" && isPolicyShape(toValue(expression)))
      this.#useObject(this.#mayGrow(expression), undefined);
    if (expression.kind !== "text" || !looksLikePolicy(expression.mapped.text)) return;
    const { root, problems } = readEmbeddedJson(expression.mapped);
    if (!root || !isPolicyShape(root)) return;
    // What a program does with the string before it is a policy is not seen.
    const own = isProgram(this.#language.syntax) ? [] : problems;
    this.#sources.set(expression.span.start, { root, syntax: "json", problems: own, places: [] });
  }
}

const isProgram = (syntax: PolicySyntax): boolean => syntax === "javascript" || syntax === "python";

/** Whether a value at the place of a policy is one, however broken: tests and examples give anything there. */
function isMeantAsPolicy(root: ValueNode): boolean {
  return memberOf(root, "Statement") !== undefined || memberOf(root, "Version") !== undefined;
}

/** What all uses of a policy agree on. */
function joinPlaces(places: readonly PolicyPlace[]): PolicyPlace {
  const used = places.filter(({ type }) => type !== undefined);
  const [first] = used;
  const name = (first ?? places[0])?.name;
  const type = used.every((place) => place.type === first?.type) ? first?.type : undefined;
  const resourceType = used.every((place) => place.resourceType === first?.resourceType)
    ? first?.resourceType
    : undefined;
  const principals = [...new Set(places.flatMap((place) => place.principals ?? []))];
  return {
    ...(type && { type }),
    ...(resourceType && type && { resourceType }),
    ...(principals.length > 0 && { principals }),
    ...(name !== undefined && { name }),
  };
}

import { everyNode, type SyntaxNode } from "../../../fixes/syntaxTree.ts";
import type { LocatedPolicy, PolicyPlace, SyntaxProblem } from "../../model/located.ts";
import type { ValueNode } from "../../model/valueNode.ts";
import { looksLikePolicy, readEmbeddedJson } from "../code/embeddedJson.ts";
import { toValue, type Expression } from "../code/expression.ts";
import { isPolicyShape } from "../policyShape.ts";
import { hclExpression } from "./hclExpressions.ts";
import { documentOf } from "./policyDocument.ts";
import type { TerraformFile } from "./terraformFile.ts";

/** A policy of a file before the places that use it are known. */
export interface PolicySource {
  readonly root: ValueNode;
  readonly syntax: LocatedPolicy["syntax"];
  readonly problems: readonly SyntaxProblem[];
  readonly places: PolicyPlace[];
}

/** The policies of a file by the offset at which each begins, so that one that is used twice is read once. */
export class PolicySources {
  readonly #file: TerraformFile;
  readonly #sources = new Map<number, PolicySource>();

  constructor(file: TerraformFile) {
    this.#file = file;
  }

  /** Notes that an expression is used as a policy. Nothing happens when it cannot be read. */
  use(expression: Expression, place: PolicyPlace, depth = 0): void {
    if (depth > 10) return;
    if (expression.kind === "text") this.#useText(expression, place);
    else if (expression.kind === "object") this.#add(expression, place);
    else if (expression.kind === "call" && expression.callee === "jsonencode" && expression.args[0])
      this.use(expression.args[0], place, depth + 1);
    else if (expression.kind === "name") this.#useName(expression.path, place, depth);
  }

  /** Reads the policy documents that nothing in the file uses, and policies that stand at other places. */
  addRest(root: SyntaxNode, text: string): void {
    for (const name of this.#file.documents.keys()) this.#useDocument(name);
    let claimedTo = -1;
    for (const node of everyNode(root)) {
      if (node.start < claimedTo) continue;
      const known = this.#sources.get(node.start);
      if (known && known.syntax !== "terraform-document") claimedTo = known.root.span.end;
      else if (isCandidate(node, text)) {
        const expression = hclExpression(node, text);
        this.#addIfPolicy(expression);
      }
    }
  }

  /** All policies in the order of the text. */
  all(): LocatedPolicy[] {
    return [...this.#sources.entries()]
      .sort(([a], [b]) => a - b)
      .map(([, { root, syntax, problems, places }]) => ({
        root,
        syntax,
        problems,
        place: joinPlaces(places),
      }));
  }

  #useText(expression: Expression & { kind: "text" }, place: PolicyPlace): void {
    const known = this.#sources.get(expression.span.start);
    if (known) known.places.push(place);
    else if (/^\s*\{/.test(expression.mapped.text)) {
      const { root, problems } = readEmbeddedJson(expression.mapped);
      if (root) this.#sources.set(expression.span.start, { root, syntax: "json", problems, places: [place] });
    }
  }

  #add(expression: Expression, place: PolicyPlace | undefined): void {
    const known = this.#sources.get(expression.span.start);
    const places = known?.places ?? [];
    if (place) places.push(place);
    if (known) return;
    const root = toValue(expression, this.#file.resolve);
    this.#sources.set(expression.span.start, { root, syntax: "hcl", problems: [], places });
  }

  #useName(path: string, place: PolicyPlace, depth: number): void {
    const [scope, second = "", third = ""] = path.split(".");
    if (scope === "data" && second === "aws_iam_policy_document") this.#useDocument(third, place);
    const local = scope === "local" ? this.#file.locals.get(second) : undefined;
    if (local && third === "") this.use(local, place, depth + 1);
  }

  #useDocument(name: string, place?: PolicyPlace): void {
    const block = this.#file.documents.get(name);
    if (!block) return;
    const source = this.#sources.get(block.span.start) ?? {
      root: documentOf(block, this.#file.resolve),
      syntax: "terraform-document" as const,
      problems: [],
      places: [],
    };
    source.places.push(place ?? { name });
    this.#sources.set(block.span.start, source);
  }

  #addIfPolicy(expression: Expression): void {
    if (expression.kind === "object" && isPolicyShape(toValue(expression))) this.#add(expression, undefined);
    if (expression.kind !== "text" || !looksLikePolicy(expression.mapped.text)) return;
    const { root, problems } = readEmbeddedJson(expression.mapped);
    if (root && isPolicyShape(root))
      this.#sources.set(expression.span.start, { root, syntax: "json", problems, places: [] });
  }
}

function isCandidate(node: SyntaxNode, text: string): boolean {
  if (node.type === "object")
    return node.children.some(
      ({ type, start, end }) =>
        type === "object_elem" && /^"?Statement"?\s*[=:]/.test(text.slice(start, end)),
    );
  if (node.type === "heredoc_template" || node.type === "quoted_template" || node.type === "string_lit")
    return node.end - node.start > 20 && text.slice(node.start, node.end).includes("Statement");
  return false;
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
  const principals = [...new Set(used.flatMap((place) => place.principals ?? []))];
  return {
    ...(type && { type }),
    ...(resourceType && type && { resourceType }),
    ...(principals.length > 0 && { principals }),
    ...(name !== undefined && { name }),
  };
}

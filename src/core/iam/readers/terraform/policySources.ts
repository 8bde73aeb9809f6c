import type { SyntaxNode } from "../../../fixes/syntaxTree.ts";
import type { PolicyPlace } from "../../model/located.ts";
import type { Expression } from "../code/expression.ts";
import { PolicySources } from "../code/policySources.ts";
import { hclExpression } from "./hclExpressions.ts";
import { documentOf } from "./policyDocument.ts";
import type { TerraformFile } from "./terraformFile.ts";

const encoders: ReadonlySet<string> = new Set(["jsonencode"]);

/** The policies of a Terraform file: those of expressions, and policy documents by name. */
export class TerraformPolicies {
  readonly #file: TerraformFile;
  readonly #sources: PolicySources;

  constructor(file: TerraformFile) {
    this.#file = file;
    const follow = (path: string): Expression | undefined => {
      const [scope, name = "", ...rest] = path.split(".");
      return scope === "local" && rest.length === 0 ? file.locals.get(name) : undefined;
    };
    this.#sources = new PolicySources({ syntax: "hcl", encoders, resolve: file.resolve, follow });
  }

  /** Notes that an expression is used as a policy. */
  use(expression: Expression, place: PolicyPlace): void {
    const document = documentNamed(expression, this.#file);
    if (document === undefined) this.#sources.use(expression, place);
    else this.#useDocument(document, place);
  }

  /** Every policy of the file; those that no resource uses come last to be read. */
  all(root: SyntaxNode, text: string): ReturnType<PolicySources["all"]> {
    for (const name of this.#file.documents.keys()) this.#useDocument(name);
    this.#sources.addRest(
      root,
      (node) => isCandidate(node, text),
      (node) => hclExpression(node, text),
    );
    return this.#sources.all();
  }

  #useDocument(name: string, place?: PolicyPlace): void {
    const block = this.#file.documents.get(name);
    if (!block) return;
    const make = () => ({
      root: documentOf(block, this.#file.resolve),
      syntax: "terraform-document" as const,
    });
    this.#sources.useImplied(block.span.start, make, place ?? { name });
  }
}

function documentNamed(expression: Expression, file: TerraformFile, depth = 0): string | undefined {
  if (expression.kind !== "name" || depth > 10) return undefined;
  const [scope, second = "", third = ""] = expression.path.split(".");
  if (scope === "data" && second === "aws_iam_policy_document") return third;
  const local = scope === "local" && third === "" ? file.locals.get(second) : undefined;
  return local && documentNamed(local, file, depth + 1);
}

function isCandidate(node: SyntaxNode, text: string): boolean {
  if (node.type === "object")
    return node.children.some(
      ({ type, start, end }) =>
        type === "object_elem" && /^"?Statement"?\s*[=:]/.test(text.slice(start, Math.min(end, start + 40))),
    );
  if (node.type === "heredoc_template" || node.type === "quoted_template" || node.type === "string_lit")
    return node.end - node.start > 20 && text.slice(node.start, node.end).includes("Statement");
  return false;
}

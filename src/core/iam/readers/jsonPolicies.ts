import { nothingRead, type PolicyPlace, type PolicyText, type SyntaxProblem } from "../model/located.ts";
import { itemsOf, memberOf, type ObjectNode, type ValueNode } from "../model/valueNode.ts";
import { readAuthorizationDetails } from "./authorizationDetails.ts";
import { resolve, type TemplateNames } from "./cloudFormation/intrinsics.ts";
import { readFragment, readTemplate } from "./cloudFormation/readTemplate.ts";
import { holdsResources, isTemplate, namesOf } from "./cloudFormation/templateResources.ts";
import { findDocuments } from "./cloudFormation/findDocuments.ts";
import { readJsonTree } from "./jsonTree.ts";
import { isNamedPolicy, placeByKey, typeByPath } from "./placeByName.ts";
import { isPolicyShape } from "./policyShape.ts";
import { typeInComment } from "./typeComment.ts";

/** What every JSON text with something to read holds; `\"` in a text within the text. */
const sign =
  /"Statement\\*"\s*:|AWS::(?:IAM|EC2::(?:SecurityGroup|NetworkAcl)|WorkSpaces|Lambda::Permission|Serverless|SSO)|RoleDetailList|%22Statement%22/;

/** Interpolations of Terraform and of templates; with two dollar signs they stand for text, which is not looked at. */
const interpolation = /\$?\$\{[^{}]*\}/g;

const isTemplateFile = /\.(?:tf\.json|tpl|tftpl|tmpl|template)$/i;

/**
 * Reads a JSON text: a policy, a template, or anything that holds policies somewhere.
 * @param typeIsGiven a setting says the policies' type, so that the file's name does not
 */
export function readJsonPolicies(text: string, path = "", typeIsGiven = false): PolicyText {
  if (!sign.test(text)) return nothingRead;
  const isLenient = /\.(?:jsonc|json5)$/i.test(path) || /^\s*(?:\/\/|\/\*)/m.test(text);
  const { root: written, problems } = readJsonTree(text, { strict: !isLenient });
  if (!written) return nothingRead;
  const source = { text, syntax: "json" } as const;
  const variables = isTemplateFile.test(path) ? interpolation : undefined;
  const root = variables ? withoutVariables(written, namesOf(written, [], source, variables)) : written;
  const named = isNamedPolicy(path);
  const place = (of: ObjectNode): PolicyPlace => {
    const type = typeIsGiven || typeInComment(text) ? undefined : typeByPath(path, hasPrincipal(of));
    return type ? { type } : {};
  };
  if (root.kind === "object" && (isPolicyShape(root) || (named && memberOf(root, "Statement") !== undefined)))
    return onePolicy(root, place(root), withoutTemplates(text, problems));
  // Too broken to have members: only the problem is told.
  if (root.kind !== "object" && root.kind !== "list" && named && /"Effect"\s*:/.test(text)) {
    const nothingSeen: ObjectNode = { kind: "object", members: [], span: root.span, partial: true };
    return onePolicy(nothingSeen, {}, withoutTemplates(text, problems));
  }
  if (isTemplate(root)) return readTemplate(root, source);
  if (memberOf(root, "RoleDetailList") ?? memberOf(root, "UserDetailList"))
    return readAuthorizationDetails(root, source);
  if (holdsResources(root)) return readFragment(root, source);
  const policies = findDocuments(written, namesOf(written, [], source, variables)).map(
    ({ document, key, owner }) => ({
      ...document,
      place: placeByKey(key, owner),
    }),
  );
  return { ...nothingRead, policies };
}

function onePolicy(root: ObjectNode, place: PolicyPlace, problems: readonly SyntaxProblem[]): PolicyText {
  return { ...nothingRead, policies: [{ root, syntax: "json", place, problems }] };
}

/** Text that a tool is to fill in is no JSON yet: what the parser says of its line, and after it, is no problem. */
function withoutTemplates(text: string, problems: readonly SyntaxProblem[]): readonly SyntaxProblem[] {
  const first = problems.findIndex(({ span }) => {
    const start = text.lastIndexOf("\n", span.start - 1) + 1;
    const end = text.indexOf("\n", span.start);
    return /\{\{|\{%|<%|\$\{(?![\w.]+:|[*?$]\})/.test(text.slice(start, end < 0 ? text.length : end));
  });
  return first < 0 ? problems : problems.slice(0, first);
}

/** A template of CloudFormation keeps its functions, a policy has none. */
function withoutVariables(root: ValueNode, names: TemplateNames): ValueNode {
  return isPolicyShape(root) ? (resolve(root, names) ?? root) : root;
}

function hasPrincipal(root: ObjectNode): boolean {
  return itemsOf(memberOf(root, "Statement")?.value).some(
    (one) => (memberOf(one, "Principal") ?? memberOf(one, "NotPrincipal")) !== undefined,
  );
}

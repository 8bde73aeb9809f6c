import type { ObjectNode, ValueNode } from "../../model/valueNode.ts";
import { isPolicyShape } from "../policyShape.ts";
import { documentInText, type FoundDocument } from "./documents.ts";
import { callOf, resolve, type TemplateNames } from "./intrinsics.ts";

/** A document that was known by its shape, with what stands around it. */
export interface ShapedDocument {
  readonly document: FoundDocument;
  /** Name of the member that it is the value of, or that holds the list which it stands in. */
  readonly key: string | undefined;
  /** The object with that member. */
  readonly owner: ObjectNode | undefined;
}

/** Documents anywhere below a value, known by their shape: as objects, or as JSON in texts. */
export function findDocuments(root: ValueNode, names: TemplateNames): ShapedDocument[] {
  const found: ShapedDocument[] = [];
  const search = (node: ValueNode, key: string | undefined, owner: ObjectNode | undefined): void => {
    const isCall = callOf(node) !== undefined;
    if (node.kind === "string" || isCall) {
      const document = mentionsStatement(node) ? documentInText(node, names) : undefined;
      if (document && isPolicyShape(document.root)) found.push({ document, key, owner });
      if (document || node.kind === "string") return;
    }
    if (node.kind === "list") for (const item of node.items) search(item, key, owner);
    if (node.kind !== "object") return;
    const document = documentIn(node, names);
    if (document) found.push({ document, key, owner });
    else for (const member of node.members) search(member.value, member.key.value, isCall ? owner : node);
  };
  search(root, undefined, undefined);
  return found;
}

function documentIn(node: ObjectNode, names: TemplateNames): FoundDocument | undefined {
  if (!node.members.some(({ key }) => key.value === "Statement")) return undefined;
  const root = resolve(node, names);
  return root && isPolicyShape(root) ? { root, syntax: names.source.syntax, problems: [] } : undefined;
}

/** Whether a text or the arguments of a function hold the word; a look that spares the decoding. */
function mentionsStatement(node: ValueNode): boolean {
  if (node.kind === "string") return /"Statement"|%22Statement%22/i.test(node.value);
  if (node.kind === "list") return node.items.some(mentionsStatement);
  return node.kind === "object" && node.members.some(({ value }) => mentionsStatement(value));
}

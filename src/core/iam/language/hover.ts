import type { Span } from "../../model/span.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Policy } from "../model/policy.ts";
import { hasUnknown } from "../model/valueNode.ts";
import { effectTexts, elementTexts, principalTypes, versionTexts } from "./elementTexts.ts";
import { describeAction } from "./hoverAction.ts";
import { describeConditionValue, describeKey, describeOperator } from "./hoverCondition.ts";
import { describePrincipal } from "./hoverPrincipal.ts";
import { describeResource } from "./hoverResource.ts";
import { code, paragraphs } from "./markdown.ts";
import { tokenAt, type PolicyToken, type TokenKind } from "./token.ts";

/** What to show over a token of a policy. */
export interface IamHover {
  /** Markdown without HTML and without links. */
  readonly markdown: string;
  /** The token. */
  readonly span: Span;
}

/** Explains the token at an offset; undefined where no policy stands or nothing is known. */
export function hoverAt(
  policies: readonly Policy[],
  offset: number,
  catalogue: Catalogue,
): IamHover | undefined {
  const token = tokenAt(policies, offset);
  const text = token && describers[token.kind](token, catalogue);
  if (!token || text === undefined || text === "") return undefined;
  const dated = fromCatalogue.has(token.kind) ? `*AWS data of ${catalogue.date}*` : undefined;
  return { markdown: paragraphs([text, dated]), span: token.node.span };
}

/** Tokens that the catalogue explains. */
const fromCatalogue: ReadonlySet<PolicyToken["kind"]> = new Set(["action", "resource", "condition-key"]);

type Describe = (token: PolicyToken, catalogue: Catalogue) => string | undefined;

const describers: Readonly<Record<TokenKind, Describe>> = {
  element: ({ node }) => titled(node.value, elementTexts),
  version: ({ node }) => titled(node.value, versionTexts),
  effect: ({ node }) => titled(node.value, effectTexts),
  action: ({ node, negated }, catalogue) => describeAction(node.value, negated ?? false, catalogue),
  resource: describeResource,
  "principal-type": ({ node }) => titled(node.value, principalTypes),
  principal: ({ node, principalType, negated = false }, catalogue) =>
    describePrincipal(node.value, { type: principalType, negated, catalogue }),
  operator: ({ node, condition }) =>
    condition && !hasUnknown(node.value) ? describeOperator(condition) : undefined,
  "condition-key": ({ node }, catalogue) =>
    hasUnknown(node.value) ? undefined : describeKey(node.value, catalogue),
  "condition-value": ({ condition }, catalogue) =>
    condition && !hasUnknown(condition.key.value) ? describeConditionValue(condition, catalogue) : undefined,
};

function titled(name: string, texts: Readonly<Record<string, string>>): string | undefined {
  const about = Object.hasOwn(texts, name) ? texts[name] : undefined;
  return about === undefined ? undefined : paragraphs([`**${code(name)}**`, about]);
}

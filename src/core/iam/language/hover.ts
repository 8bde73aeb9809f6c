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
import { tokenAt, type PolicyToken } from "./token.ts";

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
  const text = token && describe(token, catalogue);
  if (!token || text === undefined || text === "") return undefined;
  const dated = fromCatalogue.has(token.kind) ? `*AWS data of ${catalogue.date}*` : undefined;
  return { markdown: paragraphs([text, dated]), span: token.node.span };
}

/** Tokens that the catalogue explains. */
const fromCatalogue: ReadonlySet<PolicyToken["kind"]> = new Set(["action", "resource", "condition-key"]);

function describe(token: PolicyToken, catalogue: Catalogue): string | undefined {
  const { kind, node, condition, negated = false } = token;
  const { value } = node;
  switch (kind) {
    case "element":
      return titled(value, elementTexts);
    case "version":
      return titled(value, versionTexts);
    case "effect":
      return titled(value, effectTexts);
    case "action":
      return describeAction(value, negated, catalogue);
    case "resource":
      return describeResource(token, catalogue);
    case "principal-type":
      return titled(value, principalTypes);
    case "principal":
      return describePrincipal(value, { type: token.principalType, negated, catalogue });
    case "operator":
      return condition && !hasUnknown(value) ? describeOperator(condition) : undefined;
    case "condition-key":
      return hasUnknown(value) ? undefined : describeKey(value, catalogue);
    case "condition-value":
      return condition && !hasUnknown(value)
        ? describeConditionValue(value, condition, catalogue)
        : undefined;
  }
}

function titled(name: string, texts: Readonly<Record<string, string>>): string | undefined {
  const about = Object.hasOwn(texts, name) ? texts[name] : undefined;
  return about === undefined ? undefined : paragraphs([`**${code(name)}**`, about]);
}

import type { Catalogue } from "../../catalogue/catalogue.ts";
import { parseOperator } from "../../model/buildPolicy.ts";
import { elementTexts, principalTypes } from "../elementTexts.ts";
import { describeAction } from "../hoverAction.ts";
import { describeKey } from "../hoverCondition.ts";
import { countedService } from "../markdown.ts";
import { findOperator } from "../operators.ts";
import type { Completion } from "./completion.ts";

/** What an entry of a completion list means, in Markdown; for the one entry that is looked at. */
export function describeCompletion(
  { label, kind }: Pick<Completion, "label" | "kind">,
  catalogue: Catalogue,
): string | undefined {
  switch (kind) {
    case "action":
    case "pattern":
      return describeAction(label, false, catalogue);
    case "service":
      return countedService(catalogue.nameOf(label) ?? label, catalogue.countOf(label));
    case "key":
      return describeKey(label, catalogue);
    case "operator":
      return findOperator(parseOperator(label).base)?.about;
    case "element":
      return elementTexts[label] ?? principalTypes[label];
    case "resource":
    case "value":
      return undefined;
  }
  return undefined;
}

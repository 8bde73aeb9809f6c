import type { Catalogue } from "../../catalogue/catalogue.ts";
import { completeActions } from "./completeActions.ts";
import { completeConditionValues, completeKeys, completeOperators } from "./completeConditions.ts";
import { completeElements } from "./completeElements.ts";
import { completeResources } from "./completeResources.ts";
import {
  completion,
  inSnippet,
  type Completion,
  type CompletionList,
  type TypingFacts,
} from "./completion.ts";
import { keyText, replacesQuotes } from "./keyText.ts";
import { servicePrincipals } from "./servicePrincipals.ts";
import { typedPlaceAt, type TypedPlace, type TypedRole, type TypingContext } from "./typedPlace.ts";

/** What completion is asked with. */
export interface CompletionRequest extends TypingContext {
  readonly text: string;
  /** The cursor, in UTF-16 code units. */
  readonly offset: number;
  readonly catalogue: Catalogue;
  readonly facts: TypingFacts;
}

/** Words that every text with a policy holds, however unfinished it is. */
const marks = /\bEffect\b|\b(?:Policy)?Statement\b|aws_iam_policy_document|Principal\(/;

/** What can stand at the cursor of a policy that is being typed; undefined outside policies and where nothing is known. */
export function completionsAt(request: CompletionRequest): CompletionList | undefined {
  const { text, offset } = request;
  if (!marks.test(text)) return undefined;
  const place = typedPlaceAt(text, offset, request);
  // Outside quotes the language itself knows better what can be written.
  if (!place || (place.language === "code" && place.quote === "")) return undefined;
  const found = place.isKey
    ? items[place.role](place, request).map((item) => withValue(item, place))
    : items[place.role](place, request).map((item) => quoted(item, place));
  if (found.length === 0) return undefined;
  if (!replacesQuotes(place)) return { span: place.span, items: found };
  const closed = text.startsWith(place.quote, place.span.end);
  return { span: { start: place.span.start - 1, end: place.span.end + (closed ? 1 : 0) }, items: found };
}

const items: Readonly<Record<TypedRole, (place: TypedPlace, request: CompletionRequest) => Completion[]>> = {
  action: (place, { catalogue }) => completeActions(place, catalogue),
  resource: (place, { catalogue, facts }) => completeResources(place, catalogue, facts),
  element: completeElements,
  "policy-element": completeElements,
  "principal-type": completeElements,
  effect: () => [completion("Allow", "value", { rank: 1 }), completion("Deny", "value", { rank: 2 })],
  version: () => [
    completion("2012-10-17", "value", { detail: "the current version of the policy language" }),
  ],
  operator: completeOperators,
  "condition-key": (place, { catalogue }) => completeKeys(place, catalogue),
  "condition-value": completeConditionValues,
  principal: (place, { facts }) => completePrincipals(place, facts),
};

function completePrincipals({ principalType }: TypedPlace, facts: TypingFacts): Completion[] {
  if (principalType === "Service") return servicePrincipals.map((name) => completion(name, "value"));
  if (principalType === undefined) return [completion("*", "value", { detail: "anyone" })];
  if (principalType !== "AWS") return [];
  const { account = "account-id", partition = "aws" } = facts;
  const item = (rest: string, stop: string, detail: string): Completion =>
    completion(`arn:${partition}:iam::${account}:${rest}${stop}`, "value", {
      detail,
      snippet: true,
      insertText: `arn:${partition}:iam::\${1:${account}}:${rest}${stop === "" ? "" : `\${2:${stop}}`}`,
    });
  return [
    item("root", "", "the whole account"),
    item("role/", "RoleName", "a role"),
    item("user/", "UserName", "a user"),
    completion("*", "value", { detail: "anyone", rank: 8 }),
  ];
}

/** An operator or condition key with the beginning of its value; elements have theirs already. */
function withValue(item: Completion, place: TypedPlace): Completion {
  if (place.role === "operator")
    return keyText(item, place, { json: '{\n\t"$1": "$2"\n}', yaml: "\n  $1: $2" });
  if (place.role === "condition-key") {
    const stop = item.snippet ? "$2" : "$1";
    return keyText(item, place, { json: `"${stop}"`, yaml: ` ${stop}` });
  }
  return item;
}

/** A value where no quotes stand yet gets them, as its language needs them. */
function quoted(item: Completion, { quote, language }: TypedPlace): Completion {
  if (quote !== "") return item;
  // A plain scalar of YAML may be anything but a text that begins with a star: that is an alias.
  if (language === "yaml") return item.label.startsWith("*") ? { ...item, insertText: '"*"' } : item;
  const text = item.snippet ? item.insertText : inSnippet(item.insertText);
  return { ...item, snippet: true, insertText: `"${text}${item.again ? "$0" : ""}"` };
}

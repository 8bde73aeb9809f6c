import { completion, type Completion } from "./completion.ts";
import { keyText } from "./keyText.ts";
import type { TypedPlace } from "./typedPlace.ts";

/** An element of a policy and, as snippets, what stands behind its name. */
interface ElementForm {
  readonly name: string;
  readonly json: string;
  readonly yaml: string;
  /** The whole line or block in a statement of `aws_iam_policy_document`. */
  readonly block?: string;
}

const list = { json: '["$1"]', yaml: "\n  - $1" };
const nested = { json: "{\n\t$1\n}", yaml: "\n  $1" };
const text = { json: '"$1"', yaml: " $1" };
const principals = '{\n\ttype        = "${1|AWS,Service,Federated|}"\n\tidentifiers = ["$2"]\n}';
const condition = '{\n\ttest     = "$1"\n\tvariable = "$2"\n\tvalues   = ["$3"]\n}';

const statementElements: readonly ElementForm[] = [
  { name: "Sid", ...text, block: 'sid = "$1"' },
  {
    name: "Effect",
    json: '"${1|Allow,Deny|}"',
    yaml: " ${1|Allow,Deny|}",
    block: 'effect = "${1|Allow,Deny|}"',
  },
  { name: "Principal", ...nested, block: `principals ${principals}` },
  { name: "Action", ...list, block: 'actions = ["$1"]' },
  { name: "Resource", ...list, block: 'resources = ["$1"]' },
  { name: "Condition", ...nested, block: `condition ${condition}` },
  { name: "NotAction", ...list, block: 'not_actions = ["$1"]' },
  { name: "NotResource", ...list, block: 'not_resources = ["$1"]' },
  { name: "NotPrincipal", ...nested, block: `not_principals ${principals}` },
];

const policyElements: readonly ElementForm[] = [
  { name: "Version", json: '"2012-10-17"', yaml: ' "2012-10-17"' },
  { name: "Id", ...text },
  { name: "Statement", json: "[\n\t{\n\t\t$1\n\t}\n]", yaml: "\n  - $1" },
];

const principalKinds: readonly ElementForm[] = ["AWS", "Service", "Federated", "CanonicalUser"].map(
  (name) => ({
    name,
    ...text,
  }),
);

/** Pairs of which a statement has one. */
const opposites: Readonly<Record<string, string>> = {
  Action: "NotAction",
  NotAction: "Action",
  Resource: "NotResource",
  NotResource: "Resource",
  Principal: "NotPrincipal",
  NotPrincipal: "Principal",
};

/** Elements that the statement or policy does not have yet, or kinds of principals. */
export function completeElements(place: TypedPlace): Completion[] {
  const { role, present, typed } = place;
  const all =
    role === "element" ? statementElements : role === "policy-element" ? policyElements : principalKinds;
  const taken = new Set(present.filter((one) => one !== typed));
  return all
    .filter(({ name }) => !taken.has(name) && !taken.has(opposites[name] ?? ""))
    .map((form, index) => elementItem(form, place, `1${index}`));
}

function elementItem(
  { name, json, yaml, block }: ElementForm,
  place: TypedPlace,
  sortText: string,
): Completion {
  if (place.role === "element" && place.own && place.language === "hcl" && block !== undefined) {
    const label = block.slice(0, block.indexOf(" "));
    return completion(label, "element", { sortText, insertText: block, snippet: true });
  }
  return keyText(completion(name, "element", { sortText }), place, { json, yaml });
}

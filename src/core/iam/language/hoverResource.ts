import type { Catalogue, ResourceRecord } from "../catalogue/catalogue.ts";
import { parseArn, type Arn } from "../matching/arn.ts";
import { hasUnknown, unknownText } from "../model/valueNode.ts";
import { actionSetOf, type ActionSet } from "./actionSets.ts";
import { code, counted, listed, paragraphs, plain } from "./markdown.ts";
import { resourceTypesOf, type NamedTypes } from "./resourceTypes.ts";
import type { PolicyToken } from "./token.ts";

const partitions: Readonly<Record<string, string>> = {
  aws: "AWS's commercial Regions",
  "aws-cn": "the Regions in China",
  "aws-us-gov": "GovCloud (US)",
  "aws-eusc": "the European Sovereign Cloud",
};

const noTypes: NamedTypes = { written: [], all: [] };

/** Most actions of a statement that are compared with a resource. */
const mostActions = 400;

/** What a resource of a policy names, part by part, and which of the statement's actions it is for. */
export function describeResource(token: PolicyToken, catalogue: Catalogue): string {
  const { value } = token.node;
  const not = token.negated
    ? "In `NotResource`: the statement speaks of every resource **but** what stands here."
    : undefined;
  const set = token.statement && actionSetOf(token.statement, catalogue);
  if (value === "*") return paragraphs([`${code("*")}: every resource.`, onlyStar(set), not]);
  const arn = parseArn(value);
  if (!arn)
    return paragraphs([`${code(shown(value))} is no ARN: those have six parts with colons between.`, not]);
  const service = catalogue.service(arn.service);
  const { written: types, all } = service ? resourceTypesOf(value, service) : noTypes;
  const reached = all.filter((one) => !types.includes(one)).map(({ name }) => plain(name));
  return paragraphs([
    types.length > 0 && service
      ? `**${plain(service.name)}**: ${types
          .slice(0, 4)
          .map(({ name }) => plain(name))
          .join(
            ", ",
          )}${reached.length > 0 ? ` (its wildcards reach ${reached.slice(0, 3).join(", ")} too)` : ""}`
      : service && !hasUnknown(value)
        ? `**${plain(service.name)}**: no resource type of the catalogue has an ARN of this form.`
        : undefined,
    partsOf(arn, catalogue),
    formsOf(types),
    service && types.length > 0 && set && !set.negated ? appliesTo(set, all, service.prefix) : undefined,
    not,
  ]);
}

function partsOf(arn: Arn, catalogue: Catalogue): string {
  const { partition, service, region, account, resource } = arn;
  const lines = [
    `- partition ${part(partition)}${partitions[partition] ? `: ${partitions[partition]}` : ""}`,
    `- service ${part(service)}${catalogue.nameOf(service) ? `: ${plain(catalogue.nameOf(service) ?? "")}` : ""}`,
    `- Region ${part(region)}${region === "" ? ": resources of this kind have none in their ARN" : ""}`,
    `- account ${part(account)}${account === "" ? ": resources of this kind have none in their ARN" : account === "aws" ? ": owned by AWS" : ""}`,
    `- resource ${part(resource)}${/[*?]/.test(resource) ? ": `*` is any text, slashes and colons too, `?` any one character" : ""}`,
  ];
  return lines.join("\n");
}

function part(text: string): string {
  if (text === "") return "(empty)";
  if (text === "*") return `${code("*")} (any)`;
  return text === unknownText ? "(not known here)" : code(shown(text));
}

function shown(text: string): string {
  return text.replaceAll(unknownText, "…");
}

function formsOf(types: readonly ResourceRecord[]): string | undefined {
  if (types.length === 0) return undefined;
  return types
    .slice(0, 3)
    .map(({ name, arn }) => `${plain(name)}: ${code(arn)}`)
    .join("\n\n");
}

/** Which actions of the statement take a resource of these types. */
function appliesTo(set: ActionSet, types: readonly ResourceRecord[], prefix: string): string | undefined {
  const names = new Set(types.map(({ name }) => name));
  const actions = set.actions.slice(0, mostActions);
  const [fits, others]: [string[], string[]] = [[], []];
  for (const { name, record, prefix: of } of actions) {
    const takes = of === prefix && record.resources.some((one) => names.has(one.name));
    (takes ? fits : others).push(name);
  }
  if (set.all || actions.length === 0) return undefined;
  const not = others.length > 0 ? ` Not for ${listed(others, 4)}.` : "";
  return fits.length > 0
    ? `For ${counted(fits.length, "action")} of this statement: ${listed(fits, 8)}.${not}`
    : `No action of this statement takes a resource of this type.`;
}

/** Of `*`: how many of the statement's actions leave no choice. */
function onlyStar(set: ActionSet | undefined): string | undefined {
  if (!set || set.negated || set.all || set.actions.length === 0) return undefined;
  const forced = set.actions.filter(({ record }) => record.resources.length === 0).map(({ name }) => name);
  if (forced.length === 0) return "Every action of this statement could name its resources.";
  return forced.length === set.actions.length
    ? "The actions of this statement take no other resource."
    : `${counted(forced.length, "action")} of this statement ${forced.length === 1 ? "takes" : "take"} no other resource: ${listed(forced, 8)}. The rest could name theirs.`;
}

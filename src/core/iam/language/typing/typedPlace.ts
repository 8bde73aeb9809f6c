import type { Span } from "../../../model/span.ts";
import type { LightGroup, LightPlace } from "./lightTree.ts";
import { placeInBrackets } from "./scanBrackets.ts";
import { placeInYaml } from "./scanYaml.ts";

/** What is being typed. */
export type TypedRole =
  | "element"
  | "policy-element"
  | "version"
  | "effect"
  | "action"
  | "resource"
  | "principal-type"
  | "principal"
  | "operator"
  | "condition-key"
  | "condition-value";

/** The token of a policy that is being typed, and what stands around it. */
export interface TypedPlace {
  readonly role: TypedRole;
  /** The whole token, without quotes. */
  readonly span: Span;
  /** The token up to the cursor. */
  readonly typed: string;
  /** Quotes that stand around it; empty: none yet. */
  readonly quote: string;
  /** A colon or `=` follows. */
  readonly separated: boolean;
  /** Whether it is a key, or the value of one. */
  readonly isKey: boolean;
  /** The first key of an item of a YAML list: it stands on the line of the dash. */
  readonly dash: boolean;
  /** In a statement of `aws_iam_policy_document` or of the CDK, which have names of their own. */
  readonly own: boolean;
  readonly language: TypedLanguage;
  /** Actions of the statement. */
  readonly actions: readonly string[];
  /** Element names, keys or values that are there already, beside the token itself. */
  readonly present: readonly string[];
  /** Condition operator, of a key or value. */
  readonly operator?: string;
  readonly conditionKey?: string;
  readonly principalType?: string;
}

/** How new text is written. */
export type TypedLanguage = "json" | "yaml" | "hcl" | "code";

/** What tells the language of a text. */
export interface TypingContext {
  readonly path: string;
  readonly languageId: string;
}

/** The place of a policy that is being typed at an offset; undefined outside policies. The text may be broken. */
export function typedPlaceAt(text: string, offset: number, context: TypingContext): TypedPlace | undefined {
  const language = languageOf(context);
  const place = language && scan(text, offset, language, context);
  if (!place || !language) return undefined;
  const found = roleOf(place);
  if (!found) return undefined;
  const { span, typed, quote, separated, embedded } = place;
  const dash = place.position === "item" && found.role === "element";
  // In other languages a brace comes first.
  if (dash && (language !== "yaml" || embedded)) return undefined;
  const shape = { isKey: dash || place.position === "key", dash, own: isOwnStatement(place.group) };
  return { ...found, ...shape, span, typed, quote, separated, language: embedded ? "json" : language };
}

function languageOf({ languageId, path }: TypingContext): TypedLanguage | undefined {
  if (/^(?:json|jsonc|json5)$/.test(languageId) || /\.(?:json[c5]?|template)$/i.test(path)) return "json";
  if (/yaml|^cloudformation$/.test(languageId) || /\.ya?ml$/i.test(path)) return "yaml";
  if (/^(?:terraform|hcl|opentofu)/.test(languageId) || /\.(?:tf|tofu|hcl)$/i.test(path)) return "hcl";
  if (/^(?:type|java)script(?:react)?$|^python$|^shellscript$/.test(languageId)) return "code";
  return /\.(?:[cm]?[jt]sx?|py|sh)$/i.test(path) ? "code" : undefined;
}

function scan(
  text: string,
  offset: number,
  language: TypedLanguage,
  { languageId, path }: TypingContext,
): LightPlace | undefined {
  if (language === "yaml") return placeInYaml(text, offset);
  const hash = language === "hcl" || /python|shell/.test(languageId) || /\.(?:py|sh)$/i.test(path);
  return placeInBrackets(text, offset, { hash, single: language !== "json" && language !== "hcl" });
}

type Found = Pick<TypedPlace, "role" | "actions" | "present" | "operator" | "conditionKey" | "principalType">;

const names: Readonly<Record<string, string>> = {
  sid: "Sid",
  effect: "Effect",
  action: "Action",
  actions: "Action",
  notaction: "NotAction",
  notactions: "NotAction",
  resource: "Resource",
  resources: "Resource",
  notresource: "NotResource",
  notresources: "NotResource",
  principal: "Principal",
  principals: "Principal",
  notprincipal: "NotPrincipal",
  notprincipals: "NotPrincipal",
  condition: "Condition",
  conditions: "Condition",
};

/** The element that a key names; lower-case names count in Terraform's and the CDK's statements only. */
function elementOf(key: string | undefined, group: LightGroup): string | undefined {
  if (key === undefined) return undefined;
  const exact = names[key.toLowerCase()];
  if (exact === key) return exact;
  return isOwnStatement(group) ? names[key.toLowerCase().replaceAll("_", "")] : undefined;
}

/** A statement that its name tells: a block of Terraform, or the CDK's class. */
function isOwnStatement(group: LightGroup): boolean {
  if (group.kind === "object" && group.name === "statement")
    return /\baws_iam_policy_document\b/.test(group.parent?.name ?? "");
  const call = group.kind === "call" ? group : group.parent?.kind === "call" ? group.parent : undefined;
  return call !== undefined && /(?:^|\.)PolicyStatement$/.test(call.name);
}

function keysOf(group: LightGroup): string[] {
  return group.entries.flatMap(({ key }) => key ?? []);
}

function isStatement(group: LightGroup): boolean {
  if (group.kind === "list") return false;
  if (isOwnStatement(group)) return true;
  if (group.kind !== "object") return false;
  const { parent } = group;
  if (group.key === "Statement" || (parent?.kind === "list" && parent.key === "Statement")) return true;
  const own = keysOf(group).filter((key) => names[key.toLowerCase()] === key);
  return own.includes("Effect") && own.length >= 2;
}

function isPolicy(group: LightGroup): boolean {
  if (group.kind !== "object") return false;
  const keys = keysOf(group);
  return keys.includes("Statement") || /(?:PolicyDocument|^Policy)$/.test(group.key ?? "");
}

function roleOf(place: LightPlace): Found | undefined {
  const { group, position, key } = place;
  if (position === "key") return keyRole(group);
  if (position === "item" && group.kind === "call") return principalOfCall(group);
  const owner = position === "item" ? group.parent : group;
  const name = position === "item" ? group.key : key;
  if (!owner || name === undefined) return undefined;
  // The first word of a statement in YAML.
  if (position === "item" && name === "Statement" && isPolicy(owner))
    return { role: "element", actions: [], present: [] };
  return valueRole(owner, name, position === "item" ? valuesIn(group) : []);
}

function keyRole(group: LightGroup): Found | undefined {
  const present = keysOf(group);
  const statement = statementAbove(group);
  const actions = statement ? actionsOf(statement) : [];
  if (isStatement(group)) return { role: "element", actions, present: elementsIn(group) };
  if (group.parent && elementOf(group.key, group.parent) !== undefined && isStatement(group.parent)) {
    const element = elementOf(group.key, group.parent);
    if (element === "Condition") return { role: "operator", actions, present };
    return element?.endsWith("Principal") ? { role: "principal-type", actions, present } : undefined;
  }
  const condition = group.parent;
  if (
    condition?.parent &&
    elementOf(condition.key, condition.parent) === "Condition" &&
    isStatement(condition.parent)
  )
    return {
      role: "condition-key",
      actions,
      present,
      ...(group.key !== undefined && { operator: group.key }),
    };
  return isPolicy(group) ? { role: "policy-element", actions: [], present } : undefined;
}

function valueRole(owner: LightGroup, name: string, present: readonly string[]): Found | undefined {
  const statement = statementAbove(owner);
  const actions = statement ? actionsOf(statement) : [];
  const element = elementOf(name, owner);
  if (element !== undefined && isStatement(owner)) {
    const role = elementRoles[element];
    return role && { role, actions, present };
  }
  if (name === "Version" && isPolicy(owner)) return { role: "version", actions, present };
  if (owner.kind === "object" && statement && isBlockOf(owner, statement))
    return blockRole(owner, name, { actions, present });
  const above = owner.parent;
  if (!above) return undefined;
  if (elementOf(owner.key, above)?.endsWith("Principal") && isStatement(above))
    return { role: "principal", actions, present, principalType: name };
  if (above.parent && elementOf(above.key, above.parent) === "Condition" && isStatement(above.parent))
    return {
      role: "condition-value",
      actions,
      present,
      conditionKey: name,
      ...(owner.key !== undefined && { operator: owner.key }),
    };
  return undefined;
}

const elementRoles: Readonly<Record<string, TypedRole>> = {
  Effect: "effect",
  Action: "action",
  NotAction: "action",
  Resource: "resource",
  NotResource: "resource",
  Principal: "principal",
  NotPrincipal: "principal",
};

/** Whether a group is a nested block of a Terraform statement. */
function isBlockOf(group: LightGroup, statement: LightGroup): boolean {
  return group.parent === statement && /^(?:principals|not_principals|condition)$/.test(group.name);
}

/** `principals { type identifiers }` and `condition { test variable values }`. */
function blockRole(
  block: LightGroup,
  name: string,
  base: Pick<Found, "actions" | "present">,
): Found | undefined {
  const valueOf = (key: string): string | undefined => {
    const value = block.entries.find((entry) => entry.key === key)?.value;
    return typeof value === "string" ? value : undefined;
  };
  if (block.name !== "condition") {
    const type = valueOf("type");
    if (name === "type") return { role: "principal-type", ...base };
    return name === "identifiers"
      ? { role: "principal", ...base, ...(type !== undefined && { principalType: type }) }
      : undefined;
  }
  const operator = valueOf("test");
  const conditionKey = valueOf("variable");
  const known = {
    ...(operator !== undefined && { operator }),
    ...(conditionKey !== undefined && { conditionKey }),
  };
  if (name === "test") return { role: "operator", ...base };
  if (name === "variable") return { role: "condition-key", ...base, ...known };
  return name === "values" ? { role: "condition-value", ...base, ...known } : undefined;
}

/** `new iam.ServicePrincipal("…")`. */
function principalOfCall({ name }: LightGroup): Found | undefined {
  const type = /(?:^|\.)(Service|Arn|Account|Federated|WebIdentity)Principal$/.exec(name)?.[1];
  if (type === undefined) return undefined;
  const principalType =
    type === "Service" ? "Service" : type === "Arn" || type === "Account" ? "AWS" : "Federated";
  return { role: "principal", actions: [], present: [], principalType };
}

/** The group itself or the nearest around it that is a statement. */
function statementAbove(group: LightGroup): LightGroup | undefined {
  let at: LightGroup | undefined = group;
  while (at && !isStatement(at)) at = at.parent;
  return at;
}

function actionsOf(statement: LightGroup): string[] {
  return statement.entries.flatMap((entry) => {
    if (elementOf(entry.key, statement) !== "Action") return [];
    if (typeof entry.value === "string") return [entry.value];
    return entry.value ? valuesIn(entry.value) : [];
  });
}

function valuesIn(group: LightGroup): string[] {
  return group.entries.flatMap(({ value }) => (typeof value === "string" ? [value] : []));
}

function elementsIn(statement: LightGroup): string[] {
  return statement.entries.flatMap(({ key, value }) => {
    const block = typeof value === "object" && key === undefined ? value.name : undefined;
    return elementOf(key ?? block, statement) ?? [];
  });
}

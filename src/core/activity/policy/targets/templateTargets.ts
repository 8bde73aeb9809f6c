import type { ResourceRecord } from "../../../iam/catalogue/catalogue.ts";
import { parseArn } from "../../../iam/matching/arn.ts";
import { requestKeys } from "./keys.ts";
import { arnAt } from "./recordPlace.ts";
import { spellings, type Spelling } from "./spellings.ts";
import { literalPattern, type Target, type TargetContext } from "./target.ts";

/** Targets made of one call's values for one type of resource. */
const mostTargets = 100;

/** A part of a template that a request fills. */
interface Variable {
  /** Keys of the request, lower case, the likeliest first. */
  readonly keys: readonly string[];
  /** What the operation's name ends with, lower case, when `name` and `id` of its request mean this. */
  readonly noun: string | undefined;
  readonly spell: Spelling;
}

/** A resource type's ARN template, taken apart. */
interface Template {
  readonly service: string;
  readonly region: string | undefined;
  readonly account: string | undefined;
  /** Fixed texts and variables in turn. */
  readonly parts: readonly (string | Variable)[];
  /** Takes the ARNs of the type, each variable no more than its own part. */
  readonly form: RegExp;
}

const templates = new WeakMap<ResourceRecord, Template | null>();

/** Undefined for the few types whose template is no ARN of six fields. */
function templateOf(record: ResourceRecord): Template | undefined {
  const known = templates.get(record);
  if (known !== undefined) return known ?? undefined;
  const arn = record.arn.includes(",") ? undefined : parseArn(record.arn);
  const parts = arn?.resource.split(/(\$\{[^{}]*\})/).filter((part) => part !== "") ?? [];
  const field = (text: string): string | undefined => (text.includes("${") ? undefined : text);
  const made = arn
    ? {
        service: arn.service,
        region: field(arn.region),
        account: field(arn.account),
        parts: parts.map((part) => (part.startsWith("${") ? variableOf(part, arn.service) : part)),
        form: formOf(arn, parts),
      }
    : null;
  templates.set(record, made);
  return made ?? undefined;
}

function formOf(arn: { service: string; region: string; account: string }, parts: readonly string[]): RegExp {
  const field = (text: string): string => (text.includes("${") ? "[^:]*" : literally(text));
  const resource = parts.map((part, index) => {
    if (!part.startsWith("${")) return literally(part);
    const before = parts[index - 1]?.at(-1);
    if (/WithPath\}$|LeadingSlash\}$/.test(part)) return ".+";
    if (before === "/") return index === parts.length - 1 ? ".+" : "[^/]+";
    return before === ":" ? "[^:]+" : "[^/:]+";
  });
  const fields = [literally(arn.service), field(arn.region), field(arn.account)];
  return new RegExp(`^arn:[a-z0-9-]+:${fields.join(":")}:${resource.join("")}$`);
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Whether an ARN is one of a resource of the type. */
export function isOfType(arn: string, record: ResourceRecord): boolean {
  return templateOf(record)?.form.test(arn) ?? false;
}

/** Every resource of the type that the call could reach. */
export function kindTarget(record: ResourceRecord, { place }: TargetContext): Target | undefined {
  const template = templateOf(record);
  if (!template) return undefined;
  const resource = template.parts.map((part) => (typeof part === "string" ? part : "*")).join("");
  return { patterns: [arnAt(place, template.service, resource, fieldsOf(template))], known: false };
}

function fieldsOf({ region, account }: Template): { region?: string; account?: string } {
  return { ...(region !== undefined && { region }), ...(account !== undefined && { account }) };
}

/** What a call's values make of the type's template, and whether all of its variables were found. */
export interface FilledTemplate {
  readonly targets: readonly Target[];
  readonly whole: boolean;
}

/** Undefined when the request names nothing of the template. */
export function fillTemplate(record: ResourceRecord, context: TargetContext): FilledTemplate | undefined {
  const template = templateOf(record);
  if (!template) return undefined;
  const ofVariable = new Map<Variable, readonly (readonly string[])[]>();
  for (const part of template.parts) {
    const ways = typeof part === "string" ? [] : valuesFor(part, context);
    if (typeof part !== "string" && ways.length > 0) ofVariable.set(part, ways);
  }
  if (ofVariable.size === 0) return undefined;
  // For each combination of values, the ways that each part may be written.
  let made: (readonly (readonly string[])[])[] = [[]];
  let isWhole = true;
  for (const part of template.parts) {
    if (typeof part === "string") {
      made = made.map((one) => [...one, [part]]);
      continue;
    }
    const ways = ofVariable.get(part);
    isWhole &&= ways !== undefined;
    const each = ways ?? [["*"]];
    made = made.flatMap((one) => each.map((way) => [...one, way])).slice(0, mostTargets);
  }
  const fields = fieldsOf(template);
  const targets = made.map((ways) => ({
    patterns: written(ways).map((resource) => arnAt(context.place, template.service, resource, fields)),
    known: true,
  }));
  return { targets, whole: isWhole };
}

/** All texts of parts that may be written in several ways. */
function written(ways: readonly (readonly string[])[]): readonly string[] {
  return ways.reduce<readonly string[]>(
    (texts, way) => texts.flatMap((text) => way.map((part) => text + part)).slice(0, 8),
    [""],
  );
}

const noValues: readonly (readonly string[])[] = [];

/** For each value of the request that a variable stands for, the ways that it may be written. */
function valuesFor(
  { keys, noun, spell }: Variable,
  { values, event }: TargetContext,
): readonly (readonly string[])[] {
  const found =
    firstOf(values, keys) ?? (isNoun(event.name, noun) ? firstOf(values, ["name", "id"]) : undefined);
  if (!found) return noValues;
  return found.flatMap((value) => {
    const ways = value.startsWith("arn:") ? undefined : spell(literalPattern(value));
    return ways ? [ways] : [];
  });
}

/** Whether an operation is a verb with that noun: `DeleteTrail`. */
function isNoun(operation: string, noun: string | undefined): boolean {
  return noun !== undefined && operation.replace(/^[A-Z][a-z]+/, "").toLowerCase() === noun;
}

function firstOf(values: TargetContext["values"], keys: readonly string[]): readonly string[] | undefined {
  for (const key of keys) {
    const found = values.get(key);
    if (found) return found;
  }
  return undefined;
}

const asItIs: Spelling = (value) => [value];

/** @param part `${TableName}` */
function variableOf(part: string, service: string): Variable {
  const name = part.slice(2, -1).toLowerCase();
  const spell = ownOf(ownOf(spellings, service) ?? {}, name) ?? asItIs;
  const named = ownOf(ownOf(requestKeys, service) ?? {}, name);
  if (named) return { keys: named, noun: undefined, spell };
  // Too common a word to tell the type by.
  if (name === "resourceid" || name === "id" || name === "token") return { keys: [], noun: undefined, spell };
  const bare = name.replace(/(?:name|id|identifier)$/, "");
  const more = bare.length > 5 ? [bare, `${bare}name`, `${bare}id`, `${bare}identifier`] : [];
  return { keys: [name, `${name}s`, ...more], noun: bare === "" ? undefined : bare, spell };
}

function ownOf<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

import type { ResourceRecord } from "../../../iam/catalogue/catalogue.ts";
import { parseArn } from "../../../iam/matching/arn.ts";
import { requestKeys } from "./keys.ts";
import { arnAt } from "./recordPlace.ts";
import { spellings, type Spelling } from "./spellings.ts";
import { literalPattern, type Target, type TargetContext } from "./target.ts";

/** Targets made of one call's values for one type of resource. */
const mostTargets = 100;

/** A resource type's ARN template, taken apart. */
interface Template {
  readonly service: string;
  readonly region: string | undefined;
  readonly account: string | undefined;
  /** Fixed texts and variables, `${Name}`, in turn. */
  readonly parts: readonly string[];
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
        parts,
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
  const resource = template.parts.map((part) => (part.startsWith("${") ? "*" : part)).join("");
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
  // For each combination of values, the ways that each part may be written.
  let made: (readonly (readonly string[])[])[] = [[]];
  let found = 0;
  let missing = 0;
  for (const part of template.parts) {
    if (!part.startsWith("${")) {
      made = made.map((one) => [...one, [part]]);
      continue;
    }
    const ways = valuesFor(part.slice(2, -1).toLowerCase(), template.service, context);
    if (ways.length > 0) found++;
    else missing++;
    const each = ways.length > 0 ? ways : [["*"]];
    made = made.flatMap((one) => each.map((way) => [...one, way])).slice(0, mostTargets);
  }
  if (found === 0) return undefined;
  const fields = fieldsOf(template);
  const targets = made.map((ways) => ({
    patterns: written(ways).map((resource) => arnAt(context.place, template.service, resource, fields)),
    known: true,
  }));
  return { targets, whole: missing === 0 };
}

/** All texts of parts that may be written in several ways. */
function written(ways: readonly (readonly string[])[]): readonly string[] {
  return ways.reduce<readonly string[]>(
    (texts, way) => texts.flatMap((text) => way.map((part) => text + part)).slice(0, 8),
    [""],
  );
}

/** For each value of the request that a variable stands for, the ways that it may be written. */
function valuesFor(
  variable: string,
  service: string,
  context: TargetContext,
): readonly (readonly string[])[] {
  const keys = keysFor(variable, service, context);
  const spell: Spelling = ownOf(spellings, service)?.[variable] ?? ((value) => [value]);
  const found = keys.map((key) => context.values.get(key) ?? []).find((values) => values.length > 0) ?? [];
  return found.flatMap((value) => {
    if (value.startsWith("arn:")) return [];
    const ways = spell(literalPattern(value));
    return ways ? [ways] : [];
  });
}

function keysFor(variable: string, service: string, { event }: TargetContext): readonly string[] {
  const named = ownOf(requestKeys, service);
  if (named && Object.hasOwn(named, variable)) return named[variable] ?? [];
  // Too common a word to tell the type by.
  if (variable === "resourceid" || variable === "id" || variable === "token") return [];
  const noun = event.name.replace(/^[A-Z][a-z]+/, "").toLowerCase();
  const bare = variable.replace(/(?:name|id|identifier)$/, "");
  return [
    variable,
    `${variable}s`,
    ...(bare.length > 5 ? [bare, `${bare}name`, `${bare}id`, `${bare}identifier`] : []),
    ...(bare === noun ? ["name", "id"] : []),
  ];
}

function ownOf<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

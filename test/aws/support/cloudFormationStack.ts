/** A resource of a template as JSON. */
export interface StackResource {
  readonly Type: string;
  readonly Condition?: string;
  readonly DependsOn?: readonly string[];
  readonly Properties: Record<string, unknown>;
}

/** A template as JSON. */
export interface StackTemplate {
  readonly Parameters?: Readonly<
    Record<string, { readonly Default?: string; readonly AllowedPattern: string }>
  >;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, StackResource>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown }>>;
}

/** What a created resource is known by: `Ref` and the attributes of `Fn::GetAtt`. */
export type StackAttributes = Readonly<Record<string, string>>;

/** Makes one resource. */
export type ResourceMaker = (properties: Record<string, unknown>) => Promise<StackAttributes>;

/** Where and with what a stack is made. */
export interface StackPlace {
  readonly account: string;
  readonly region: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * Makes the resources of a template as CloudFormation would: functions resolved, each after those that it refers to.
 * Throws when a parameter is missing or not allowed, and when a type has no maker.
 */
export async function makeStack(
  template: StackTemplate,
  place: StackPlace,
  makers: Readonly<Record<string, ResourceMaker>>,
): Promise<ReadonlyMap<string, StackAttributes>> {
  const made = new Map<string, StackAttributes>();
  const parameters = parameterValues(template, place);
  const resolve = (value: unknown): unknown => resolveValue(value, { template, place, parameters, made });
  const waiting = new Map(Object.entries(template.Resources));
  for (const [name, resource] of waiting) {
    if (resource.Condition !== undefined && resolve(template.Conditions?.[resource.Condition]) !== true)
      waiting.delete(name);
  }
  while (waiting.size > 0) {
    const ready = [...waiting].find(([, one]) => referencesOf(one).every((name) => !waiting.has(name)));
    if (!ready) throw new Error(`the resources ${[...waiting.keys()].join(", ")} refer to each other`);
    const [name, { Type, Properties }] = ready;
    const make = makers[Type];
    if (!make) throw new Error(`nothing makes ${Type}`);
    const properties = resolve(Properties);
    made.set(name, await make(asObject(properties)));
    waiting.delete(name);
  }
  return made;
}

function parameterValues(template: StackTemplate, { parameters }: StackPlace): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(template.Parameters ?? {}).map(([name, { Default, AllowedPattern }]) => {
      const value = parameters[name] ?? Default;
      if (value === undefined) throw new Error(`the parameter ${name} is missing`);
      if (!new RegExp(`^(?:${AllowedPattern})$`).test(value))
        throw new Error(`${name} does not take ${value}`);
      return [name, value];
    }),
  );
}

function referencesOf({ Properties, DependsOn = [] }: StackResource): string[] {
  const text = JSON.stringify(Properties);
  const subs = [...text.matchAll(/\$\{(\w+)(?:\.\w+)?\}/g)].map(([, name = ""]) => name);
  const others = [...text.matchAll(/"(?:Ref":|Fn::GetAtt":\[)"(\w+)"/g)].map(([, name = ""]) => name);
  return [...DependsOn, ...subs, ...others];
}

interface Scope {
  readonly template: StackTemplate;
  readonly place: StackPlace;
  readonly parameters: ReadonlyMap<string, string>;
  readonly made: ReadonlyMap<string, StackAttributes>;
}

function resolveValue(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => resolveValue(item, scope));
  if (typeof value !== "object" || value === null) return value;
  const entries: [string, unknown][] = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first) {
    const [name, argument] = first;
    if (name === "Ref" || name === "Fn::GetAtt" || name === "Fn::Sub") return referred(name, argument, scope);
    if (name === "Fn::Not") return resolveValue(listOf(argument)[0], scope) !== true;
    if (name === "Fn::Equals") {
      const [a, b] = listOf(argument).map((item) => resolveValue(item, scope));
      return a === b;
    }
    if (name.startsWith("Fn::")) throw new Error(`the function ${name} is not known here`);
  }
  return Object.fromEntries(entries.map(([name, item]) => [name, resolveValue(item, scope)]));
}

function referred(kind: "Ref" | "Fn::GetAtt" | "Fn::Sub", argument: unknown, scope: Scope): string {
  if (kind === "Ref") return lookUp(String(argument), scope);
  if (kind === "Fn::GetAtt") return lookUp(listOf(argument).join("."), scope);
  return String(argument).replace(/\$\{([^{}]+)\}/g, (_whole, name: string) => lookUp(name, scope));
}

function lookUp(name: string, { place, parameters, made }: Scope): string {
  const pseudo: Readonly<Record<string, string>> = {
    "AWS::AccountId": place.account,
    "AWS::Region": place.region,
    "AWS::Partition": "aws",
  };
  const [resource = "", attribute = "Ref"] = name.split(".");
  const value = pseudo[name] ?? parameters.get(name) ?? made.get(resource)?.[attribute];
  if (value === undefined) throw new Error(`nothing is known by ${name}`);
  return value;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** An object of a template. */
export function asObject(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new TypeError("this is no object");
  return Object.fromEntries(Object.entries(value));
}

/** What the account checks need of a statement. */
export interface PolicyStatement {
  readonly effect: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** AWS principals; `*` for everybody. */
  readonly principals: readonly string[];
  readonly isConditional: boolean;
  /** Allows everything but some actions. */
  readonly hasNotAction: boolean;
}

/** Statements of a policy that AWS itself stores, so its form is known; undefined when it is none. */
export function statementsOf(text: string): readonly PolicyStatement[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(/^\s*%7B/i.test(text) ? decodeURIComponent(text) : text);
  } catch {
    return undefined;
  }
  const statement = isObject(value) ? value["Statement"] : undefined;
  if (statement === undefined) return undefined;
  const all: readonly unknown[] = Array.isArray(statement) ? statement : [statement];
  return all.filter(isObject).map((one) => ({
    effect: typeof one["Effect"] === "string" ? one["Effect"] : "",
    actions: words(one["Action"]),
    resources: words(one["Resource"]),
    principals: isObject(one["Principal"]) ? words(one["Principal"]["AWS"]) : words(one["Principal"]),
    isConditional: isObject(one["Condition"]) && Object.keys(one["Condition"]).length > 0,
    hasNotAction: one["NotAction"] !== undefined,
  }));
}

function words(value: unknown): readonly string[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return all.filter((one) => typeof one === "string");
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * JSON in which `${Name}` and `${Name.Attribute}` stand for what is known only where it is deployed: parameters, other
 * resources, and the pseudo parameters of CloudFormation (`${AWS::Region}`). Each format writes them in its own way.
 */
export type TemplateValue =
  string | number | boolean | readonly TemplateValue[] | { readonly [name: string]: TemplateValue };

/** Members of an object in the order in which they are written. */
export type TemplateObject = Readonly<Record<string, TemplateValue>>;

/** A value that whoever deploys has to give. */
export interface TemplateParameter {
  readonly description: string;
  /** Regular expression for the whole value. */
  readonly pattern: string;
  readonly default?: string;
}

const reference = /\$\{([^{}]+)\}/g;

/** Gives each text of a value to `replace`, names of members aside. `T` is what texts become, at any depth. */
export function mapTexts<T>(value: TemplateValue, replace: (text: string) => T): Mapped<T> {
  if (typeof value === "string") return replace(value);
  if (typeof value !== "object") return value;
  if (isList(value)) return value.map((item) => mapTexts(item, replace));
  return mapMembers(value, (item) => mapTexts(item, replace));
}

/** A value whose texts have become something else. */
export type Mapped<T> = T | number | boolean | readonly Mapped<T>[] | { readonly [name: string]: Mapped<T> };

/** Puts texts in the place of references of a policy; those that `known` does not have stay. */
export function fillPolicy(policy: TemplateObject, known: ReadonlyMap<string, string>): TemplateObject {
  return mapMembers(policy, (item) => mapTexts(item, (text) => withKnown(text, known)));
}

/** An object with each of its values changed. */
export function mapMembers<T, U>(
  members: Readonly<Record<string, T>>,
  change: (value: T) => U,
): Record<string, U> {
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [name, change(value)]));
}

/** Puts texts in the place of references; those that `known` does not have stay. */
export function withKnown(text: string, known: ReadonlyMap<string, string>): string {
  return text.replace(reference, (whole, name: string) => known.get(name) ?? whole);
}

/** The pieces of a text: plain text, and names of references. */
export function piecesOf(text: string): readonly ({ readonly text: string } | { readonly name: string })[] {
  const pieces: ({ text: string } | { name: string })[] = [];
  let at = 0;
  for (const match of text.matchAll(reference)) {
    if (match.index > at) pieces.push({ text: text.slice(at, match.index) });
    pieces.push({ name: match[1] ?? "" });
    at = match.index + match[0].length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at) });
  return pieces;
}

/** `Array.isArray`, which does not narrow read-only lists. */
function isList(value: TemplateValue): value is readonly TemplateValue[] {
  return Array.isArray(value);
}

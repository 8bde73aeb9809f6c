/** A model called a tool with what it does not take; the message says what it takes and quotes nothing. */
export class WrongInput extends Error {}

/** The members of an input. @throws WrongInput when it has none */
export function membersOf(input: unknown): Readonly<Record<string, unknown>> {
  if (typeof input === "object" && input !== null && !Array.isArray(input))
    return Object.fromEntries(Object.entries(input));
  throw new WrongInput("The input must be an object.");
}

/**
 * A text of an input; undefined when it is absent.
 * @param longest in UTF-16 code units
 * @throws WrongInput when it is no text, or too long
 */
export function textIn(
  members: Readonly<Record<string, unknown>>,
  name: string,
  longest: number,
): string | undefined {
  const value = members[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw new WrongInput(`"${name}" must be a string.`);
  if (value.length <= longest) return value;
  throw new WrongInput(`"${name}" is longer than ${longest} characters; hand over a part of it.`);
}

/**
 * A list of texts of an input; undefined when it is absent.
 * @throws WrongInput when it is no such list, or too long
 */
export function textsIn(
  members: Readonly<Record<string, unknown>>,
  name: string,
  longest: { readonly list: number; readonly text: number },
): readonly string[] | undefined {
  const value = members[name];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value) || value.length > longest.list)
    throw new WrongInput(`"${name}" must be a list of at most ${longest.list} strings.`);
  return value.map((one: unknown) => {
    if (typeof one === "string" && one.length <= longest.text) return one;
    throw new WrongInput(`"${name}" must hold strings of at most ${longest.text} characters.`);
  });
}

/** The members of an object that are there, typed for `exactOptionalPropertyTypes`. */
type Given<Members> = { readonly [Name in keyof Members]?: Exclude<Members[Name], undefined> };

/** Leaves out the members that are undefined: an optional member of the model is absent, never undefined. */
export function given<Members extends object>(members: Members): Given<Members> {
  const entries = Object.entries(members).filter(([, value]) => value !== undefined);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is left has the types that it had
  return Object.fromEntries(entries) as Given<Members>;
}

/** One way to write a secret down. `§` stands for the value, wherever it may stand. */
export interface Form {
  readonly title: string;
  readonly text: string;
  /** Path of the file, where the form depends on it. */
  readonly path: string;
  /** Only a generated value is looked for: no password of a person's making stands there. */
  readonly generatedOnly?: boolean;
}

/** A row of a table of forms: title, text, path, and `generated` where only such a value stands there. */
type Row = readonly [title: string, text: string, path: string, only?: "generated"];

/** The forms of a table. */
export function formsOf(rows: readonly Row[]): Form[] {
  return rows.map(([title, text, path, only]) => ({
    title,
    text,
    path,
    ...(only === "generated" && { generatedOnly: true }),
  }));
}

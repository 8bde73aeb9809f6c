/**
 * A text as a literal of Athena's queries (Trino): only the quote ends one, and two quotes stand for it.
 * Source: Trino, "Lexical structure". Hive's statements read backslashes too: nothing but checked text goes into those.
 */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A condition that a text starts and ends so, with anything between. @param expression SQL */
export function sqlLike(expression: string, start: string, end = ""): string {
  const escaped = (part: string): string => part.replaceAll(/[!%_]/g, "!$&");
  return `${expression} LIKE ${sqlText(`${escaped(start)}%${escaped(end)}`)} ESCAPE '!'`;
}

/** A list of literals for `IN`. @param texts at least one */
export function sqlList(texts: readonly string[]): string {
  return `(${texts.map(sqlText).join(", ")})`;
}

/** A table in a database, in lower case as the catalogue has them. */
export interface TableName {
  readonly database: string;
  readonly table: string;
}

/** Reads `database.table`. Undefined for anything but letters, digits and underscores: AWS allows no others to Athena. */
export function readTableName(text: string): TableName | undefined {
  const [, database, table] = /^(\w{1,128})\.(\w{1,128})$/.exec(text.trim()) ?? [];
  if (database === undefined || table === undefined) return undefined;
  return { database: database.toLowerCase(), table: table.toLowerCase() };
}

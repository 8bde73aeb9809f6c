/** What a member of a server must be. */
export type MemberType = "text" | "texts" | "textTable" | "number" | "boolean" | "object";

/** Members of a server that Kiro knows, with their types (Kiro 0.11's own schema). */
export const serverMembers: Readonly<Record<string, MemberType>> = {
  command: "text",
  args: "texts",
  env: "textTable",
  cwd: "text",
  url: "text",
  headers: "textTable",
  type: "text",
  timeout: "number",
  disabled: "boolean",
  autoApprove: "texts",
  disabledTools: "texts",
  oauth: "object",
  oauthScopes: "texts",
};

/** For a person, after "must be". */
export const typeWords: Readonly<Record<MemberType, string>> = {
  text: "a text",
  texts: "a list of texts",
  textTable: "an object whose values are texts",
  number: "a number",
  boolean: "true or false",
  object: "an object",
};

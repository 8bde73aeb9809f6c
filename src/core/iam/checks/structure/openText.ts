import { hasUnknown } from "../../model/valueNode.ts";

/** Marks of templates that a tool fills in before AWS sees the policy: `${name}`, `%{…}`, `$(…)`, `$NAME`, `{%…%}`, `<%…%>`. */
const templates = /[$%#@]\{|\$\(|\$[A-Z_]{2}|\{%|<%|\{\{/;

/** Whether a text is not final: parts of it are unknown, or filled in by a tool or, as policy variables, by IAM. */
export function isOpen(text: string): boolean {
  return hasUnknown(text) || templates.test(text);
}

import type { Span } from "../../model/span.ts";
import { shown } from "../identity/shown.ts";
import type { McpDefinition, McpServer } from "../model/definition.ts";

/** The span of the first path that the server has, else of its name. */
export function spanOf(server: McpServer, ...paths: readonly string[]): Span {
  const path = paths.find((one) => Object.hasOwn(server.spans, one));
  return (path === undefined ? undefined : server.spans[path]) ?? server.nameSpan;
}

/** The name of a server as a message quotes it. */
export function named({ name }: McpServer): string {
  return `"${shown(name, 60)}"`;
}

/** A text of a definition and its path among the server's spans. */
export interface PlacedText {
  readonly path: string;
  readonly text: string;
}

/** Every text of a definition that a program, a server or a header gets; tool names are not among them. */
export function textsOf(definition: McpDefinition): readonly PlacedText[] {
  const { command, args = [], env = {}, cwd, url, headers = {} } = definition;
  const single = Object.entries({ command, cwd, url }).flatMap(([path, text]) =>
    text === undefined ? [] : [{ path, text }],
  );
  const table = (key: string, record: Readonly<Record<string, string>>): PlacedText[] =>
    Object.entries(record).map(([name, text]) => ({ path: `${key}.${name}`, text }));
  return [
    ...single,
    ...args.map((text, index) => ({ path: `args.${index}`, text })),
    ...table("env", env),
    ...table("headers", headers),
  ];
}

/**
 * The span of a part of a value, where the file writes it as it is; of the whole value where an escape or a quote stands
 * between.
 */
export function partSpan(text: string, whole: Span, part: string): Span {
  const at = text.slice(whole.start, whole.end).indexOf(part);
  return at < 0 || part === "" ? whole : { start: whole.start + at, end: whole.start + at + part.length };
}

/** `a`, `a and b`, `a, b and 3 more`, each quoted, with hidden characters escaped. */
export function listed(names: readonly string[], most = 4): string {
  const quoted = names.slice(0, most).map((name) => `"${shown(name, 60)}"`);
  const rest = names.length - quoted.length;
  const last = rest > 0 ? `${rest} more` : quoted.pop();
  return quoted.length === 0 ? (last ?? "") : `${quoted.join(", ")} and ${last}`;
}

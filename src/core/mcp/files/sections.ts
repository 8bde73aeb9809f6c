import type { Span } from "../../model/span.ts";
import type { McpFileKind } from "../model/definition.ts";
import { replacedMembers, type FileObject } from "./fileValue.ts";
import { isKiroKind } from "./kindOfPath.ts";

/** An object of a file that holds servers. */
export interface Section {
  /** Dotted path from the top of the file. */
  readonly path: string;
  /** Absent when the value is no object. */
  readonly object?: FileObject;
  /** Whether a later key of the same name, on the way or here, replaces it. */
  readonly overridden: boolean;
  readonly error?: { readonly span: Span; readonly message: string };
}

/** Paths at which a kind of file may hold servers. VS Code's settings hold them under a key with a dot or in an object. */
const paths: Readonly<Record<McpFileKind, readonly (readonly string[])[]>> = {
  kiro: [["mcpServers"], ["powers", "mcpServers"]],
  "kiro-agent": [["mcpServers"]],
  "kiro-power": [["mcpServers"]],
  vscode: [["servers"], ["mcpServers"], ["mcp.servers"], ["mcp", "servers"]],
  cursor: [["mcpServers"], ["servers"]],
  "claude-code": [["mcpServers"]],
  "claude-desktop": [["mcpServers"]],
  amazonq: [["mcpServers"]],
  unknown: [["mcpServers"], ["servers"], ["powers", "mcpServers"], ["mcp", "servers"], ["mcp.servers"]],
};

/** The objects that hold servers, in the order of `paths` and, for a key that stands twice, of the text. */
export function sectionsOf(
  root: FileObject,
  kind: McpFileKind,
  remarks: { span: Span; message: string }[],
): readonly Section[] {
  const sections = paths[kind].flatMap((path) => follow(root, path, "", false));
  if (isKiroKind(kind) && kind !== "unknown") {
    const foreign = root.members.find(({ key, value }) => key === "servers" && value.kind === "object");
    if (foreign) {
      const message = 'Kiro does not read "servers"; its servers stand under "mcpServers"';
      remarks.push({ span: foreign.keySpan, message });
    }
  }
  return sections;
}

function follow(
  object: FileObject,
  path: readonly string[],
  before: string,
  overridden: boolean,
): readonly Section[] {
  const [key, ...rest] = path;
  const at = before === "" ? `${key}` : `${before}.${key}`;
  const replaced = replacedMembers(object);
  return object.members.flatMap((member): readonly Section[] => {
    if (member.key !== key) return [];
    const lost = overridden || replaced.has(member);
    const { value } = member;
    if (value.kind !== "object") {
      // An object of another meaning in a settings file.
      if (key === "mcp") return [];
      const span = value.kind === "missing" ? member.keySpan : value.span;
      return [{ path: at, overridden: lost, error: { span, message: `"${at}" must be an object` } }];
    }
    return rest.length === 0
      ? [{ path: at, object: value, overridden: lost }]
      : follow(value, rest, at, lost);
  });
}

import type { McpFile, McpServer } from "../model/definition.ts";
import { lastMember, type FileObject, type FileValue } from "./fileValue.ts";
import { readJsonFile } from "./jsonFile.ts";

/**
 * The servers that a registry of Kiro offers, as a source of the scope `registry`: each as the mark that a configuration
 * names it by, with the span of its name. Whether Kiro takes the registry at all is for its lint to say. Never throws.
 */
export function readRegistryFile(text: string): McpFile {
  const { root, error } = readJsonFile(text);
  const list = root?.kind === "object" ? lastMember(root, "servers")?.value : undefined;
  const items = list?.kind === "list" ? list.items : [];
  const problem = error
    ? { message: `The file cannot be read: ${error.message}.`, span: error.span }
    : list?.kind !== "list" && {
        message: 'The file is no registry: it has no list "servers".',
        span: list?.span ?? root?.span ?? { start: 0, end: 0 },
      };
  const servers = items.flatMap((item) => offered(item) ?? []);
  const last = new Map(servers.map((server) => [server.name, server]));
  return {
    kind: "unknown",
    servers: servers.map((server) => ({ ...server, overridden: last.get(server.name) !== server })),
    remarks: [],
    ...(problem && { error: problem }),
  };
}

function offered(item: FileValue): McpServer | undefined {
  const server = memberOf(item, "server");
  const name = server && memberOf(server, "name");
  if (name?.kind !== "text") return undefined;
  return {
    name: name.value,
    nameSpan: name.content,
    span: item.span,
    definition: { type: "registry" },
    problems: [],
    overridden: false,
    section: "servers",
    spans: Object.create(null),
  };
}

function memberOf(value: FileValue, key: string): FileValue | undefined {
  const object: FileObject | undefined = value.kind === "object" ? value : undefined;
  return object && lastMember(object, key)?.value;
}

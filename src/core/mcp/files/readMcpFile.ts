import type { Span } from "../../model/span.ts";
import { hasHidden, shown } from "../identity/shown.ts";
import type { McpFile, McpFileKind, McpServer } from "../model/definition.ts";
import { isKiroKind, kindOfPath } from "./kindOfPath.ts";
import { lastMember, replacedMembers, type FileObject, type FileTree } from "./fileValue.ts";
import { readFrontMatter } from "./frontMatter.ts";
import { readJsonFile } from "./jsonFile.ts";
import { readServer } from "./readServer.ts";
import { sectionsOf, type Section } from "./sections.ts";

/** What is known of a file beside its text. */
export interface McpFileContext {
  /** With either separator; tells the kind when that is not given, and a Markdown file from a JSON one. */
  readonly path: string;
  readonly kind?: McpFileKind;
}

/** One remark or the error of a file. */
interface Located {
  readonly span: Span;
  readonly message: string;
}

/**
 * Reads a configuration file of Kiro or a neighbour: JSON with comments, or a Markdown file with YAML before its text.
 * Never throws. Servers are given as far as they can be read, also of a file that Kiro rejects as a whole: then `error`
 * says why. Spans count UTF-16 code units of `text`, a BOM included.
 */
export function readMcpFile(text: string, { path, kind = kindOfPath(path) }: McpFileContext): McpFile {
  const tree: FileTree = /\.md$/i.test(path) ? readFrontMatter(text) : readJsonFile(text);
  const { root } = tree;
  if (tree.error && !root) return { kind, servers: [], remarks: [], error: unreadable(tree.error) };
  if (root?.kind !== "object") {
    const span = root?.span ?? { start: 0, end: 0 };
    const none = root === undefined;
    return { kind, servers: [], remarks: [], ...(!none && { error: { message: notObject, span } }) };
  }
  const remarks: Located[] = [];
  const sections = sectionsOf(root, kind, remarks);
  remarks.push(...rootRemarks(root));
  const servers = sections.flatMap((section) => serversOf(section, kind));
  const error = tree.error
    ? unreadable(tree.error)
    : isKiroKind(kind)
      ? rejection(sections, servers)
      : undefined;
  return { kind, servers, remarks, ...(error && { error }), ...agentParts(root, kind) };
}

const notObject = "The file must hold an object.";

function unreadable({ message, span }: Located): Located {
  return { message: `The file cannot be read: ${message}.`, span };
}

function serversOf({ path, object, overridden }: Section, kind: McpFileKind): readonly McpServer[] {
  if (!object) return [];
  const replaced = replacedMembers(object);
  return object.members.map((member) =>
    readServer(member, {
      kiro: isKiroKind(kind),
      overridden: overridden || replaced.has(member),
      section: path,
    }),
  );
}

/** The first schema error: Kiro then takes no server of the file at all. What a later key replaces is not looked at. */
function rejection(sections: readonly Section[], servers: readonly McpServer[]): Located | undefined {
  const section = sections.find(({ error, overridden }) => error && !overridden);
  if (section?.error)
    return { ...section.error, message: `Kiro rejects the whole file: ${section.error.message}.` };
  for (const { name, problems, overridden } of servers) {
    const problem = overridden ? undefined : problems.find(({ effect }) => effect === "rejects-file");
    if (!problem) continue;
    const message = `Kiro rejects the whole file: in the server "${shown(name, 60)}", ${problem.message}.`;
    return { message, span: problem.span };
  }
  return undefined;
}

/** Keys of the file's top that stand twice or hide something. */
function rootRemarks(root: FileObject): readonly Located[] {
  const replaced = replacedMembers(root);
  return root.members.flatMap((member) => {
    const remarks: Located[] = [];
    const name = shown(member.key, 60);
    if (replaced.has(member)) {
      remarks.push({
        span: member.keySpan,
        message: `"${name}" stands twice; what is in this one counts for nothing`,
      });
    }
    if (hasHidden(member.key)) {
      remarks.push({ span: member.keySpan, message: `"${name}" holds characters that do not show` });
    }
    return remarks;
  });
}

/** What an agent says about servers and tools, beside its own servers. */
function agentParts(root: FileObject, kind: McpFileKind): Partial<McpFile> {
  if (kind !== "kiro-agent") return {};
  // The older name is still in use.
  const includes = (lastMember(root, "includeMcpJson") ?? lastMember(root, "useLegacyMcpJson"))?.value;
  const tools = textsOf(root, "tools");
  const allowedTools = textsOf(root, "allowedTools");
  return {
    ...(includes?.kind === "boolean" && { includesMcpJson: includes.value }),
    ...(tools && { tools }),
    ...(allowedTools && { allowedTools }),
  };
}

function textsOf(root: FileObject, key: string): readonly string[] | undefined {
  const value = lastMember(root, key)?.value;
  if (value?.kind === "text") return value.value.split(",").map((word) => word.trim());
  if (value?.kind !== "list") return undefined;
  return value.items.flatMap((item) => (item.kind === "text" ? [item.value] : []));
}

import { lstatSync, readdirSync, realpathSync, type Dirent } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { frontMatterText } from "../../core/mcp/files/frontMatter.ts";
import { readMcpFile } from "../../core/mcp/files/readMcpFile.ts";
import type { McpFileKind } from "../../core/mcp/model/definition.ts";
import type { McpLocation } from "../../core/mcp/scopes/locations.ts";
import type { Scope } from "../../core/mcp/scopes/scope.ts";
import type { McpSource } from "../../core/mcp/scopes/source.ts";
import { decode } from "./decode.ts";
import { readLimited } from "./scanFile.ts";
import { errorCode, skipReason, type SkipReason } from "./skipReason.ts";

/** No configuration that a person keeps is larger, in bytes. */
const mostBytes = 5_000_000;

/** How many files of one folder of agents or powers are read, and how deep. */
const mostFiles = 500;
const deepest = 3;

/** For a person, after "it". */
const reasons: Readonly<Record<SkipReason, string>> = {
  binary: "it is no text",
  special: "it is no file",
  vanished: "its link leads nowhere",
  "too-large": "it is larger than 5 MB",
  unreadable: "it cannot be read",
  loop: "its links lead in a circle",
  failed: "it cannot be read",
};

/**
 * Reads the files of all locations that exist. A file that is there and cannot be read is a source with an error;
 * nothing else is thrown than the signal's reason. No server is started and nothing else is read.
 */
export async function readMcpSources(
  locations: readonly McpLocation[],
  signal?: AbortSignal,
): Promise<readonly McpSource[]> {
  const sources: McpSource[] = [];
  for (const location of locations) {
    signal?.throwIfAborted();
    sources.push(...readLocation(location, signal));
    // A turn of the event loop for each place: a host may have to answer meanwhile.
    await Promise.resolve();
  }
  return sources;
}

function readLocation(location: McpLocation, signal: AbortSignal | undefined): readonly McpSource[] {
  const { scope, kind, path, shape, untrusted } = location;
  const extra = untrusted === true ? { untrusted } : {};
  if (shape === "file") return readMcpSource(path, scope, kind).map((source) => ({ ...source, ...extra }));
  const names = shape === "agents" ? isAgent : isPowerConfig;
  return filesBelow(path, names).flatMap((file) => {
    signal?.throwIfAborted();
    const name = shape === "agents" ? basename(file, extname(file)) : powerName(dirname(file));
    return readMcpSource(file, { ...scope, name }, kind).map((source) => ({ ...source, ...extra }));
  });
}

/** One file as a source; none when it does not exist. */
export function readMcpSource(path: string, scope: Scope, kind: McpFileKind): readonly McpSource[] {
  const base = { scope, path, kind };
  let linkTarget: string | undefined;
  try {
    if (lstatSync(path).isSymbolicLink()) linkTarget = realpathSync(path);
  } catch (error) {
    if (isAbsent(error) && !exists(path)) return [];
    return [{ ...base, error: reasons[skipReason(error)] }];
  }
  const linked = linkTarget === undefined ? base : { ...base, linkTarget };
  const bytes = readLimited(path, mostBytes);
  if (typeof bytes === "string") return [{ ...linked, error: reasons[bytes] }];
  const decoded = decode(bytes);
  if (!decoded) return [{ ...linked, error: reasons.binary }];
  const { text } = decoded;
  return [{ ...linked, text, file: readMcpFile(text, { path, kind }) }];
}

function isAbsent(error: unknown): boolean {
  return ["ENOENT", "ENOTDIR"].includes(errorCode(error) ?? "");
}

/** Whether there is something at a path, if only a link that leads nowhere. */
function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function isAgent(name: string): boolean {
  return /\.(json|md)$/i.test(name);
}

function isPowerConfig(name: string): boolean {
  return name === "mcp.json";
}

/** Files of a folder and the folders below it, in the order of their names. Links to folders are not followed. */
function filesBelow(root: string, accepts: (name: string) => boolean): readonly string[] {
  const files: string[] = [];
  const enter = (folder: string, depth: number): void => {
    let entries: Dirent[];
    try {
      entries = readdirSync(folder, { withFileTypes: true });
    } catch {
      return;
    }
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (files.length >= mostFiles) return;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (depth < deepest) enter(path, depth + 1);
      } else if (accepts(entry.name)) files.push(path);
    }
  };
  enter(root, 1);
  return files;
}

/** The name that a power gives itself, else its folder's. */
function powerName(folder: string): string {
  const bytes = readLimited(join(folder, "POWER.md"), mostBytes);
  const text = typeof bytes === "string" ? undefined : decode(bytes)?.text;
  return (text === undefined ? undefined : frontMatterText(text, "name")) ?? basename(folder);
}

import { lstat, open, readdir, realpath, type FileHandle } from "node:fs/promises";
import { constants, type Dirent } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { frontMatterText } from "../../core/mcp/files/frontMatter.ts";
import { readMcpFile } from "../../core/mcp/files/readMcpFile.ts";
import type { McpFileKind } from "../../core/mcp/model/definition.ts";
import type { McpLocation } from "../../core/mcp/scopes/locations.ts";
import type { Scope } from "../../core/mcp/scopes/scope.ts";
import type { McpSource } from "../../core/mcp/scopes/source.ts";
import { decode } from "./decode.ts";
import { errorCode, mostConfigBytes, skipReason, skipSentences, type SkipReason } from "./skipReason.ts";

/** How many files of one folder of agents or powers are read, how many entries are looked at, and how deep. */
const mostFiles = 500;
const mostEntries = 10_000;
const deepest = 4;

/**
 * Reads the files of all locations that exist, in the locations' order. A file that is there and cannot be read is a
 * source with an error; only the signal's reason is thrown. No server is started.
 */
export async function readMcpSources(
  locations: readonly McpLocation[],
  signal?: AbortSignal,
): Promise<readonly McpSource[]> {
  signal?.throwIfAborted();
  const read = await Promise.all(locations.map((location) => readLocation(location, signal)));
  return read.flat();
}

async function readLocation(
  { scope, kind, path, shape, untrusted = false }: McpLocation,
  signal: AbortSignal | undefined,
): Promise<readonly McpSource[]> {
  const marked = (source: McpSource): McpSource => (untrusted ? { ...source, untrusted } : source);
  if (shape === "file") {
    const source = await readMcpSource(path, scope, kind);
    return source ? [marked(source)] : [];
  }
  const sources: McpSource[] = [];
  const { files, error } = await filesBelow(path, shape === "agents" ? isAgent : isPowerConfig);
  if (error !== undefined) sources.push(marked({ scope, path, kind, error }));
  for (const file of files) {
    signal?.throwIfAborted();
    const name = shape === "agents" ? basename(file, extname(file)) : await powerName(dirname(file));
    const source = await readMcpSource(file, { ...scope, name }, kind);
    if (source) sources.push(marked(source));
  }
  return sources;
}

/** One file as a source; undefined when it does not exist. Never rejects. */
export async function readMcpSource(
  path: string,
  scope: Scope,
  kind: McpFileKind,
): Promise<McpSource | undefined> {
  const place = await placeOf(path);
  if (!place) return undefined;
  const base = { scope, path, kind, ...place };
  const text = "error" in place ? undefined : await readText(path);
  if (!text) return base;
  return "error" in text
    ? { ...base, ...text }
    : { ...base, ...text, file: readMcpFile(text.text, { path, kind }) };
}

/** What is at a path without opening it; undefined when there is nothing. */
async function placeOf(
  path: string,
): Promise<Pick<McpSource, "linkTarget" | "realPath" | "fileId" | "error"> | undefined> {
  let isLink = false;
  try {
    // Numbers of files on Windows do not fit into a number.
    const stat = await lstat(path, { bigint: true });
    isLink = stat.isSymbolicLink();
    const real = await realpath(path);
    return {
      ...(isLink && { linkTarget: real }),
      ...(real !== path && { realPath: real }),
      ...(!isLink && stat.nlink > 1n && stat.isFile() && { fileId: `${stat.dev}:${stat.ino}` }),
    };
  } catch (error) {
    const reason = skipReason(error);
    return reason === "vanished" && !isLink ? undefined : { error: skipSentences[reason] };
  }
}

async function readText(path: string): Promise<{ text: string } | { error: string }> {
  const bytes = await readBytes(path);
  if (typeof bytes === "string") return { error: skipSentences[bytes] };
  const decoded = decode(bytes);
  return decoded ? { text: decoded.text } : { error: skipSentences.binary };
}

/** Asynchronous, because an editor waits for no file system of a network. */
async function readBytes(path: string): Promise<Buffer | SkipReason> {
  let file: FileHandle | undefined;
  try {
    // Opening a pipe for reading would wait for a writer for ever.
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stat = await file.stat();
    if (!stat.isFile()) return "special";
    if (stat.size > mostConfigBytes) return "too-large";
    return await file.readFile();
  } catch (error) {
    return skipReason(error);
  } finally {
    await file?.close().catch(() => undefined);
  }
}

function isAgent(name: string): boolean {
  return /\.(json|md)$/i.test(name);
}

function isPowerConfig(name: string): boolean {
  return name === "mcp.json";
}

/**
 * Files of a folder and the folders below it, in the order of their names. Links to folders are not followed. With
 * `error` there may be more.
 */
async function filesBelow(
  root: string,
  accepts: (name: string) => boolean,
): Promise<{ files: readonly string[]; error?: string }> {
  const files: string[] = [];
  let seen = 0;
  let problem: string | undefined;
  const enter = async (folder: string, depth: number): Promise<void> => {
    const entries = await entriesOf(folder);
    if (typeof entries === "string") {
      problem ??= entries;
      return;
    }
    for (const entry of entries) {
      if (files.length >= mostFiles || ++seen > mostEntries) {
        problem ??= `it holds more than ${files.length} files; the others were not read`;
        return;
      }
      const path = join(folder, entry.name);
      if (entry.isDirectory() && depth < deepest) await enter(path, depth + 1);
      else if (accepts(entry.name)) files.push(path);
    }
  };
  await enter(root, 1);
  return { files, ...(problem !== undefined && { error: problem }) };
}

/** A folder that does not exist holds nothing; for any other failure the reason. */
async function entriesOf(folder: string): Promise<readonly Dirent[] | string> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  } catch (error) {
    if (errorCode(error) === "ENOTDIR") return "it is no folder";
    const reason = skipReason(error);
    return reason === "vanished" ? [] : skipSentences[reason];
  }
}

/** The name that a power gives itself, else its folder's. */
async function powerName(folder: string): Promise<string> {
  const read = await readText(join(folder, "POWER.md"));
  return ("text" in read ? frontMatterText(read.text, "name") : undefined) ?? basename(folder);
}

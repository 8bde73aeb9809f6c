import { readdir } from "node:fs/promises";
import type { Finding } from "../../../../../core/model/finding.ts";
import { joinPath } from "../../../../../core/mcp/scopes/paths.ts";
import { known, unknown, type Fact } from "../../../../../core/posture/fact.ts";
import type { FileFinding } from "../../../../../core/posture/facts.ts";
import { errorCode } from "../../../skipReason.ts";
import { readFileFact } from "../files/readFileFact.ts";
import type { KiroPlaces } from "./kiroPlaces.ts";

/** The secrets engine. */
export type FindSecrets = (
  text: string,
  path: string,
  signal: AbortSignal,
) => Promise<readonly Pick<Finding, "ruleId" | "severity" | "span">[]>;

/** Folders of a `.kiro` folder whose files agents read. */
const folders = ["settings", "hooks", "agents", "steering", "powers", "specs"];

/** Files of neighbours in a workspace that hold servers too. */
const workspaceFiles = [
  ".mcp.json",
  ".vscode/mcp.json",
  ".cursor/mcp.json",
  ".amazonq/mcp.json",
  "AGENTS.md",
];

const mostFiles = 2_000;
const deepest = 6;

/** Secrets that stand in the files of Kiro: servers, hooks, agents, steering. Evidence has places, never a value. */
export async function collectSecrets(
  places: KiroPlaces,
  { home, workspaces, signal }: { home: string; workspaces: readonly string[]; signal: AbortSignal },
  find: FindSecrets,
): Promise<Fact<readonly FileFinding[]>> {
  const paths = new Set([joinPath(places.platform, places.managedFolder, "mcp.json")]);
  for (const root of [home, ...workspaces])
    for (const folder of folders) {
      const problem = await addFiles(joinPath(places.platform, root, ".kiro", folder), paths, 1);
      if (problem !== undefined) return unknown(problem);
    }
  for (const root of workspaces)
    for (const name of workspaceFiles) paths.add(joinPath(places.platform, root, ...name.split("/")));
  const found: FileFinding[] = [];
  let read = 0;
  for (const path of paths) {
    signal.throwIfAborted();
    const file = await readFileFact(path);
    if (file.state !== "known") return file;
    const { text } = file.value;
    if (text === undefined) continue;
    read++;
    for (const { ruleId, severity, span } of await find(text, path, signal))
      found.push({ path, ruleId, severity, line: lineAt(text, span.start) });
  }
  return known(found, `${read} files looked at`);
}

/** @returns why not all are known */
async function addFiles(folder: string, paths: Set<string>, depth: number): Promise<string | undefined> {
  try {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (paths.size > mostFiles) return `there are more than ${mostFiles} files below ${folder}`;
      const path = joinPath(process.platform === "win32" ? "win32" : "linux", folder, entry.name);
      if (entry.isFile() || entry.isSymbolicLink()) paths.add(path);
      else if (entry.isDirectory() && depth < deepest) {
        const problem = await addFiles(path, paths, depth + 1);
        if (problem !== undefined) return problem;
      }
    }
    return undefined;
  } catch (error) {
    const code = errorCode(error);
    return code === "ENOENT" || code === "ENOTDIR" ? undefined : `${folder} cannot be read`;
  }
}

/** One-based. */
function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) line++;
  return line;
}

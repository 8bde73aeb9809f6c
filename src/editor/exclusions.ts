import ignore, { type Ignore } from "ignore";
import * as vscode from "vscode";
import { folderOf, scanPath } from "./documents.ts";
import { ignoredAlong } from "./ignoredAlong.ts";
import { readSmallText } from "./readSmallText.ts";
import type { Settings } from "./settings.ts";

/** Name of the ignore files that a workspace may hold, in any of its folders. */
const ignoreFileName = ".picketignore";

// Git compares letters exactly where file names do; so does the command line.
const ignorecase = process.platform === "win32" || process.platform === "darwin";

/** What is not to be scanned: the user's patterns, and the ignore files of a trusted workspace. */
export interface Exclusions {
  /** Whether the resource is left out by the user's patterns or by a `.picketignore` between it and its folder. */
  isIgnored(uri: vscode.Uri): Promise<boolean>;
  /** Fires when the answer may have changed for some resource. */
  readonly onDidChange: vscode.Event<void>;
  dispose(): void;
}

/**
 * Reads ignore files lazily, keeps them until they change, and reads none while the workspace is not trusted: a
 * folder that comes with its own ignore file must not hide what is in it.
 */
export function createExclusions(settings: Settings): Exclusions {
  const files = new Map<string, Promise<Ignore | undefined>>();
  const changed = new vscode.EventEmitter<void>();
  const watcher = vscode.workspace.createFileSystemWatcher(`**/${ignoreFileName}`);
  const forget = (): void => {
    files.clear();
    changed.fire();
  };
  const read = (folder: vscode.Uri): Promise<Ignore | undefined> => {
    const key = folder.toString();
    const known = files.get(key) ?? readIgnoreFile(vscode.Uri.joinPath(folder, ignoreFileName));
    files.set(key, known);
    return known;
  };
  const parts = [
    watcher,
    watcher.onDidCreate(forget),
    watcher.onDidChange(forget),
    watcher.onDidDelete(forget),
    vscode.workspace.onDidGrantWorkspaceTrust(forget),
    vscode.workspace.onDidChangeWorkspaceFolders(forget),
    settings.onDidChange((names) => {
      if (names.includes("secrets.ignore")) changed.fire();
    }),
    changed,
  ];
  return {
    async isIgnored(uri) {
      const path = scanPath(uri);
      if (ignore.isPathValid(path) && patterns(settings.ignoreGlobs()).ignores(path)) return true;
      const folder = folderOf(uri);
      if (!folder || !vscode.workspace.isTrusted || !ignore.isPathValid(path)) return false;
      return ignoredAlong(path, (below) => read(vscode.Uri.joinPath(folder.uri, below)));
    },
    onDidChange: changed.event,
    dispose: () => parts.forEach((part) => void part.dispose()),
  };
}

async function readIgnoreFile(uri: vscode.Uri): Promise<Ignore | undefined> {
  try {
    return patterns([await readSmallText(uri)]);
  } catch {
    // Most folders have no ignore file, and one that cannot be read must not hide anything.
    return undefined;
  }
}

function patterns(lines: readonly string[]): Ignore {
  return ignore({ ignorecase }).add([...lines]);
}

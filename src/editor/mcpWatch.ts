import * as vscode from "vscode";

/** Watches files that may stand anywhere, and that may not be there yet. */
export interface McpWatch {
  /** Watches these absolute paths instead of the ones before; whether any of them was not watched so far. */
  follow(paths: readonly string[]): Promise<boolean>;
  dispose(): void;
}

/**
 * The editor watches what is below a folder that exists. For a path that is not there yet, the next step of its way is
 * watched from the deepest folder that is: once it appears, everything is read and watched anew.
 * @param onChange called for every event, without a pause between
 */
export function createMcpWatch(onChange: () => void): McpWatch {
  let watchers = new Map<string, vscode.Disposable>();
  let disposed = false;
  const clear = (): void => {
    for (const watcher of watchers.values()) watcher.dispose();
    watchers = new Map();
  };
  return {
    async follow(paths) {
      const places = await Promise.all(paths.map((path) => placeOf(vscode.Uri.file(path))));
      if (disposed) return false;
      const next = new Map<string, vscode.Disposable>();
      let isNew = false;
      for (const place of places) {
        if (!place) continue;
        const key = `${place.base.toString()}\n${place.pattern}`;
        if (next.has(key)) continue;
        const known = watchers.get(key);
        isNew ||= known === undefined;
        next.set(key, known ?? watch(place, onChange));
        watchers.delete(key);
      }
      clear();
      watchers = next;
      return isNew;
    },
    dispose() {
      disposed = true;
      clear();
    },
  };
}

interface Place {
  readonly base: vscode.Uri;
  readonly pattern: string;
}

/** A folder that is there, and the name below it to look for; a folder itself is watched with all its depth. */
async function placeOf(uri: vscode.Uri): Promise<Place | undefined> {
  const type = await typeOf(uri);
  if (type !== undefined && (type & vscode.FileType.Directory) !== 0) return { base: uri, pattern: "**" };
  let missing = uri;
  for (let depth = 0; depth < 64; depth++) {
    const parent = vscode.Uri.joinPath(missing, "..");
    if (parent.path === missing.path) return undefined;
    const found = await typeOf(parent);
    if (found !== undefined && (found & vscode.FileType.Directory) !== 0)
      return { base: parent, pattern: literal(missing.path.slice(missing.path.lastIndexOf("/") + 1)) };
    missing = parent;
  }
  return undefined;
}

/** A name as a pattern that matches it alone. */
function literal(name: string): string {
  return name.replace(/[*?{}[\]]/g, "[$&]");
}

async function typeOf(uri: vscode.Uri): Promise<vscode.FileType | undefined> {
  try {
    return (await vscode.workspace.fs.stat(uri)).type;
  } catch {
    // Not there, or not ours to see: its folder is asked next.
    return undefined;
  }
}

function watch({ base, pattern }: Place, onChange: () => void): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(base, pattern));
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(onChange),
    watcher.onDidChange(onChange),
    watcher.onDidDelete(onChange),
  );
}

import { shown } from "../../core/mcp/identity/shown.ts";

/** What a path may be shortened by. */
export interface KnownFolders {
  readonly home: string | undefined;
  readonly folders: readonly { readonly name: string; readonly path: string }[];
}

/** A path as a person knows it: below a workspace folder by its name, below the home by `~`, else whole. */
export function shortenPath(path: string, { home, folders }: KnownFolders): string {
  const folder = folders.find((one) => isBelow(path, one.path));
  if (folder) return shown(`${folder.name}${path.slice(folder.path.length)}`, 200);
  if (home !== undefined && isBelow(path, home)) return shown(`~${path.slice(home.length)}`, 200);
  return shown(path, 200);
}

function isBelow(path: string, folder: string): boolean {
  return folder !== "" && path.startsWith(folder) && /^[\\/]/.test(path.slice(folder.length));
}

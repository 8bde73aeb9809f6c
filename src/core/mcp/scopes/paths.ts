/** Systems whose paths are told apart; any other is taken for Linux. */
export type PathPlatform = "win32" | "darwin" | "linux";

/** Joins a folder and names as the platform writes them, whatever system this runs on. UNC and drive paths stay such. */
export function joinPath(platform: PathPlatform, folder: string, ...names: readonly string[]): string {
  const separator = platform === "win32" ? "\\" : "/";
  const base = folder.replace(platform === "win32" ? /[\\/]+$/ : /\/+$/, "");
  return [base, ...names].join(separator);
}

/**
 * The same text for two spellings of one path: separators and, where the system does not tell them apart, cases.
 * The prefix `\\?\` of long paths is taken off. Links are not followed.
 */
export function pathKey(path: string, platform: PathPlatform): string {
  if (platform !== "win32") {
    const plain = path.replace(/\/+/g, "/").replace(/(.)\/$/, "$1");
    return platform === "darwin" ? plain.toLowerCase().normalize("NFC") : plain;
  }
  const unified = path.replaceAll("/", "\\");
  const plain = unified.replace(/^\\\\\?\\(UNC\\)?/i, (_, unc) => (unc === undefined ? "" : "\\\\"));
  return plain
    .replace(/(?!^)\\+/g, "\\")
    .replace(/(.)\\$/, "$1")
    .toLowerCase();
}

/** The platform that a path's spelling shows: a drive or a backslash means Windows. */
export function platformOfPath(path: string): PathPlatform {
  return /^[A-Za-z]:[\\/]|^\\\\/.test(path) ? "win32" : "linux";
}

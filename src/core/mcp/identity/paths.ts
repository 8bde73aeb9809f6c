/** Whether a text is written as a path of Windows: with a drive or a backslash. */
export function isWindowsPath(path: string): boolean {
  return /^[A-Za-z]:/.test(path) || path.includes("\\");
}

/** Whether a path starts at a root: `/x`, `C:\x`, `\\server\share`, `\x`. `C:x` and `~/x` do not. */
export function isAbsolutePath(path: string): boolean {
  return /^(?:[A-Za-z]:)?[\\/]/.test(path);
}

/** Whether it is a name without a folder, which the system looks up in its own list of folders. */
export function isBareName(path: string): boolean {
  return !/[\\/]/.test(path) && !/^[A-Za-z]:/.test(path);
}

const programExtension = /\.(?:exe|cmd|bat|ps1)$/i;

/**
 * The name of a program: the last part of its path without `.exe`, `.cmd`, `.bat` and `.ps1`, in lower case for a path
 * or a file name of Windows.
 */
export function programName(path: string, platform?: string): string {
  const windows = platform === "win32" || isWindowsPath(path) || programExtension.test(path);
  const base = path.split(windows ? /[\\/]|^[A-Za-z]:/ : "/").at(-1) ?? "";
  const name = base.replace(programExtension, "");
  // Windows alone has these, in any case.
  return windows || /^(?:cmd|powershell|wsl)$/i.test(name) ? name.toLowerCase() : name;
}

/**
 * A path in the form in which two of them compare: dot segments and doubled separators resolved, `/` as separator, and
 * lower case for Windows, which does not tell cases apart.
 */
export function comparablePath(path: string): string {
  const windows = isWindowsPath(path);
  const text = windows ? path.replaceAll("\\", "/").toLowerCase() : path;
  const unc = windows && text.startsWith("//");
  const parts: string[] = [];
  for (const part of text.split("/")) {
    if (part === "..") {
      if (parts.length > 0 && parts.at(-1) !== ".." && !/^[a-z]:$/.test(parts.at(-1) ?? "")) parts.pop();
    } else if (part !== "" && part !== ".") {
      parts.push(part);
    }
  }
  const root = unc ? "//" : text.startsWith("/") ? "/" : "";
  const joined = root + parts.join("/");
  return /^[a-z]:$/.test(joined) && windows ? `${joined}/` : joined;
}

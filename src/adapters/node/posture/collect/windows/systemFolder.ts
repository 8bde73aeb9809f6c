import { win32 } from "node:path";

/**
 * The folder of Windows' own programs, from the libraries that the kernel loaded into this process. The environment
 * (`SystemRoot`, `windir`) is the person's to change and says nothing.
 * @param libraries absolute paths, `process.report`'s `sharedObjects`
 */
export function systemFolderOf(libraries: readonly string[]): string {
  const kernel = libraries.find((path) => /^[A-Z]:\\[^\\]+\\System32\\ntdll\.dll$/i.test(path));
  return kernel === undefined ? "C:\\Windows\\System32" : win32.dirname(kernel);
}

/** Libraries of this process. */
export function loadedLibraries(): readonly string[] {
  const report: { getReport(): unknown; excludeNetwork?: boolean } = process.report;
  const before = report.excludeNetwork ?? false;
  // Names of the machine's addresses would be looked up.
  report.excludeNetwork = true;
  try {
    const told = report.getReport();
    const list =
      typeof told === "object" && told !== null && "sharedObjects" in told ? told.sharedObjects : [];
    return Array.isArray(list) ? list.filter((one): one is string => typeof one === "string") : [];
  } finally {
    report.excludeNetwork = before;
  }
}

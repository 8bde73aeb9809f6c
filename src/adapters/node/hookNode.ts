import { execFile } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";

/** The oldest major version of Node that runs Picket's command line. */
const oldest = 20;

/**
 * The program that runs hooks: the first Node of the path that is new enough, else this process's own, which is an
 * editor that can be Node. Relative folders of the path, which depend on where one is, do not count.
 */
export async function findHookNode(path: string | undefined): Promise<string> {
  const name = process.platform === "win32" ? "node.exe" : "node";
  for (const folder of (path ?? "").split(delimiter)) {
    const program = join(folder, name);
    if (isAbsolute(folder) && isExecutable(program) && (await majorOf(program)) >= oldest) return program;
  }
  return process.execPath;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function majorOf(program: string): Promise<number> {
  return new Promise((resolve) => {
    execFile(program, ["--version"], { timeout: 5000, windowsHide: true }, (error, stdout) =>
      resolve(error ? 0 : Number(/^v(\d+)\./.exec(stdout)?.[1] ?? 0)),
    );
  });
}

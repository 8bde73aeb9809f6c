import type { Launch } from "./launch.ts";
import type { Doubt } from "./normalizeCommand.ts";
import { isAbsolutePath } from "./paths.ts";
import { isInterpreter, isRunner } from "./programs.ts";
import { shownSource } from "./shown.ts";
import { hasVariable } from "./variables.ts";

/**
 * What a command starts that is no package: its own file, or the script that an interpreter is given. The policy's
 * hash makes it an identity; without an absolute path there is none.
 */
export function fileLaunch(program: string, path: string, words: readonly string[]): Launch {
  if (isInterpreter(program)) {
    const [script = "", ...rest] = words;
    const doubts = script === "" || script.startsWith("-") ? [noScript(program)] : placeOf(script);
    return {
      ...(doubts.length === 0 && { identity: { kind: "file", path: script } }),
      runner: program,
      words: rest,
      runtimeWords: [],
      options: [],
      doubts,
    };
  }
  const doubts = isRunner(program) ? [noPackage(program)] : placeOf(path);
  return {
    ...(doubts.length === 0 && { identity: { kind: "file", path } }),
    runner: program,
    words,
    runtimeWords: [],
    options: [],
    doubts,
  };
}

function noScript(program: string): Doubt {
  return { reason: `"${program}" is not told by a path which script to run`, variable: false };
}

/** `uv run`, `npm start`, `docker exec` … */
function noPackage(program: string): Doubt {
  return {
    reason: `"${program}" is used to run something of this computer, not a package or an image`,
    variable: false,
  };
}

function placeOf(path: string): readonly Doubt[] {
  if (hasVariable(path)) return [{ reason: "its path is or holds a variable", variable: true }];
  if (isAbsolutePath(path)) return [];
  // With spaces it is no path but a text, and may say anything.
  const name = /\s/.test(path) ? "what it runs" : `"${shownSource(path, 60)}"`;
  const reason = `${name} is a program or script on this computer without a full path`;
  return [{ reason, variable: false }];
}

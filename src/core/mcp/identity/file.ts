import type { Launch } from "./launch.ts";
import type { Doubt } from "./normalizeCommand.ts";
import { isAbsolutePath } from "./paths.ts";
import { isInterpreter } from "./programs.ts";
import { shown } from "./shown.ts";
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
  const doubts = placeOf(path);
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

function placeOf(path: string): readonly Doubt[] {
  if (hasVariable(path)) return [{ reason: "its path is or holds a variable", variable: true }];
  if (isAbsolutePath(path)) return [];
  const reason = `"${shown(path, 60)}" is a program or script on this computer without a full path`;
  return [{ reason, variable: false }];
}

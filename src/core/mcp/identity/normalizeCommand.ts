import { isAbsolutePath, isBareName, programName } from "./paths.ts";
import { isKnownProgram } from "./programs.ts";
import { shown } from "./shown.ts";
import { splitWords, withoutQuotes } from "./splitWords.ts";
import { isInToolFolder } from "./toolFolders.ts";
import { hasVariable } from "./variables.ts";
import { metacharacter, unwrap } from "./wrappers.ts";

/** Why it cannot be told what an entry starts. */
export interface Doubt {
  /** Continues "It cannot be told what this is: ". */
  readonly reason: string;
  /** Whether only a variable is missing. */
  readonly variable: boolean;
}

/** A command without its wrappers. */
export interface NormalCommand {
  /** Base name of the program: `npx`; empty for an empty command. */
  readonly program: string;
  /** The program as written. */
  readonly path: string;
  readonly words: readonly string[];
  /** Variables that wrappers set. */
  readonly env: readonly (readonly [string, string])[];
  /** Names of the wrappers taken off, outermost first. */
  readonly wrappers: readonly string[];
  /** White space around the command, or a whole command line in it: no system finds such a program. */
  readonly willNotStart: boolean;
  readonly doubts: readonly Doubt[];
}

const maxWrappers = 3;

/** Takes quotes, paths and wrappers off a command, by the rules of "Normalising a command". */
export function normalizeCommand(command: string, args: readonly string[], platform?: string): NormalCommand {
  const { line, spoiled, doubts } = commandWords(command);
  let words: readonly string[] = [...line, ...args];
  const env: (readonly [string, string])[] = [];
  const wrappers: string[] = [];
  for (;;) {
    const [path = "", ...rest] = words;
    const npmScript = wrappers.at(-1) === "node" ? /(npx|npm)-cli\.js$/.exec(path)?.[1] : undefined;
    const program = npmScript ?? programName(path, platform);
    doubts.push(...placeDoubts(path, program, npmScript !== undefined));
    const inner = npmScript === undefined ? unwrap(program, rest) : undefined;
    if (!inner || wrappers.length === maxWrappers) {
      if (inner) doubts.push({ reason: "it is wrapped more than three times", variable: false });
      return { program, path, words: rest, env, wrappers, willNotStart: spoiled, doubts };
    }
    wrappers.push(program);
    env.push(...inner.env);
    if (inner.doubt !== undefined) doubts.push({ reason: `${program}: ${inner.doubt}`, variable: false });
    words = inner.words;
  }
}

/** The words of `command` itself: usually one. */
function commandWords(command: string): { line: readonly string[]; spoiled: boolean; doubts: Doubt[] } {
  const trimmed = command.trim();
  const bare = withoutQuotes(trimmed);
  if (bare !== trimmed && (isAbsolutePath(bare) || !/\s/.test(bare))) {
    return { line: [bare], spoiled: trimmed !== command, doubts: [] };
  }
  const line = splitLine(bare);
  const special = line.length > 1 && metacharacter.test(bare);
  const doubts = special
    ? [
        {
          reason: '"command" holds a shell text with a character that starts something else',
          variable: false,
        },
      ]
    : [];
  return { line, spoiled: trimmed !== command || line.length > 1, doubts };
}

/** Splits a command line. The path of a program may hold spaces, so that an absolute one is looked at more closely. */
function splitLine(text: string): readonly string[] {
  if (!/\s/.test(text)) return [text];
  if (!isAbsolutePath(text)) return splitWords(text, "plain");
  const gaps = [...text.slice(0, 1024).matchAll(/\s+/g)].slice(0, 32);
  for (const gap of gaps) {
    const path = text.slice(0, gap.index);
    const rest = text.slice(gap.index + gap[0].length);
    const ended = /\.(?:exe|cmd|bat|ps1)$/i.test(path) || isKnownProgram(programName(path));
    if (ended || /^--?[A-Za-z]/.test(rest)) return [path, ...splitWords(rest, "plain")];
  }
  return [text];
}

/** What the place of a program says against it. A program of the file's own is judged by its hash instead. */
function placeDoubts(path: string, program: string, npmScript: boolean): readonly Doubt[] {
  if (hasVariable(path)) return [{ reason: "the program is named by a variable", variable: true }];
  if (!npmScript && (!isKnownProgram(program) || isBareName(path))) return [];
  const reason = !isAbsolutePath(path)
    ? `"${shown(program)}" is named by a relative path, so that a project can bring its own`
    : isInToolFolder(path)
      ? undefined
      : `"${shown(program)}" does not come from a folder for programs of the system or the user`;
  return reason === undefined ? [] : [{ reason, variable: false }];
}

import { withoutHereDocuments } from "./hereDocuments.ts";
import { shellCommands, type ShellCommand } from "./words.ts";

/** A simple command as it would run: without what only wraps it. */
export interface RunCommand {
  /** Name of the program without folder and extension, in lower case; empty for a bare redirection. */
  readonly program: string;
  readonly args: readonly string[];
  /** Variables that are set for it alone, as `NAME=value`. */
  readonly assignments: readonly string[];
  readonly writes: readonly string[];
  readonly piped: readonly RunCommand[];
  /** Folder that the text has changed to before, as written; empty when it stays. */
  readonly folder: string;
}

/** How deep shells that run shells are followed, and how many commands one text may have. */
const deepest = 5;
const mostCommands = 5000;

/** Programs that run the program that follows, with those of their options that take a value. */
const wrappers: Readonly<Record<string, RegExp>> = {
  sudo: /^-[ugCDhpRrTt]$/,
  doas: /^-[uC]$/,
  env: /^-[uCS]$/,
  nohup: /^$/,
  time: /^-[fo]$/,
  nice: /^-n$/,
  ionice: /^-[cn]$/,
  timeout: /^-[ks]$/,
  stdbuf: /^-[ioe]$/,
  setsid: /^$/,
  command: /^$/,
  builtin: /^$/,
  exec: /^-a$/,
  xargs: /^-[IiLnPsdEa]$/,
  busybox: /^$/,
  start: /^$/,
};

const shells = /^(?:sh|bash|zsh|dash|ksh|ash|fish|busybox|cmd|powershell|pwsh)$/;

/** Every command that a text of a shell runs, those inside `sh -c`, `eval`, `find -exec` and the like included. */
export function runCommands(text: string): readonly RunCommand[] {
  const found: RunCommand[] = [];
  follow(text, "", 0, found);
  return found;
}

function follow(text: string, start: string, depth: number, found: RunCommand[]): void {
  let folder = start;
  for (const command of shellCommands(withoutHereDocuments(text))) {
    if (found.length >= mostCommands) return;
    const run = unwrap(command, folder);
    found.push(run);
    if (/^(?:cd|chdir|pushd|set-location|sl)$/.test(run.program)) folder = changed(folder, run.args);
    if (depth < deepest) for (const inner of innerTexts(run)) follow(inner, folder, depth + 1, found);
  }
}

function changed(folder: string, args: readonly string[]): string {
  const to = args.find((word) => !/^-\w?$|^\/d$/i.test(word)) ?? "~";
  return /^(?:[/\\~$%]|[A-Za-z]:)/.test(to) || folder === "" ? to : `${folder}/${to}`;
}

function unwrap({ words, assignments, writes, piped }: ShellCommand, folder: string): RunCommand {
  let rest = words;
  for (let turns = 0; turns < 10; turns++) {
    const options = wrappers[programOf(rest[0] ?? "")];
    if (options === undefined || (programOf(rest[0] ?? "") === "time" && rest.length === 1)) break;
    const next = afterWrapper(rest, options);
    if (next.length === 0) break;
    rest = next;
  }
  return {
    program: programOf(rest[0] ?? ""),
    args: rest.slice(1),
    assignments: [
      ...assignments,
      ...words.slice(0, words.length - rest.length).filter((word) => /^\w+=/.test(word)),
    ],
    writes,
    piped: piped.map((one) => unwrap(one, folder)),
    folder,
  };
}

function afterWrapper(words: readonly string[], withValue: RegExp): readonly string[] {
  const timed = programOf(words[0] ?? "") === "timeout";
  let at = 1;
  while (at < words.length) {
    const word = words[at] ?? "";
    if (withValue.test(word)) at += 2;
    else if (word.startsWith("-") || /^\w+=/.test(word)) at++;
    else break;
  }
  return words.slice(timed ? at + 1 : at);
}

/** `/usr/bin/CURL.exe` is `curl`. A backslash that only escapes (`\rm`) is dropped. */
function programOf(word: string): string {
  const name = word.replaceAll("^", "").replaceAll("\\", "/").split("/").at(-1) ?? "";
  return name.toLowerCase().replace(/\.(?:exe|cmd|bat|com|ps1)$/, "");
}

/** Texts that a command runs as a shell would. */
function innerTexts({ program, args }: RunCommand): readonly string[] {
  if (program === "eval" || program === "invoke-expression" || program === "iex") return [args.join(" ")];
  if (shells.test(program)) {
    const at = args.findIndex((word) => /^(?:-\w*c|--command|-command|\/[ck])$/i.test(word));
    if (at < 0) return [];
    return /^(?:cmd|powershell|pwsh)$/.test(program) ? [args.slice(at + 1).join(" ")] : [args[at + 1] ?? ""];
  }
  const exec = args.findIndex((word) => /^-(?:exec|execdir|ok)$/.test(word));
  if (program === "find" && exec >= 0) return [args.slice(exec + 1).join(" ")];
  return [];
}

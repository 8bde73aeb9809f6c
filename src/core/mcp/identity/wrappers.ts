import { isAbsolutePath, programName } from "./paths.ts";
import { isKnownProgram } from "./programs.ts";
import { type Quoting, splitWords } from "./splitWords.ts";

/** What a wrapper starts. */
export interface Unwrapped {
  /** The program and its arguments. */
  readonly words: readonly string[];
  /** Variables that the wrapper sets. */
  readonly env: readonly (readonly [string, string])[];
  /** Why what it starts cannot be told for certain. */
  readonly doubt?: string;
}

type Unwrap = (words: readonly string[]) => Unwrapped | undefined;

/** Characters with which a shell's text does more than start one program. Parentheses alone stand in paths too. */
export const metacharacter = /[;&|<>`\n\r]|\$\(|^\s*\(/;

/**
 * What a wrapper starts, by the program's name and its arguments; undefined when this use of the program wraps
 * nothing.
 */
export function unwrap(program: string, words: readonly string[]): Unwrapped | undefined {
  return Object.hasOwn(wrappers, program) ? wrappers[program]?.(words) : undefined;
}

const wrappers: Readonly<Record<string, Unwrap>> = {
  cmd: unwrapCmd,
  powershell: (words) => unwrapPowerShell(words, "command"),
  pwsh: (words) => unwrapPowerShell(words, "file"),
  sh: unwrapShell,
  bash: unwrapShell,
  zsh: unwrapShell,
  env: unwrapEnv,
  wsl: unwrapWsl,
  nice: (words) => after(words, /^(?:-n|--adjustment)$/),
  nohup: (words) => after(words, /^$/),
  time: (words) => after(words, /^(?:-f|-o|--format|--output)$/),
  mise: (words) => unwrapVersionManager(words, /^(?:exec|x)$/),
  asdf: (words) => unwrapVersionManager(words, /^exec$/),
  volta: (words) => unwrapVersionManager(words, /^(?:exec|run)$/),
  fnm: (words) => unwrapVersionManager(words, /^exec$/),
  node: unwrapNode,
};

/** Words after a program's own options; `valued` are those whose value is the next word. */
function after(words: readonly string[], valued: RegExp): Unwrapped | undefined {
  let at = 0;
  while (at < words.length) {
    const word = words[at] ?? "";
    if (word === "--") {
      at += 1;
      break;
    }
    if (!word.startsWith("-")) break;
    at += valued.test(word) ? 2 : 1;
  }
  return started(words.slice(at));
}

function started(words: readonly string[], doubt?: string): Unwrapped | undefined {
  if (words.length === 0) return undefined;
  return { words, env: [], ...(doubt !== undefined && { doubt }) };
}

/**
 * The words of a shell's text, which is one argument or several that the shell puts together again. With a
 * metacharacter only what stands before it is taken, as the likely server, and in doubt.
 */
function shellText(parts: readonly string[], quoting: Quoting): Unwrapped | undefined {
  const special = parts.findIndex((part) => metacharacter.test(part));
  const clean = special < 0 ? parts : parts.slice(0, special);
  const cut = (parts[special] ?? "").split(metacharacter)[0] ?? "";
  const texts = cut === "" ? clean : [...clean, cut];
  const [first = "", ...others] = texts;
  const split = splitWords(first, quoting);
  const whole = texts.length === 1 || (split.length > 1 && isKnownProgram(programName(split[0] ?? "")));
  const words = whole ? [...split, ...others] : texts;
  const doubt = "its shell text holds a character that starts or redirects something else";
  return started(words.length === 0 ? [""] : words, special < 0 ? undefined : doubt);
}

function unwrapCmd(given: readonly string[]): Unwrapped | undefined {
  const [head = "", ...tail] = given;
  const words = /^\/.*\s/s.test(head) ? [...splitWords(head, "cmd"), ...tail] : given;
  for (const [at, word] of words.entries()) {
    const run = /^(?:\/[abd-jl-qs-z](?::[^\s/]+)?)*\/[ckr]/i.exec(word);
    if (run) {
      const attached = word.slice(run[0].length);
      return shellText(attached === "" ? words.slice(at + 1) : [attached, ...words.slice(at + 1)], "cmd");
    }
    if (!word.startsWith("/")) return undefined;
  }
  return undefined;
}

/** Options of PowerShell with a value; each may be cut short. Source: `about_PowerShell_exe` and `about_Pwsh`. */
const valuedOfPowerShell = /^(?:ex|ep|w$|wi|inp|if|o|v|cus|config|wd|wo|settings|psc)/;

function unwrapPowerShell(words: readonly string[], bare: "command" | "file"): Unwrapped | undefined {
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    const rest = words.slice(at + 1);
    const name = /^(?:--?|\/)([A-Za-z]+)$/.exec(word)?.[1]?.toLowerCase();
    if (name === undefined) {
      return bare === "command" ? shellText(words.slice(at), "plain") : scriptFile(words.slice(at));
    }
    if ("command".startsWith(name) || name === "cwa" || name === "commandwithargs")
      return shellText(rest, "plain");
    if ("file".startsWith(name)) return scriptFile(rest);
    if (name === "ec" || "encodedcommand".startsWith(name)) {
      return started([""], "what it runs is encoded");
    }
    if (valuedOfPowerShell.test(name)) at += 1;
  }
  return undefined;
}

/** `-File` looks in the current folder, whatever the system's list of folders says. */
function scriptFile(words: readonly string[]): Unwrapped | undefined {
  const relative = !isAbsolutePath(words[0] ?? "");
  return started(words, relative ? "it runs a script by a relative path" : undefined);
}

/** `-c text`, also among other letters (`-lc`). What follows the text are its parameters. */
function unwrapShell(words: readonly string[]): Unwrapped | undefined {
  let command = false;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    if (/^[-+][A-Za-z]+$/.test(word)) {
      command ||= word.startsWith("-") && word.includes("c");
      if (/[oO]$/.test(word)) at += 1;
    } else if (/^--(?:rcfile|init-file)$/.test(word)) {
      at += 1;
    } else if (!/^--./.test(word)) {
      if (!command) return undefined;
      const text = shellText([word === "--" ? (words[at + 1] ?? "") : word], "posix");
      return text && withAssignments(text);
    }
  }
  return undefined;
}

const assignment = /^([A-Za-z_]\w*)=(.*)$/s;

/** Takes `NAME=value` off the front. */
function withAssignments(text: Unwrapped): Unwrapped | undefined {
  const env: (readonly [string, string])[] = [...text.env];
  let at = 0;
  for (; at < text.words.length; at++) {
    const [, name, value] = assignment.exec(text.words[at] ?? "") ?? [];
    if (name === undefined) break;
    env.push([name, value ?? ""]);
  }
  if (at === text.words.length) return undefined;
  return { ...text, words: text.words.slice(at), env };
}

function unwrapEnv(words: readonly string[]): Unwrapped | undefined {
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    const inline = /^(?:-v?S|--split-string=)(.+)$/s.exec(word)?.[1];
    if (inline !== undefined || word === "-S" || word === "-vS" || word === "--split-string") {
      const text = inline ?? words[at + 1] ?? "";
      const split = [...splitWords(text, "posix"), ...words.slice(at + (inline === undefined ? 2 : 1))];
      return withAssignments({ words: split, env: [] });
    }
    if (/^(?:-u|-C|--unset|--chdir)$/.test(word)) at += 1;
    else if (word === "--" || word === "-") continue;
    else if (!word.startsWith("-")) return withAssignments({ words: words.slice(at), env: [] });
  }
  return undefined;
}

/** Without `-e` the arguments go through the default shell. */
function unwrapWsl(words: readonly string[]): Unwrapped | undefined {
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    if (/^(?:-e|--exec)$/.test(word)) return started(words.slice(at + 1));
    if (/^(?:-d|-u|--distribution|--distribution-id|--user|--cd|--shell-type)$/.test(word)) at += 1;
    else if (word === "--") return shellText(words.slice(at + 1), "posix");
    else if (!word.startsWith("-")) return shellText(words.slice(at), "posix");
  }
  return undefined;
}

/** `mise exec node@22 -- npx …`, `volta run --node 22 npx …`, `fnm exec --using=22 npx …`. */
function unwrapVersionManager(words: readonly string[], subcommand: RegExp): Unwrapped | undefined {
  const at = words.findIndex((word) => !word.startsWith("-"));
  if (!subcommand.test(words[at] ?? "")) return undefined;
  const rest = words.slice(at + 1);
  const end = rest.indexOf("--");
  if (end >= 0) return started(rest.slice(end + 1));
  return after(rest, /^--(?:using|node|npm|pnpm|yarn|env)$/);
}

/** npm's own scripts, started by node. */
function unwrapNode(words: readonly string[]): Unwrapped | undefined {
  const script = words[0] ?? "";
  const name = /(?:^|[\\/])(npx|npm)-cli\.js$/.exec(script)?.[1];
  return name === undefined ? undefined : started(words);
}

/** One simple command of a shell text. */
export interface ShellCommand {
  /** Its words without quotes; variables of the same text are filled in where they are known. */
  readonly words: readonly string[];
  /** Assignments before its first word, as `NAME=value`. */
  readonly assignments: readonly string[];
  /** What it writes to by redirection. */
  readonly writes: readonly string[];
  /** What stands before it in a pipe: the commands whose output it reads. */
  readonly piped: readonly ShellCommand[];
}

interface Token {
  readonly kind: "word" | "end" | "pipe" | "write" | "read";
  readonly text: string;
}

/** Longest text that is taken apart, in UTF-16 code units: a longer one is judged by its first part and by search. */
const mostShell = 200_000;

/**
 * Takes a shell text apart into simple commands: POSIX shells, and PowerShell and cmd as far as they agree. A reading for
 * a guard: substitutions and groups are commands beside the others, and what cannot be told stays as it is written.
 */
export function shellCommands(text: string, depth = 0): readonly ShellCommand[] {
  const commands: ShellCommand[] = [];
  const inner: string[] = [];
  const variables = new Map<string, string>();
  let words: string[] = [];
  let writes: string[] = [];
  let piped: readonly ShellCommand[] = [];
  let target: "write" | "read" | undefined;
  const close = (pipes: boolean): void => {
    const rest = withoutAssignments(words, variables);
    const assignments = words.slice(0, words.length - rest.length);
    const command = { words: rest, assignments, writes, piped };
    const counts = command.words.length > 0 || writes.length > 0;
    if (counts) commands.push(command);
    piped = pipes && counts ? [...piped.slice(-8), command] : [];
    words = [];
    writes = [];
    target = undefined;
  };
  for (const { kind, text: token } of tokens(text.slice(0, mostShell), inner)) {
    if (kind === "end" || kind === "pipe") close(kind === "pipe");
    else if (kind !== "word") target = kind;
    else {
      const filled = fill(token, variables);
      if (target === "write") writes.push(filled);
      else if (target === undefined) words.push(filled);
      target = undefined;
    }
  }
  close(false);
  if (depth < 4) for (const part of inner.slice(0, 200)) commands.push(...shellCommands(part, depth + 1));
  return commands;
}

/** `A=b c`: remembers what is assigned before the command and drops it from the words. */
function withoutAssignments(words: readonly string[], variables: Map<string, string>): readonly string[] {
  let at = 0;
  for (; at < words.length; at++) {
    const [, name, value] = /^\$?(?:env:)?([A-Za-z_]\w{0,60})=([\s\S]*)$/.exec(words[at] ?? "") ?? [];
    if (name === undefined || value === undefined) break;
    if (variables.size < 1000) variables.set(name, value.slice(0, 1000));
  }
  const rest = words.slice(at);
  if (rest[0] === "export" || rest[0] === "set" || rest[0] === "declare")
    withoutAssignments(rest.slice(1), variables);
  return rest;
}

function fill(word: string, variables: ReadonlyMap<string, string>): string {
  if (!word.includes("$")) return word;
  return word.replace(/\$(?:\{(\w+)\}|(\w+))/g, (whole, braced?: string, bare?: string) => {
    return variables.get(braced ?? bare ?? "") ?? whole;
  });
}

const plain = /(?:[^\s"'\\`;&|<>(){}#^]|\$\{\w+\})+/y;

/** A reader's place in a text, and the word that it is in. */
interface Reading {
  readonly text: string;
  at: number;
  word: string;
  /** The word is there even when it is empty. */
  quoted: boolean;
}

/**
 * Words, ends of commands and redirections, in order.
 * @param inner takes the commands that are substituted inside double quotes
 */
function* tokens(text: string, inner: string[]): Generator<Token> {
  const reading: Reading = { text, at: 0, word: "", quoted: false };
  while (reading.at < text.length) {
    plain.lastIndex = reading.at;
    const run = plain.exec(text)?.[0] ?? "";
    reading.word += run;
    reading.at += run.length;
    const character = text[reading.at] ?? "";
    if (character === "'" || character === '"') inner.push(...readQuoted(reading, character));
    else if (character === "\\" || character === "^") readEscape(reading, character);
    else if (character === "#") readHash(reading);
    else if (isBrace(reading, character)) reading.word += text[reading.at++] ?? "";
    else yield* readOperator(reading, character);
  }
  yield* takeWord(reading);
}

function* takeWord(reading: Reading): Generator<Token> {
  const { word, quoted } = reading;
  reading.word = "";
  reading.quoted = false;
  if (word !== "" || quoted) yield { kind: "word", text: word };
}

/** @returns what is substituted inside: it runs as well */
function readQuoted(reading: Reading, quote: string): readonly string[] {
  const end = closing(reading.text, reading.at, quote);
  const inside = reading.text.slice(reading.at + 1, end);
  reading.word += quote === '"' ? inside.replace(/\\(["\\$`\n])/g, "$1") : inside;
  reading.quoted = true;
  reading.at = end + 1;
  return quote === '"' ? substitutions(inside) : [];
}

/** A backslash before a letter may be an escape or part of a Windows path: it stays, and who compares paths tries both. */
function readEscape(reading: Reading, character: string): void {
  const { text, at } = reading;
  const next = text[at + 1] ?? "";
  // In cmd alone a caret escapes, and what else it stands before is itself.
  if (character === "^" && !/[&|<>^"\r\n]/.test(next)) {
    reading.word += character;
    reading.at++;
    return;
  }
  const line = /^\r?\n/.exec(text.slice(at + 1, at + 3))?.[0];
  if (line === undefined) reading.word += character === "\\" && /[\w.~]/.test(next) ? `\\${next}` : next;
  reading.at += 1 + (line?.length ?? 1);
}

function readHash(reading: Reading): void {
  if (reading.word === "" && !reading.quoted) reading.at = endOfLine(reading.text, reading.at);
  else {
    reading.word += "#";
    reading.at++;
  }
}

/** A brace groups commands only when it stands alone; else it is a part of a word, as in `{}` or `{a,b}`. */
function isBrace({ text, at, word }: Reading, character: string): boolean {
  if (character !== "{" && character !== "}") return false;
  return word !== "" || !/^(?:[\s;&|)]|$)/.test(text.slice(at + 1, at + 2));
}

/** White space, ends of commands, pipes, redirections, groups. */
function* readOperator(reading: Reading, character: string): Generator<Token> {
  const { text } = reading;
  if (character === "<" || character === ">") {
    // `2>`: a descriptor, no word.
    if (/^\d$/.test(reading.word)) reading.word = "";
    yield* takeWord(reading);
    const operator =
      /^(?:<<<|<<-?|<>|<|>>|>\||>&|>)/.exec(text.slice(reading.at, reading.at + 3))?.[0] ?? character;
    reading.at += operator.length;
    yield { kind: operator.startsWith(">") || operator === "<>" ? "write" : "read", text: operator };
    return;
  }
  yield* takeWord(reading);
  reading.at++;
  const next = text[reading.at];
  if (character === "&" && next === ">") return;
  if (character === "&" || character === "|") {
    const double = next === character;
    if (double || (character === "|" && next === "&")) reading.at++;
    yield { kind: character === "|" && !double ? "pipe" : "end", text: character };
  } else if (/[;\n()`{}]/.test(character)) yield { kind: "end", text: character };
}

function substitutions(text: string): readonly string[] {
  return [...text.matchAll(/\$\(([^()]{1,2000})\)|`([^`]{1,2000})`/g)].map(
    (match) => match[1] ?? match[2] ?? "",
  );
}

function closing(text: string, start: number, quote: string): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\" && quote === '"') at++;
    else if (text[at] === quote) return at;
  }
  return text.length;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

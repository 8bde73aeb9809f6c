import { HookInputError, isRecord } from "./hookInput.ts";
import { looksLikePatch, readPatch } from "./patch.ts";

/** A text that a tool call would write, send or run. */
export interface CallText {
  readonly text: string;
  /** Where it goes, as written in the call; empty when the call does not say. */
  readonly path: string;
}

/** A part of a file that a call replaces. */
export interface Edit {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** What a call of a tool would do, as far as its arguments tell. */
export interface ToolCall {
  readonly name: string;
  /** The tool only looks, by its name. */
  readonly reads: boolean;
  /** Texts that would be written, sent to a server or run, commands included. */
  readonly texts: readonly CallText[];
  /** Paths that the call names, patches included. */
  readonly paths: readonly string[];
  readonly edits: readonly Edit[];
  /** Shell commands. */
  readonly commands: readonly string[];
}

/** More values, or deeper ones, than any tool takes: such a call cannot be judged. */
const mostValues = 50_000;
const deepest = 200;

const pathKeys =
  /^(?:(?:target|source|destination|dest|old|new|abs(?:olute)?|rel(?:ative)?|full|file|notebook|dir(?:ectory)?|folder|output|input)?_?(?:path|paths|file|files|filename|uri|filepath)|destination|dest|target)$/i;
const commandKeys =
  /^(?:command|commands|cmd|cmdline|command_?line|script|shell_?command|bash|powershell|args|argv|arguments)$/i;
/** What an edit takes away: it stood there before, and removing a secret must stay possible. */
const goneKeys = /^(?:old|original|previous|search|find)_?(?:str(?:ing)?|text|content|code|value|lines?)?$/i;
const newKeys = /^(?:new|replace|replacement|updated)/i;
const readerName =
  /^(?:fs_?read|read|view|open|get|list|ls|search|grep|find|glob|fetch|describe|stat|cat|show|introspect|todo|think(?:ing)?|diagnostics|code_?search|file_?search|web_?search|web_?fetch|knowledge)(?:$|[_A-Z-])/;

/**
 * Reads the arguments of a call, whatever shape the tool's author gave them.
 * @throws HookInputError when there are too many of them, or too deep ones
 */
export function readToolCall(name: string, input: unknown): ToolCall {
  const texts: CallText[] = [];
  const paths: string[] = [];
  const commands: string[] = [];
  const edits: Edit[] = [];
  const shell = isShell(name);
  for (const { value, key, path, gone } of stringsOf(input)) {
    if (looksLikePatch(value)) {
      for (const file of readPatch(value)) {
        paths.push(file.path);
        texts.push({ text: file.added, path: file.path });
      }
      continue;
    }
    if (pathKeys.test(key)) paths.push(value);
    else if (commandKeys.test(key) || (shell && key === "")) commands.push(value);
    if (gone !== undefined && path !== "" && value !== path) edits.push({ path, before: gone, after: value });
    texts.push({ text: value, path });
  }
  return { name, reads: isReader(name) && commands.length === 0, texts, paths, edits, commands };
}

/** Whether a tool runs commands, by its name: Kiro's, and what others call theirs. */
function isShell(name: string): boolean {
  return /bash|shell|execute|terminal|command|powershell|run_?in/i.test(name);
}

/** The last part of `@server/tool`, `mcp_server_tool` and `server___tool` counts, but only Kiro's own may be trusted. */
function isReader(name: string): boolean {
  const last = name.split(/\/|___|__/).at(-1) ?? name;
  return readerName.test(last);
}

interface FoundString {
  readonly value: string;
  /** The nearest key above it; empty at the top. */
  readonly key: string;
  /** The first path of the object that it stands in, or of one above. */
  readonly path: string;
  /** What an edit takes away, beside it. */
  readonly gone: string | undefined;
}

interface Waiting extends Omit<FoundString, "value"> {
  readonly value: unknown;
  readonly depth: number;
}

/** Without recursion: the depth of a call is up to whoever makes it. */
function stringsOf(input: unknown): readonly FoundString[] {
  const found: FoundString[] = [];
  const waiting: Waiting[] = [{ value: input, key: "", path: "", gone: undefined, depth: 0 }];
  let seen = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, key, path, gone, depth } = next;
    if (++seen > mostValues || depth > deepest)
      throw new HookInputError("the tool's arguments are too many or too deep to be judged");
    if (typeof value === "string") found.push({ value, key, path, gone });
    else if (Array.isArray(value)) waiting.push(...itemsOf(value, key, path, depth));
    else if (isRecord(value)) waiting.push(...membersOf(value, path, depth));
  }
  return found;
}

function itemsOf(items: readonly unknown[], key: string, path: string, depth: number): readonly Waiting[] {
  if (items.length > mostValues)
    throw new HookInputError("the tool's arguments are too many or too deep to be judged");
  // ["bash", "-c", "…"] is one command: its words mean nothing alone.
  const words = items.filter((item) => typeof item === "string");
  if (commandKeys.test(key) && words.length === items.length && items.length > 1)
    return [{ value: words.map(quoted).join(" "), key, path, gone: undefined, depth }];
  return items.map((value) => ({ value, key, path, gone: undefined, depth: depth + 1 })).reverse();
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function membersOf(record: Record<string, unknown>, above: string, depth: number): readonly Waiting[] {
  const entries = Object.entries(record);
  const own = entries.find(([key, value]) => pathKeys.test(key) && typeof value === "string")?.[1];
  const path = typeof own === "string" ? own : above;
  const old = entries.some(([key]) => newKeys.test(key))
    ? entries.find(([key, value]) => goneKeys.test(key) && typeof value === "string")
    : undefined;
  const gone = typeof old?.[1] === "string" ? old[1] : undefined;
  const left = entries.filter((entry) => entry !== old);
  return left.map(([key, value]) => ({ value, key, path, gone, depth: depth + 1 })).reverse();
}

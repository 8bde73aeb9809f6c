import { lastMember, type FileObject } from "../../mcp/files/fileValue.ts";
import { objectOf, textOf, type KiroHook } from "../files/kiroHook.ts";
import type { KiroFile } from "../files/readKiroFile.ts";
import { matcherOfGlobs } from "./globMatcher.ts";

/** A hook in the format v1, and what of the older one has no equal there. */
export interface MigratedHook {
  readonly text: string;
  readonly notes: readonly string[];
}

/** Tools of a kind, as the older format names kinds; the expression is searched in the name of the tool. */
const toolKinds: Readonly<Record<string, string>> = {
  read: "read|grep|glob|list_directory|code",
  write: "write|str_replace|fs_append|delete_file",
  shell: "shell|execute_bash|execute_cmd|execute_pwsh",
  web: "web_search|web_fetch",
  spec: "spec|task",
};

const carried = new Set(["name", "description", "enabled", "version", "when", "then"]);

/**
 * Writes the hook of a file of the older format in the format v1. Undefined when it holds no hook that Kiro would take.
 * @param source the text of the file, whose indentation and line ends are kept
 */
export function migrateHook(file: KiroFile, source: string): MigratedHook | undefined {
  const [hook] = file.hooks;
  if (!hook?.trigger || !hook.name || file.problems.length > 0) return undefined;
  const action = hook.command
    ? { type: "command", command: hook.command.value }
    : hook.prompt && { type: "agent", prompt: hook.prompt.value };
  if (!action) return undefined;
  const notes: string[] = [];
  const matcher = matcherOf(hook, notes);
  const timeout = hook.timeout?.value.kind === "number" ? hook.timeout.value.value : undefined;
  notes.push(...lostFields(hook));
  const description = textOf(hook.object, "description")?.value;
  const v1 = {
    name: hook.name.value,
    ...(description !== undefined && { description }),
    trigger: hook.trigger,
    ...(matcher !== undefined && { matcher }),
    action,
    // Without a bound a command may hang for ever; the older format counted 0 so as well.
    ...(timeout !== undefined && { timeout }),
    enabled: hook.enabled,
  };
  return { text: inStyleOf(source, { version: "v1", hooks: [v1] }), notes };
}

function matcherOf(hook: KiroHook, notes: string[]): string | undefined {
  const when = objectOf(hook.object, "when");
  const patterns = listOf(when, "patterns");
  const tools = listOf(when, "toolTypes");
  if (patterns.length > 0 && !hook.trigger?.startsWith("PostFile")) {
    notes.push(`"patterns" have no effect on ${hook.trigger} and were left out.`);
  } else if (patterns.length > 0) {
    const matcher = matcherOfGlobs(patterns);
    return matcher === ".*" ? undefined : matcher;
  }
  const isToolHook = hook.trigger === "PreToolUse" || hook.trigger === "PostToolUse";
  if (!isToolHook || tools.length === 0 || tools.includes("*")) return undefined;
  notes.push(
    'Kinds of tools became names of tools in "matcher": check that they are those of your version of Kiro.',
  );
  return tools.map((tool) => toolKinds[tool] ?? tool).join("|");
}

function lostFields(hook: KiroHook): readonly string[] {
  const notes: string[] = [];
  const others = hook.object.members.map(({ key }) => key).filter((key) => !carried.has(key));
  const when = objectOf(hook.object, "when");
  const inner = when?.members
    .map(({ key }) => key)
    .filter((key) => !["type", "patterns", "toolTypes"].includes(key));
  const lost = [...others, ...(inner ?? []).map((key) => `when.${key}`)].slice(0, 10);
  if (lost.length > 0) notes.push(`These fields have no equal and were left out: ${lost.join(", ")}.`);
  if (/\$\{?(?:file|KIRO_HOOK_FILE|USER_PROMPT)\b|\{file\}/.test(hook.command?.value ?? "")) {
    notes.push(
      'The command gets the file or the prompt as JSON on standard input now ("file_path", "prompt"), not by a variable: change it.',
    );
  }
  return notes;
}

function listOf(object: FileObject | undefined, key: string): readonly string[] {
  const value = object && lastMember(object, key)?.value;
  if (value?.kind !== "list") return [];
  return value.items.flatMap((item) => (item.kind === "text" ? [item.value] : []));
}

function inStyleOf(source: string, value: unknown): string {
  const indent = /^(?:\t|[ ]{1,8})(?=\S)/m.exec(source)?.[0] ?? "  ";
  const lines = `${JSON.stringify(value, undefined, indent)}\n`;
  return source.includes("\r\n") ? lines.replaceAll("\n", "\r\n") : lines;
}

import { judgePolicies, judgeSecrets, type GuardEngines } from "./judgeText.ts";
import type { GuardPolicy } from "./policy.ts";
import { protectedKind, protectedNames, type PathContext, type ProtectedKind } from "./protectedPath.ts";
import { shown, type Reason } from "./reason.ts";
import { runCommands, type RunCommand } from "./shell/commands.ts";
import { dangersOf } from "./shell/dangerous.ts";
import { inlineCode, writtenPaths } from "./shell/writes.ts";
import type { Edit, ToolCall } from "./toolCall.ts";

/** What judging a call takes from outside. */
export interface GuardContext {
  readonly policy: GuardPolicy;
  readonly engines: GuardEngines;
  readonly paths: PathContext;
  /** The text of a file as it is on the disk; undefined when there is none that is text and small. */
  readonly readText: (path: string) => string | undefined;
}

/** Why a call of a tool is not simply let through; empty when it is. Rejects when it cannot be judged. */
export async function judgeCall(call: ToolCall, context: GuardContext): Promise<readonly Reason[]> {
  const commands = call.commands.flatMap((text) => runCommands(text));
  const reasons = [...fileReasons(call, commands, context), ...commandReasons(commands, context.policy)];
  if (call.reads) return reasons;
  for (const one of joined(call)) reasons.push(...(await judgeSecrets(one, context.engines, context.policy)));
  for (const one of call.texts) {
    const edit = call.edits.find(({ path, after }) => path === one.path && after === one.text);
    const [whole, before] = edit ? applied(edit, context) : [one.text, undefined];
    reasons.push(...(await judgePolicies({ ...one, text: whole }, before, context.engines, context.policy)));
  }
  return reasons;
}

/** Names of arguments and short words alone hold no secret that can be told: they go through the engine together. */
function joined({ texts }: ToolCall): readonly { readonly text: string; readonly path: string }[] {
  const long = texts.filter(({ text }) => text.length > 200 || text.includes("\n"));
  const short = texts.filter(({ text }) => text.length <= 200 && !text.includes("\n"));
  return short.length === 0 ? long : [...long, { text: short.map(({ text }) => text).join("\n"), path: "" }];
}

/** The whole text that an edit would make, and the one that it changes. */
function applied(edit: Edit, { readText }: GuardContext): readonly [string, string | undefined] {
  const before = readText(edit.path);
  if (before === undefined || edit.before === "" || !before.includes(edit.before))
    return [edit.after, undefined];
  return [before.replace(edit.before, () => edit.after), before];
}

function fileReasons(
  call: ToolCall,
  commands: readonly RunCommand[],
  { policy, paths }: GuardContext,
): Reason[] {
  const hit = new Map<ProtectedKind, string>();
  const see = (path: string, context: PathContext = paths): void => {
    const kind = protectedKind(path, context);
    if (kind !== undefined && !hit.has(kind)) hit.set(kind, path);
  };
  if (!call.reads) for (const path of call.paths) see(path);
  for (const command of commands) {
    const folder = folderOf(command.folder, paths);
    for (const path of writtenPaths(command)) see(path, folder);
    const code = inlineCode(command);
    // What the code does with a path that it names cannot be told: naming it in code is enough to ask.
    if (code !== undefined) for (const path of pathsIn(code)) see(path, folder);
  }
  return [...hit].flatMap(([kind, path]): readonly Reason[] => {
    const decision = policy.files[kind];
    if (decision === "allow") return [];
    return [
      {
        decision,
        message: `${shown(path)} is ${protectedNames[kind]}: a person changes it, not an agent on its own.`,
      },
    ];
  });
}

function folderOf(folder: string, paths: PathContext): PathContext {
  if (folder === "") return paths;
  const absolute = /^(?:[/\\~$%]|[A-Za-z]:)/.test(folder);
  const plain = folder.replace(/^(?:~|\$HOME|\$\{HOME\}|%USERPROFILE%)(?=$|[/\\])/i, () => paths.home);
  return { ...paths, cwd: absolute ? plain : `${paths.cwd}/${plain}` };
}

function pathsIn(code: string): readonly string[] {
  return [...code.matchAll(/[\w~.%$:\\/-]*\.(?:kiro|vscode|mcp|picket)[\w.\\/-]*/g)].map(([path]) => path);
}

function commandReasons(commands: readonly RunCommand[], { commands: mode }: GuardPolicy): readonly Reason[] {
  if (mode === "allow") return [];
  const found = dangersOf(commands);
  return mode === "ask" ? found.map(({ message }) => ({ decision: "ask", message })) : found;
}

import { nearest } from "../../iam/catalogue/nearest.ts";

/** Events of hooks as the format v1 names them. */
export const triggers = [
  "SessionStart",
  "Stop",
  "PreToolUse",
  "PostToolUse",
  "PreTaskExec",
  "PostTaskExec",
  "UserPromptSubmit",
  "PostFileCreate",
  "PostFileSave",
  "PostFileDelete",
  "Manual",
] as const;

export type Trigger = (typeof triggers)[number];

/** Shapes in which a hook is written: its own file, the older file, or inside an agent. */
export type HookFormat = "v1" | "legacy" | "agent";

/** Event names of the older file format, with their equals. */
export const legacyTriggers: Readonly<Record<string, Trigger>> = {
  fileEdited: "PostFileSave",
  fileCreated: "PostFileCreate",
  fileDeleted: "PostFileDelete",
  userTriggered: "Manual",
  promptSubmit: "UserPromptSubmit",
  agentStop: "Stop",
  preToolUse: "PreToolUse",
  postToolUse: "PostToolUse",
  preTaskExecution: "PreTaskExec",
  postTaskExecution: "PostTaskExec",
};

/** Event names inside agents, with their equals. */
export const agentTriggers: Readonly<Record<string, Trigger>> = {
  agentSpawn: "SessionStart",
  userPromptSubmit: "UserPromptSubmit",
  preToolUse: "PreToolUse",
  postToolUse: "PostToolUse",
  stop: "Stop",
};

/** What people write instead: names of other tools, of drafts and of habit. In lower case, without separators. */
const otherNames: Readonly<Record<string, Trigger>> = {
  manual: "Manual",
  onsave: "PostFileSave",
  filesave: "PostFileSave",
  filesaved: "PostFileSave",
  filechanged: "PostFileSave",
  agentend: "Stop",
  agentcomplete: "Stop",
  agentfinish: "Stop",
  sessionend: "Stop",
  onsessioncreate: "SessionStart",
  sessioncreate: "SessionStart",
  beforetooluse: "PreToolUse",
  aftertooluse: "PostToolUse",
  beforetask: "PreTaskExec",
  aftertask: "PostTaskExec",
  pretask: "PreTaskExec",
  posttask: "PostTaskExec",
  onprompt: "UserPromptSubmit",
  prompt: "UserPromptSubmit",
};

const known: Readonly<Record<HookFormat, Readonly<Record<string, Trigger>>>> = {
  v1: Object.fromEntries(triggers.map((name) => [name, name])),
  legacy: legacyTriggers,
  agent: agentTriggers,
};

/** The event that a name stands for in a format; undefined when Kiro does not know the name there. */
export function triggerOf(name: string, format: HookFormat): Trigger | undefined {
  return Object.hasOwn(known[format], name) ? known[format][name] : undefined;
}

/** The name that was probably meant, in the words of the format; undefined when none is near. */
export function nearestTrigger(name: string, format: HookFormat): string | undefined {
  const names = Object.keys(known[format]);
  const plain = name.toLowerCase().replace(/[-_ ]/g, "");
  const meant =
    equalOf(legacyTriggers, plain) ??
    equalOf(agentTriggers, plain) ??
    equalOf(known.v1, plain) ??
    otherNames[plain];
  const own = meant && names.find((one) => known[format][one] === meant);
  return own ?? nearest(name, names);
}

function equalOf(names: Readonly<Record<string, Trigger>>, plain: string): Trigger | undefined {
  return Object.entries(names).find(([name]) => name.toLowerCase() === plain)?.[1];
}

import type { Span } from "../../model/span.ts";
import { lastMember, type FileMember, type FileObject, type FileValue } from "../../mcp/files/fileValue.ts";
import { agentTriggers, triggerOf, type HookFormat, type Trigger } from "./triggers.ts";

type Text = Extract<FileValue, { kind: "text" }>;

/** One hook, wherever and in whatever format it stands. A member of a wrong type is absent here and a problem there. */
export interface KiroHook {
  readonly format: HookFormat;
  readonly object: FileObject;
  /** Name and description in one, for guesses at what it is meant for. */
  readonly about: string;
  readonly name?: Text;
  /** What names the event: a value, or the key of an agent's list. */
  readonly triggerSpan?: Span;
  readonly triggerName?: string;
  /** Undefined when Kiro does not know the name. */
  readonly trigger?: Trigger;
  readonly matcher?: FileMember;
  readonly action?: FileObject;
  readonly command?: Text;
  readonly prompt?: Text;
  readonly timeout?: FileMember;
  readonly enabled: boolean;
}

/** A value that Kiro would not take, and why; the clause continues "Kiro does not take this hook: ". */
export interface ShapeProblem {
  readonly span: Span;
  readonly message: string;
}

/** The hooks of a file with what is wrong in their shape. */
export interface ReadHooks {
  readonly hooks: readonly KiroHook[];
  readonly problems: readonly ShapeProblem[];
}

/** The text under a key; undefined when there is none or it is no text. */
export function textOf(object: FileObject | undefined, key: string): Text | undefined {
  const value = object && lastMember(object, key)?.value;
  return value?.kind === "text" ? value : undefined;
}

/** The object under a key. */
export function objectOf(object: FileObject | undefined, key: string): FileObject | undefined {
  const value = object && lastMember(object, key)?.value;
  return value?.kind === "object" ? value : undefined;
}

/** Hooks of a file in the format v1. */
export function readV1(root: FileObject): ReadHooks {
  const problems: ShapeProblem[] = [];
  const version = lastMember(root, "version");
  if (!version) problems.push({ span: keyPlace(root), message: '"version": "v1" is missing' });
  else if (version.value.kind !== "text" || version.value.value !== "v1")
    problems.push({ span: version.value.span, message: '"version" must be "v1"' });
  const list = lastMember(root, "hooks");
  if (list?.value.kind !== "list") {
    problems.push({ span: list?.keySpan ?? keyPlace(root), message: '"hooks" must be a list' });
    return { hooks: [], problems };
  }
  const hooks = list.value.items.flatMap((item) => {
    if (item.kind === "object") return [v1Hook(item, problems)];
    problems.push({ span: item.span, message: "a hook must be an object" });
    return [];
  });
  return { hooks, problems };
}

function v1Hook(object: FileObject, problems: ShapeProblem[]): KiroHook {
  const name = textOf(object, "name");
  const trigger = lastMember(object, "trigger");
  const action = objectOf(object, "action");
  const place = keyPlace(object);
  const wants = (ok: boolean, key: string, message: string): void => {
    if (!ok) problems.push({ span: lastMember(object, key)?.value.span ?? place, message });
  };
  wants(name !== undefined, "name", '"name" must be a text');
  wants(
    trigger?.value.kind === "text",
    "trigger",
    '"trigger" must be the name of an event, such as "PostFileSave"',
  );
  wants(action !== undefined, "action", '"action" must be an object with a "type"');
  wantsBoolean(object, "enabled", problems);
  wantsNumber(object, "timeout", problems);
  const matcher = lastMember(object, "matcher");
  wants(!matcher || matcher.value.kind === "text", "matcher", '"matcher" must be a text');
  if (action) v1Action(action, problems);
  return hookOf("v1", object, {
    action,
    triggerValue: trigger?.value,
    matcher,
    timeout: lastMember(object, "timeout"),
  });
}

function v1Action(action: FileObject, problems: ShapeProblem[]): void {
  const type = textOf(action, "type");
  const wanted = type?.value === "command" ? "command" : type?.value === "agent" ? "prompt" : undefined;
  if (!type || wanted === undefined) {
    const span = lastMember(action, "type")?.value.span ?? keyPlace(action);
    problems.push({ span, message: '"type" of an action must be "command" or "agent"' });
  } else if (!textOf(action, wanted)) {
    const span = lastMember(action, wanted)?.value.span ?? type.span;
    problems.push({ span, message: `an action of the type "${type.value}" needs a text "${wanted}"` });
  }
}

/** The one hook of a file in the older format. */
export function readLegacy(root: FileObject): ReadHooks {
  const problems: ShapeProblem[] = [];
  const when = objectOf(root, "when");
  const then = objectOf(root, "then");
  const place = keyPlace(root);
  if (!textOf(root, "name")) problems.push({ span: place, message: '"name" must be a text' });
  if (!when || !textOf(when, "type"))
    problems.push({ span: when ? keyPlace(when) : place, message: '"when" must be an object with a "type"' });
  const type = textOf(then, "type");
  const wanted = { askAgent: "prompt", runCommand: "command" }[type?.value ?? ""];
  if (!then || !type || !wanted) {
    const span = type?.span ?? (then ? keyPlace(then) : place);
    problems.push({ span, message: '"type" of "then" must be "askAgent" or "runCommand"' });
  } else if (!textOf(then, wanted)) {
    problems.push({ span: type.span, message: `"${type.value}" needs a text "${wanted}"` });
  }
  wantsBoolean(root, "enabled", problems);
  const hook = hookOf("legacy", root, {
    action: then,
    triggerValue: when && lastMember(when, "type")?.value,
    matcher: undefined,
    timeout: then && lastMember(then, "timeout"),
  });
  return { hooks: [hook], problems };
}

/** Hooks inside an agent: lists under the names of events, or a list in the format v1. */
export function readAgentHooks(agent: FileObject): ReadHooks {
  const problems: ShapeProblem[] = [];
  const hooks = lastMember(agent, "hooks")?.value;
  if (hooks?.kind === "list") {
    const objects = hooks.items.filter((item) => item.kind === "object");
    return { hooks: objects.map((item) => v1Hook(item, problems)), problems };
  }
  if (hooks?.kind !== "object") return { hooks: [], problems };
  const read = hooks.members.flatMap(({ key, keySpan, value }) => {
    const items = value.kind === "list" ? value.items : [];
    const objects = items.filter((item) => item.kind === "object");
    const own = objects.map((object): KiroHook => {
      const rest = hookOf("agent", object, {
        action: object,
        triggerValue: undefined,
        matcher: lastMember(object, "matcher"),
        timeout: undefined,
      });
      const trigger = triggerOf(key, "agent");
      return { ...rest, triggerName: key, triggerSpan: keySpan, ...(trigger && { trigger }) };
    });
    return own;
  });
  return { hooks: read, problems };
}

/** Names of events that agents may list hooks under, as written in the file. */
export function unknownAgentEvents(agent: FileObject): readonly FileMember[] {
  const hooks = objectOf(agent, "hooks");
  return hooks?.members.filter(({ key }) => !Object.hasOwn(agentTriggers, key)) ?? [];
}

interface HookParts {
  readonly action: FileObject | undefined;
  readonly triggerValue: FileValue | undefined;
  readonly matcher: FileMember | undefined;
  readonly timeout: FileMember | undefined;
}

function hookOf(format: HookFormat, object: FileObject, parts: HookParts): KiroHook {
  const { action, triggerValue, matcher, timeout } = parts;
  const name = textOf(object, "name");
  const enabled = lastMember(object, "enabled")?.value;
  const [command, prompt] = [textOf(action, "command"), textOf(action, "prompt")];
  const named = triggerValue?.kind === "text" ? triggerValue : undefined;
  const trigger = named && triggerOf(named.value, format);
  return {
    format,
    object,
    about: `${name?.value ?? ""} ${textOf(object, "description")?.value ?? ""}`.trim(),
    enabled: !(enabled?.kind === "boolean" && !enabled.value),
    ...(name && { name }),
    ...(named && { triggerName: named.value, triggerSpan: named.content }),
    ...(trigger && { trigger }),
    ...(matcher && { matcher }),
    ...(action && { action }),
    ...(command && { command }),
    ...(prompt && { prompt }),
    ...(timeout && { timeout }),
  };
}

function wantsBoolean(object: FileObject, key: string, problems: ShapeProblem[]): void {
  const value = lastMember(object, key)?.value;
  if (value && value.kind !== "boolean")
    problems.push({ span: value.span, message: `"${key}" must be true or false` });
}

function wantsNumber(object: FileObject, key: string, problems: ShapeProblem[]): void {
  const value = lastMember(object, key)?.value;
  const ok = !value || (value.kind === "number" && value.value >= 0);
  if (!ok) problems.push({ span: value.span, message: `"${key}" must be a number of seconds` });
}

/** Where a problem of a whole object is shown: its first key, or its brace. */
export function keyPlace({ members, span }: FileObject): Span {
  return members[0]?.keySpan ?? { start: span.start, end: Math.min(span.end, span.start + 1) };
}

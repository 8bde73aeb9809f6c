import { isRecord } from "../guard/hookInput.ts";
import type { Hash } from "../../ports.ts";
import { hookDefinitions, type HookDefinition, type HookKind } from "./hookKinds.ts";

/** What a file under the name of one of Picket's hooks is. */
export type HookFileState =
  /** Exactly what would be written now. */
  | "current"
  /** Picket's own and as it was written, by another version or for another place. */
  | "older"
  /** Picket's own, changed by somebody since. */
  | "modified"
  /** Somebody else's. */
  | "foreign";

const titles: Readonly<Record<HookKind, string>> = {
  guard: "Picket guard",
  dependencies: "Picket dependency guard",
  save: "Picket scan on save",
  prompt: "Picket prompt scan (advice only)",
};

/**
 * The text of a hook's file, of the v1 format with one hook. Its name ends with a mark: a hash of the rest, by which
 * Picket knows later whether it is as it was written. It is no protection; anybody can compute it.
 * @param command the whole command line
 */
export function hookFileText(definition: HookDefinition, command: string, hash: Hash): string {
  const mark = markOf(render(definition, command, titles[definition.kind]), hash);
  return render(definition, command, `${titles[definition.kind]} #${mark}`);
}

function render({ trigger, timeout }: HookDefinition, command: string, name: string): string {
  const hook = { name, trigger, action: { type: "command", command }, timeout, enabled: true };
  return `${JSON.stringify({ version: "v1", hooks: [hook] }, undefined, 2)}\n`;
}

function markOf(text: string, hash: Hash): string {
  return hash.sha256(`picket hook\n${text}`).slice(0, 16);
}

/** Tells what a file is. @param expected the text that would be written now */
export function hookFileState(text: string, expected: string, hash: Hash): HookFileState {
  if (text === expected) return "current";
  const found = /"name": "(Picket [^"#\\]{1,60}) #([0-9a-f]{16})"/.exec(text);
  if (!found) return "foreign";
  const [whole, title = "", mark] = found;
  return markOf(text.replace(whole, `"name": "${title}"`), hash) === mark ? "older" : "modified";
}

/** The command of a hook's file and whether Kiro runs it; undefined for a file that Kiro would not take. */
export function installedCommand(
  text: string,
): { readonly command: string; readonly enabled: boolean; readonly trigger: string } | undefined {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return undefined;
  }
  const hooks = member(document, "hooks");
  const hook: unknown = Array.isArray(hooks) ? hooks[0] : undefined;
  const command = member(member(hook, "action"), "command");
  const trigger = member(hook, "trigger");
  if (member(document, "version") !== "v1" || typeof command !== "string" || typeof trigger !== "string")
    return undefined;
  return { command, enabled: member(hook, "enabled") !== false, trigger };
}

/** The definition of a kind. */
export function definitionOf(kind: HookKind): HookDefinition {
  const found = hookDefinitions.find((one) => one.kind === kind);
  if (!found) throw new RangeError("no such hook");
  return found;
}

function member(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

import { normalizeCommand } from "../identity/normalizeCommand.ts";
import { shown } from "../identity/shown.ts";
import { namesToFill } from "../identity/variables.ts";
import type { McpDefinition, McpFile, McpServer } from "../model/definition.ts";
import { isKiroKind } from "./kindOfPath.ts";

/** What Kiro does with a definition. */
export type KiroOutcome =
  | "loads"
  /** The file is another program's. */
  | "not-read"
  | "rejects-file"
  | "untrusted-workspace"
  /** A later key of the same name, or a definition of a higher scope. */
  | "replaced"
  | "drops"
  | "blocked-by-registry-mode"
  | "not-in-registry"
  | "disabled"
  | "will-not-start"
  | "waits-for-approval";

/** The outcome, and one sentence for each thing that a person should know, the deciding one first. */
export interface KiroPrediction {
  readonly outcome: KiroOutcome;
  readonly reasons: readonly string[];
}

/** What the outcome depends on beside the file. */
export interface KiroContext {
  /** `kiroAgent.mcpApprovedEnvVars`; absent when nobody knows. */
  readonly approvedEnv?: readonly string[];
  /** Whether an administrator set a registry. */
  readonly registryMode?: boolean;
  /** Names of that registry; absent when it is not known. */
  readonly registryNames?: ReadonlySet<string>;
  /** Whether the file is in a workspace folder that the user does not trust. */
  readonly untrusted?: boolean;
  /** The name under which Kiro registers it, where that is not its key. */
  readonly registeredAs?: string;
  /** Path of the file whose definition of the same name counts. */
  readonly shadowedBy?: string;
}

/**
 * What Kiro will do with a server of a file, in plain words. Nothing is started, and no reason holds a value. By the
 * code of Kiro 0.11; what a later version does differently is not known here.
 */
export function predictKiro(file: McpFile, server: McpServer, context: KiroContext = {}): KiroPrediction {
  const against = outcomeAgainst(file, server, context);
  if (against) return { outcome: against[0], reasons: [against[1]] };
  const { definition, name } = server;
  const unapproved = unapprovedNames(definition, context.approvedEnv);
  const notes = notesOn(definition, context);
  if (unapproved.length > 0) {
    const names = unapproved.map((one) => `\${${shown(one, 60)}}`).join(", ");
    const word = unapproved.length === 1 ? "variable is" : "variables are";
    const reason = `Kiro asks before it fills in ${names}: the ${word} not in "kiroAgent.mcpApprovedEnvVars".`;
    return { outcome: "waits-for-approval", reasons: [reason, ...notes] };
  }
  return {
    outcome: "loads",
    reasons: [`Kiro loads it as "${shown(context.registeredAs ?? name, 60)}".`, ...notes],
  };
}

/** The first thing that keeps Kiro from loading it. */
function outcomeAgainst(
  file: McpFile,
  server: McpServer,
  context: KiroContext,
): readonly [KiroOutcome, string] | undefined {
  const { definition, problems, overridden } = server;
  if (!isKiroKind(file.kind)) return ["not-read", "Kiro does not read this file; another program does."];
  if (context.untrusted === true) {
    return ["untrusted-workspace", "Kiro loads no server of a workspace that is not trusted."];
  }
  if (file.error) return ["rejects-file", file.error.message];
  if (overridden) return ["replaced", "A later key of the same name in this file replaces it."];
  const dropped = problems.find(({ effect }) => effect === "drops-server");
  if (dropped) return ["drops", `Kiro leaves it out without a word: ${dropped.message}.`];
  const registry = registryOutcome(server, context);
  if (registry) return registry;
  if (context.shadowedBy !== undefined) {
    return [
      "replaced",
      `The definition of the same name in ${shown(context.shadowedBy, 300)} replaces it as a whole.`,
    ];
  }
  if (definition.disabled === true)
    return ["disabled", 'Kiro lists it and does not start it: "disabled" is true.'];
  const command = definition.command ?? "";
  if (command.trim() !== "" && normalizeCommand(command, []).willNotStart) {
    const what = command.trim() === command ? "a whole command line" : "white space around the program";
    return [
      "will-not-start",
      `Kiro cannot start it: "command" holds ${what}; the words after the program belong in "args".`,
    ];
  }
  return undefined;
}

function registryOutcome(
  { definition: { type }, name }: McpServer,
  { registryMode, registryNames }: KiroContext,
): readonly [KiroOutcome, string] | undefined {
  if (registryMode === true && type !== "registry") {
    const reason =
      'Kiro takes servers from the registry alone, and drops every entry that is not {"type": "registry"}.';
    return ["blocked-by-registry-mode", reason];
  }
  if (type === "registry" && registryNames && !registryNames.has(name)) {
    return [
      "not-in-registry",
      `The registry has no server of the name "${shown(name, 60)}", so that Kiro drops it.`,
    ];
  }
  return undefined;
}

/** What a person may not expect of a server that loads. */
function notesOn(definition: McpDefinition, { registryMode }: KiroContext): readonly string[] {
  const notes: string[] = [];
  const { type, env, headers } = definition;
  const fromRegistry = type === "registry" || registryMode === true;
  if (type === "registry") notes.push("Its command or address comes from the registry.");
  const own = [env ? "env" : "", headers ? "headers" : ""].filter((name) => name !== "");
  if (fromRegistry && own.length > 0) {
    notes.push(
      `What stands in ${own.map((name) => `"${name}"`).join(" and ")} here counts more than the registry's.`,
    );
  }
  if (textsOf(definition).some((text) => /\$\{[^}]*[^}\w][^}]*\}/.test(text))) {
    notes.push(
      "Kiro fills in ${NAME} alone: other forms, such as one with a default, stay as they are written.",
    );
  }
  return notes;
}

/** Kiro fills in variables in all texts of a definition. */
function textsOf({ command, args, env, cwd, url, headers }: McpDefinition): readonly string[] {
  const single = [command, cwd, url].filter((text) => text !== undefined);
  return [...single, ...(args ?? []), ...Object.values(env ?? {}), ...Object.values(headers ?? {})];
}

function unapprovedNames(
  definition: McpDefinition,
  approved: readonly string[] | undefined,
): readonly string[] {
  if (approved === undefined) return [];
  const names = new Set(textsOf(definition).flatMap(namesToFill));
  return [...names].filter((name) => !approved.includes(name));
}

import type { McpServer } from "../model/definition.ts";
import type { McpFlag } from "../model/verdict.ts";
import { linkState } from "./centralLink.ts";
import { isNeighbour, type Scope } from "./scope.ts";
import type { McpSource } from "./source.ts";

/** One definition of one file, and what becomes of it. */
export interface EffectiveEntry {
  /** As Kiro registers it: the key, or `power-<power>-<server>` for a server of a power's own file. */
  readonly name: string;
  readonly server: McpServer;
  readonly source: McpSource;
  /** The source's, but for servers that a file lists as powers'. */
  readonly scope: Scope;
  readonly path: string;
  /** Whether Kiro reads the file it is in at all: not a neighbour's one, and the central one only through a link. */
  readonly readByKiro: boolean;
  /** Whether Kiro takes this definition. An agent's one counts while that agent runs. */
  readonly effective: boolean;
  /** The definition that Kiro takes in its place. */
  readonly shadowedBy?: EffectiveEntry;
  /** Why it is not effective, for a person; absent when it is. */
  readonly reason?: string;
  readonly flags: readonly McpFlag[];
}

/** An entry while it is decided. */
interface Draft {
  readonly name: string;
  readonly server: McpServer;
  readonly source: McpSource;
  readonly scope: Scope;
  readonly path: string;
  readonly readByKiro: boolean;
  effective: boolean;
  shadowedBy?: EffectiveEntry;
  reason?: string;
  readonly flags: McpFlag[];
}

/**
 * Every definition with what is effective in Kiro: user < workspace folders in their order < powers, whole entries
 * replace each other. Agents count above all, each for itself. Entries come in the order of the sources and their files.
 * When the user's file is a link to the central one, the servers are the central one's and come once.
 */
export function effectiveServers(sources: readonly McpSource[]): readonly EffectiveEntry[] {
  const linked = linkState(sources) === "linked";
  const drafts = sources.flatMap((source) =>
    linked && source.scope.kind === "user" ? [] : draftsOf(source, linked),
  );
  settle(drafts);
  flagCentral(drafts);
  return drafts;
}

function draftsOf(source: McpSource, linked: boolean): Draft[] {
  const servers = source.file?.servers ?? [];
  const isDouble = doubles(servers);
  return servers.map((server) => {
    const scope: Scope =
      server.section === "powers.mcpServers" ? { ...source.scope, kind: "power" } : source.scope;
    const unread = notRead(scope, linked);
    const reason = unread ?? reasonAgainst(server, source);
    return {
      name: registeredName(server, source),
      server,
      source,
      scope,
      path: source.path,
      readByKiro: unread === undefined,
      effective: reason === undefined,
      ...(reason !== undefined && { reason }),
      flags: [
        ...(source.untrusted === true ? (["UNTRUSTED_WORKSPACE"] as const) : []),
        ...(isDouble(server) ? (["DUPLICATE_KEY"] as const) : []),
      ],
    };
  });
}

/**
 * Tells the servers whose key stands twice. When the object of servers itself stands twice, all of that object: a person
 * may have read the one that does not count.
 */
function doubles(servers: readonly McpServer[]): (server: McpServer) => boolean {
  const kept = new Set<string>();
  for (const { name, overridden } of servers) if (!overridden) kept.add(name);
  const names = new Set<string>();
  const sections = new Set<string | undefined>();
  for (const { name, overridden, section } of servers) {
    if (!overridden) continue;
    names.add(name);
    if (!kept.has(name)) sections.add(section);
  }
  return ({ name, section }) => names.has(name) || sections.has(section);
}

function registeredName(server: McpServer, { scope, kind }: McpSource): string {
  if (kind !== "kiro-power" || scope.name === undefined) return server.name;
  const prefix = `power-${scope.name}-`;
  return server.name.startsWith(prefix) ? server.name : `${prefix}${server.name}`;
}

/** Why Kiro does not read the file of a scope. */
function notRead(scope: Scope, linked: boolean): string | undefined {
  if (isNeighbour(scope)) return "Kiro does not read this file";
  if (scope.kind === "managed")
    return "Kiro does not read this file; Claude Code takes servers from it alone";
  if (scope.kind === "registry")
    return "the registry offers it; Kiro takes it where a configuration names it";
  if (scope.kind === "central" && !linked)
    return "Kiro reads this file only through a link from the user's file, and there is none";
  return undefined;
}

/** Why Kiro does not even consider a definition of a file that it reads. */
function reasonAgainst(
  { overridden, problems }: McpServer,
  { file, untrusted }: McpSource,
): string | undefined {
  if (untrusted === true) return "Kiro loads nothing from a workspace that is not trusted";
  if (file?.error) return "Kiro takes nothing from the file";
  if (overridden) return "a later key of the same name replaces it";
  return problems.some(({ effect }) => effect === "drops-server") ? "Kiro drops it" : undefined;
}

const ranks: Readonly<Record<string, number>> = { central: 0, user: 1, workspace: 2, power: 3 };

/** Among the candidates of a name the highest rank wins; of two with the same rank the later one. */
function settle(drafts: readonly Draft[]): void {
  const winners = new Map<string, Draft>();
  const lastInFile = new Map<McpSource, Map<string, Draft>>();
  for (const draft of drafts) {
    const inFile = lastInFile.get(draft.source) ?? new Map<string, Draft>();
    lastInFile.set(draft.source, inFile.set(draft.server.name, draft));
    if (!draft.effective || draft.scope.kind === "agent") continue;
    const before = winners.get(draft.name);
    if (!before || rankOf(draft) >= rankOf(before)) winners.set(draft.name, draft);
  }
  for (const draft of drafts) {
    const winner = draft.server.overridden
      ? lastInFile.get(draft.source)?.get(draft.server.name)
      : winners.get(draft.name);
    if (!winner || winner === draft || !canLose(draft)) continue;
    draft.effective = false;
    draft.shadowedBy = winner;
    draft.reason ??= "another definition of the same name replaces it";
    draft.flags.push("SHADOWED");
  }
}

function rankOf({ scope: { kind, folder } }: Draft): number {
  return (ranks[kind] ?? 0) * 100_000 + (folder ?? 0);
}

/** A definition that Kiro would take without the other one, or one that the same file replaces. */
function canLose(draft: Draft): boolean {
  return (
    draft.server.overridden ||
    (draft.scope.kind !== "agent" && (draft.effective || draft.scope.kind === "central"))
  );
}

/** A workspace must not redefine what the organisation's central file defines, trusted or not. */
function flagCentral(drafts: readonly Draft[]): void {
  const central = new Set(drafts.filter(({ scope }) => scope.kind === "central").map(({ name }) => name));
  for (const { name, scope, flags } of drafts) {
    const inWorkspace = scope.folder !== undefined && !isNeighbour(scope);
    if (inWorkspace && central.has(name)) flags.push("SHADOWS_CENTRAL");
  }
}

import { resolve } from "node:path";
import { fileHashes } from "../../adapters/node/mcpFileHashes.ts";
import { nameOf } from "../../adapters/node/walk.ts";
import { mapLines } from "../../core/model/lines.ts";
import type { Span } from "../../core/model/span.ts";
import type { McpIdentity } from "../../core/mcp/model/verdict.ts";
import { buildOverview } from "../../core/mcp/overview/buildOverview.ts";
import type { OverviewFile, OverviewRow } from "../../core/mcp/overview/overview.ts";
import type { Scope } from "../../core/mcp/scopes/scope.ts";
import type { McpSource } from "../../core/mcp/scopes/source.ts";
import { scanDetailed, type ScanResult } from "../../core/secrets/scan.ts";
import { hiding, type Hide } from "./hide.ts";
import type { ReportedFile, ReportedServer } from "./mcpReport.ts";
import type { PolicyInputs } from "./policyInputs.ts";

/** What the verdicts of a run rest on. */
export interface Judging {
  readonly cwd: string;
  readonly inputs: PolicyInputs;
  readonly registryMode: boolean;
  /** ms since epoch. */
  readonly now: number;
  /** Of the computer that the files are of; absent when nobody knows. */
  readonly platform?: string;
  /** Of the workspace folders, for labels. */
  readonly folderNames?: readonly string[];
  /** How scopes are named and judged; undefined: they are not. */
  readonly scopeOf: (scope: Scope) => string | undefined;
}

/** What was judged, in the order of the sources. */
export interface Judged {
  readonly servers: readonly ReportedServer[];
  readonly files: readonly ReportedFile[];
}

/**
 * The verdict on every definition of the sources, which are taken as all there is. Whatever the secrets engine sees in
 * a file is taken out of what is said about it.
 */
export async function judgeSources(sources: readonly McpSource[], judging: Judging): Promise<Judged> {
  const secrets = new Map<McpSource, ScanResult>();
  for (const source of sources) {
    if (source.text !== undefined)
      secrets.set(source, await scanDetailed(source.text, { path: source.path.replaceAll("\\", "/") }));
  }
  const { inputs, registryMode, now, platform, scopeOf } = judging;
  const { policies, registry } = inputs;
  const overview = buildOverview({
    sources,
    policies: policies.map(({ path, state, notes }) => ({ location: path, kind: "setting", state, notes })),
    context: {
      now,
      registryMode,
      ...(platform !== undefined && { platform }),
      ...(registry && { registryNames: registry.names }),
      fileHash: fileHashes(policies.map(({ state }) => state)),
    },
    folderNames: judging.folderNames ?? [],
    secretsIn: (source) => loudSpans(secrets.get(source)),
    scopeOf,
  });
  const rooms = new Map<OverviewFile, Room>();
  for (const [index, source] of sources.entries()) {
    const file = overview.files[index];
    if (file) rooms.set(file, roomOf(source, secrets.get(source), judging));
  }
  return {
    servers: overview.rows.flatMap((row) => {
      const room = rooms.get(row.file);
      return room ? [toServer(row, room)] : [];
    }),
    files: [...rooms].map(([file, room]) => toFile(file, room)),
  };
}

function loudSpans(secrets: ScanResult | undefined): readonly Span[] {
  return (secrets?.findings ?? []).filter(({ severity }) => severity !== "hint").map(({ span }) => span);
}

/** What is asked of a file for each of its servers. */
interface Room {
  readonly scope: string | null;
  readonly lines: ReturnType<typeof mapLines>;
  readonly hide: (stretch: Span) => Hide;
  readonly length: number;
  /** A path as reports show it. */
  readonly shownPath: (path: string) => string;
}

function roomOf(
  { text = "", scope }: McpSource,
  secrets: ScanResult | undefined,
  { cwd, scopeOf }: Judging,
): Room {
  const seen = secrets?.seen.map(({ candidate }) => candidate.span) ?? [];
  return {
    scope: scopeOf(scope) ?? null,
    lines: mapLines(text),
    hide: hiding(text, seen),
    length: text.length,
    shownPath: (path) => nameOf(cwd, resolve(cwd, path)),
  };
}

function toServer(row: OverviewRow, room: Room): ReportedServer {
  const { name, server, verdict, effective, shadowedBy, kiro, file } = row;
  const hide = room.hide(server.span);
  const { status, severity, flags, reasons, identity, policyEntry } = verdict;
  return {
    path: room.shownPath(file.path),
    scope: room.scope !== null && server.section === "powers.mcpServers" ? "power" : room.scope,
    label: file.scope.label,
    name: hide(name),
    status,
    severity: severity ?? null,
    flags,
    reasons: reasons.map(hide),
    effective,
    replaced: shadowedBy !== undefined || server.overridden,
    ...(shadowedBy !== undefined && { shadowedBy: room.shownPath(shadowedBy) }),
    kiro: { outcome: kiro.outcome, reasons: kiro.reasons.map(hide) },
    identity: identity && hideIdentity(identity, hide),
    ...(policyEntry !== undefined && { policyEntry }),
    range: room.lines.range(server.nameSpan),
  };
}

function toFile({ path, scope, error, linkTarget }: OverviewFile, room: Room): ReportedFile {
  const hide = room.hide({ start: 0, end: room.length });
  return {
    path: room.shownPath(path),
    scope: room.scope,
    label: scope.label,
    ok: error === undefined,
    ...(error !== undefined && { error: hide(error) }),
    ...(linkTarget !== undefined && { linkTarget: room.shownPath(linkTarget) }),
  };
}

function hideIdentity(identity: McpIdentity, hide: Hide): McpIdentity {
  switch (identity.kind) {
    case "npm":
    case "pypi": {
      const version = identity.version === undefined ? {} : { version: hide(identity.version) };
      return { ...identity, name: hide(identity.name), ...version };
    }
    case "oci": {
      const tag = identity.tag === undefined ? {} : { tag: hide(identity.tag) };
      return { ...identity, name: hide(identity.name), ...tag };
    }
    case "url":
      return { ...identity, url: hide(identity.url) };
    case "file":
      return { ...identity, path: hide(identity.path) };
    case "other":
    default:
      return { ...identity, source: hide(identity.source) };
  }
}

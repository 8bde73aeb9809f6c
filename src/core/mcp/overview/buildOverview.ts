import { contains, type Span } from "../../model/span.ts";
import type { PolicyState } from "../model/policy.ts";
import type { McpVerdict } from "../model/verdict.ts";
import { strictest } from "../policies/choose.ts";
import { effectiveServers, type EffectiveEntry } from "../scopes/effectiveServers.ts";
import { predictEntry } from "../scopes/predictEntry.ts";
import { isNeighbour, scopeLabel, scopeName, type Scope } from "../scopes/scope.ts";
import type { McpSource } from "../scopes/source.ts";
import { judgeServer, type JudgeContext } from "../verdict/judgeServer.ts";
import { hideSecrets } from "./hideSecrets.ts";
import type { McpOverview, OverviewFile, OverviewPolicy, OverviewRow } from "./overview.ts";

/** What the overview is made of. */
export interface OverviewInput {
  readonly sources: readonly McpSource[];
  readonly policies: readonly OverviewPolicy[];
  readonly context: Omit<JudgeContext, "policy" | "hasSecret">;
  /** Names of the workspace folders, in the order of the scopes. */
  readonly folderNames: readonly string[];
  /** Spans of the secrets in a source's text. */
  readonly secretsIn?: (source: McpSource) => readonly Span[];
  /** The scope as policies name it, undefined where scopes are not to be judged. Default: `scopeName`. */
  readonly scopeOf?: (scope: Scope) => string | undefined;
}

/** Every definition of every source with its verdict: by each policy, of which the strictest verdict counts. Pure. */
export function buildOverview(input: OverviewInput): McpOverview {
  const { sources, policies, context } = input;
  const files = new Map(sources.map((source) => [source, fileOf(source, input.folderNames)]));
  const seen = new Map<string, number>();
  const rows = effectiveServers(sources).flatMap((entry): readonly OverviewRow[] => {
    const file = files.get(entry.source);
    if (!file) return [];
    const row = toRow(entry, file, input);
    // The name after what may be a secret in it is masked: the id travels in addresses of pages.
    const place = `${entry.path}\n${row.name}`;
    const ordinal = seen.get(place) ?? 0;
    seen.set(place, ordinal + 1);
    return [{ ...row, id: `${place}\n${ordinal}` }];
  });
  return { files: [...files.values()], rows, policies, asOf: context.now };
}

function toRow(entry: EffectiveEntry, file: OverviewFile, input: OverviewInput): Omit<OverviewRow, "id"> {
  const { server, name, effective, shadowedBy, source } = entry;
  const secrets = (input.secretsIn?.(source) ?? []).filter((span) => contains(server.span, span));
  const row = {
    name,
    server,
    verdict: judgeEntry(entry, input, secrets.length > 0),
    kiro: predictEntry(entry, input.context),
  };
  const values = secrets.map(({ start, end }) => (source.text ?? "").slice(start, end));
  return {
    file,
    ...hideSecrets(row, values),
    placeFlags: entry.flags,
    effective,
    // What a registry offers is nobody's configuration.
    counts:
      file.scope.kind !== "registry" &&
      shadowedBy === undefined &&
      !server.overridden &&
      file.error === undefined,
    ...(shadowedBy && { shadowedBy: shadowedBy.path }),
  };
}

function judgeEntry(
  entry: EffectiveEntry,
  { policies, context, scopeOf = scopeName }: OverviewInput,
  hasSecret: boolean,
): McpVerdict {
  const { server, name, flags } = entry;
  const { definition, problems } = server;
  const scope = scopeOf(entry.scope);
  const judged = { name, definition, problems, flags, ...(scope !== undefined && { scope }) };
  const verdictBy = (policy: PolicyState): McpVerdict =>
    judgeServer(judged, { ...context, policy, hasSecret });
  const [first = { state: "missing" } as const, ...others] = policies.map(({ state }) => state);
  return strictest([verdictBy(first), ...others.map(verdictBy)]);
}

function fileOf(source: McpSource, folderNames: readonly string[]): OverviewFile {
  const { path, scope, linkTarget, error, file } = source;
  const why = error === undefined ? file?.error?.message : `${sentence(error)}`;
  return {
    path,
    scope: { kind: scope.kind, name: scopeName(scope), label: labelOf(scope, folderNames) },
    readByKiro: !isNeighbour(scope) && scope.kind !== "managed" && scope.kind !== "registry",
    ...(why !== undefined && { error: why }),
    ...(linkTarget !== undefined && { linkTarget }),
  };
}

function labelOf({ kind, folder, name }: Scope, folderNames: readonly string[]): string {
  const parts = [
    scopeLabel(kind),
    ...(name === undefined ? [] : [name]),
    ...(folder === undefined
      ? []
      : [kind === "workspace" ? (folderNames[folder] ?? "") : `(${folderNames[folder] ?? ""})`]),
  ];
  return parts.filter(Boolean).join(" ");
}

function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}

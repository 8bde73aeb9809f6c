import { shown } from "../../core/mcp/identity/shown.ts";
import type { McpStatus } from "../../core/mcp/model/verdict.ts";
import type { McpOverview, OverviewFile, OverviewRow } from "../../core/mcp/overview/overview.ts";
import { allStatuses } from "./verdictLook.ts";

/** How the servers are grouped: by the file that defines them, or by what is decided about them. */
export type Grouping = "scope" | "verdict";

/** A node of the tree, without any editor's shape. */
export type TreeNode =
  | { readonly kind: "file"; readonly file: OverviewFile; readonly children: readonly ServerNode[] }
  | { readonly kind: "verdict"; readonly status: McpStatus; readonly children: readonly ServerNode[] }
  | ServerNode;

/** One definition of a server. */
export interface ServerNode {
  readonly kind: "server";
  readonly row: OverviewRow;
}

/** Which servers are shown, and how. */
export interface TreeChoice {
  readonly grouping: Grouping;
  /** Words that must all occur in a server; empty: every server is shown. */
  readonly filter: string;
}

/**
 * The groups of the tree with their servers. A file that counts for nothing is shown with its error even without
 * servers; groups that the filter empties are left out.
 */
export function treeOf(overview: McpOverview, { grouping, filter }: TreeChoice): readonly TreeNode[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = overview.rows.filter((row) => matches(row, words));
  return grouping === "scope" ? byFile(overview, rows, words) : byVerdict(rows);
}

function byFile(
  { files }: McpOverview,
  rows: readonly OverviewRow[],
  words: readonly string[],
): readonly TreeNode[] {
  const byPath = grouped(rows, ({ file }) => file);
  return files.flatMap((file): readonly TreeNode[] => {
    const children = (byPath.get(file) ?? []).map((row) => ({ kind: "server", row }) as const);
    const isShown = children.length > 0 || (file.error !== undefined && fits(textOf(file), words));
    return isShown ? [{ kind: "file", file, children }] : [];
  });
}

function byVerdict(rows: readonly OverviewRow[]): readonly TreeNode[] {
  const byStatus = grouped(rows, ({ verdict }) => verdict.status);
  return allStatuses.flatMap((status): readonly TreeNode[] => {
    const found = byStatus.get(status) ?? [];
    const children = [...found]
      .sort((a, b) => Number(b.counts) - Number(a.counts))
      .map((row) => ({ kind: "server", row }) as const);
    return children.length > 0 ? [{ kind: "verdict", status, children }] : [];
  });
}

function grouped<K>(
  rows: readonly OverviewRow[],
  keyOf: (row: OverviewRow) => K,
): ReadonlyMap<K, readonly OverviewRow[]> {
  const groups = new Map<K, OverviewRow[]>();
  for (const row of rows) {
    const known = groups.get(keyOf(row));
    if (known) known.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

function matches(row: OverviewRow, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const { name, verdict, file } = row;
  const parts = [
    name,
    verdict.status,
    verdict.status.replaceAll("_", " "),
    ...verdict.flags,
    ...verdict.reasons,
  ];
  return fits([...parts, identityText(row), textOf(file)].join("\n"), words);
}

function fits(text: string, words: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return words.every((word) => lower.includes(word));
}

function textOf({ path, scope }: OverviewFile): string {
  return `${scope.kind} ${scope.label} ${path}`;
}

/** What a server is, in one word or two: `npm @acme/tool@1.2.3`. Empty when it cannot be told. */
export function identityText({ verdict: { identity } }: OverviewRow): string {
  if (!identity) return "";
  if (identity.kind === "url") return identity.url;
  if (identity.kind === "file") return identity.path;
  if (identity.kind === "other") return identity.source;
  if (identity.kind === "oci") return `image ${identity.name}${imageVersion(identity)}`;
  const { kind, name, version } = identity;
  return `${kind} ${name}${version === undefined ? "" : `${kind === "npm" ? "@" : "=="}${version}`}`;
}

function imageVersion({ tag, digest }: { readonly tag?: string; readonly digest?: string }): string {
  if (digest !== undefined) return `@${digest}`;
  return tag === undefined ? "" : `:${tag}`;
}

/** A name as the tree shows it: bounded, hidden characters escaped. */
export function shownName(name: string): string {
  return name === "" ? '""' : shown(name, 80);
}

/** The text with a stroke through every character, which is how the tree shows what does not count. */
export function struck(text: string): string {
  return Array.from(text, (character) => `${character}\u0336`).join("");
}

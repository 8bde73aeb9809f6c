import { shown } from "../../identity/shown.ts";
import { isPinned } from "../../identity/versions.ts";
import type { JudgedEntry, JudgedFile, McpCheck, McpIssue, McpRule } from "../check.ts";
import { packagePlace, specOf } from "../packagePlace.ts";
import { listed, named } from "../place.ts";

const unpinned: McpRule = {
  id: "mcp/unpinned",
  title: "Servers that start whatever version is newest",
  severity: "info",
  owasp: "MCP04",
};

/** A package from git or an address; a folder of this computer has no versions. */
const elsewhere = /^(?:git|github|gitlab|bitbucket|https?|[\w-]+\/)/;
/** A commit of git, which cannot change. */
const commit = /[0-9a-f]{40}/;

/** Against a policy its verdict counts; without one, whether what it starts can change. */
export function isUnpinned(entry: JudgedEntry, hasPolicy: boolean): boolean {
  const { server, verdict, found } = entry;
  if (server.overridden) return false;
  if (hasPolicy) return verdict.status === "UNPINNED";
  const { identity } = found;
  if (identity === undefined || identity.kind === "url" || identity.kind === "file") return false;
  if (identity.kind === "other") {
    const { spec = "" } = specOf(entry) ?? {};
    return elsewhere.test(spec) && !commit.test(spec);
  }
  return !isPinned(identity);
}

/** A file may define thousands. */
const mostNamed = 50;

/**
 * One finding for a file: almost every public configuration is full of them, and one for each would hide all others.
 * Quieter still without a policy, which nobody asked to be pinned by.
 */
function* judgeVersions(judged: JudgedFile): Generator<McpIssue> {
  const { text, entries, policy } = judged;
  const loose = entries.filter((entry) => isUnpinned(entry, policy !== undefined));
  const [first] = loose;
  if (!first) return;
  const spans = loose
    .slice(0, mostNamed)
    .map((entry) => packagePlace(text, entry)?.span ?? entry.server.nameSpan);
  const names = loose.map(({ server }) => server.name);
  const what =
    loose.length === 1
      ? `The server ${listed(names)} does not name an exact version, so that it starts whatever is newest.`
      : `${loose.length} servers do not name an exact version, so that they start whatever is newest: ${listed(names)}.`;
  yield {
    rule: unpinned,
    severity: policy ? (policy.mode === "audit" || loose.every(isOff) ? "hint" : "info") : "hint",
    span: spans[0] ?? first.server.nameSpan,
    message: `${what} Pin to one that was reviewed.`,
    related: loose.slice(1, mostNamed).map((entry, index) => ({
      span: spans[index + 1] ?? entry.server.nameSpan,
      message: `${named(entry.server)} does not name one either`,
    })),
    data: {
      servers: names.slice(0, mostNamed).map((name) => shown(name, 200)),
      ...(policy && { status: "UNPINNED" }),
    },
  };
}

function isOff({ server }: JudgedEntry): boolean {
  return server.definition.disabled === true;
}

export const versionChecks: readonly McpCheck[] = [{ rules: [unpinned], check: judgeVersions }];

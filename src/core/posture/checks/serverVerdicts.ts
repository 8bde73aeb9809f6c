import type { ServerFact } from "../facts.ts";
import { fail, pass, undecided, type Judgement } from "../judgement.ts";

/** Verdicts that allow a server; a name apart from the listed one is no risk of its own. */
const allowed = new Set(["ALLOWED", "ALLOWED_RENAMED"]);

/** Scopes of other programs: their servers are no part of what Kiro runs. */
const neighbours = new Set(["vscode", "cursor", "claude-code", "claude-desktop", "amazonq"]);

/** Whether Kiro reads the scope. */
export function isOfKiro({ scope }: ServerFact): boolean {
  return !neighbours.has(scope) && scope !== "registry";
}

/** A server for the evidence. */
export function serverLine({ name, scope, path, status, isDisabled }: ServerFact): string {
  return `${name} (${scope}${isDisabled ? ", disabled" : ""}): ${status}, ${path}`;
}

/** Whether all servers are allowed. Without a policy nothing is. @param none the reason when there is no server */
export function judgeServers(servers: readonly ServerFact[], none: string): Judgement {
  if (servers.length === 0) return pass(none);
  const evidence = servers.map(serverLine);
  const judged = servers.filter(({ status }) => status !== "UNVERIFIED");
  const off = judged.filter(({ status }) => !allowed.has(status));
  if (off.length > 0) {
    const onlyUnpinned = off.every(({ status }) => status === "UNPINNED");
    return fail(`not allowed as they stand: ${namesOf(off)}`, {
      evidence,
      ...(onlyUnpinned && { severity: "medium" as const }),
    });
  }
  if (judged.length < servers.length)
    return undecided("there is no allowlist to judge the servers by", { evidence });
  return pass(`all ${servers.length} are on the allowlist`, { evidence });
}

/** The first names of many. */
function namesOf(servers: readonly ServerFact[]): string {
  const shown = servers.slice(0, 5).map(({ name, status }) => `${name} (${status})`);
  const more = servers.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

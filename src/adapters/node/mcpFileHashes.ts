import { createHash } from "node:crypto";
import type { PolicyState } from "../../core/mcp/model/policy.ts";
import { readLimited } from "./scanFile.ts";

/** Larger programs are not read, in bytes. */
const mostBytes = 100_000_000;

/**
 * The hashes of the programs that a policy lists with a hash, and of no others; each is read when it is first asked for.
 * @returns lower-case hex; undefined for a path that no policy lists or that cannot be read
 */
export function fileHashes(policies: readonly PolicyState[]): (path: string) => string | undefined {
  const listed = new Set(policies.flatMap(pathsOf).map((path) => path.toLowerCase()));
  const known = new Map<string, string | undefined>();
  return (path) => {
    if (!listed.has(path.toLowerCase())) return undefined;
    if (!known.has(path)) known.set(path, hashOf(path));
    return known.get(path);
  };
}

function pathsOf(state: PolicyState): readonly string[] {
  if (!("policy" in state) || !state.policy) return [];
  return state.policy.servers.flatMap(({ command }) => (command?.sha256 === undefined ? [] : [command.path]));
}

function hashOf(path: string): string | undefined {
  const bytes = readLimited(path, mostBytes);
  return typeof bytes === "string" ? undefined : createHash("sha256").update(bytes).digest("hex");
}

import type { McpPolicy, PolicyServer } from "../model/policy.ts";

/** A constraint of entries that a format may not hold: in words, and whether an entry has it. */
const constraints = {
  strictNames: ["that no other name is taken", (server: PolicyServer) => server.strictNames === true],
  tools: ["which tools may be used and approved", (server: PolicyServer) => server.tools !== undefined],
  scopes: ["in which scopes it may be defined", (server: PolicyServer) => server.scopes !== undefined],
  env: [
    "which values its variables may have",
    (server: PolicyServer) =>
      Object.values(server.env ?? {}).some((values) => values !== "*" && values.length !== 1),
  ],
  headers: [
    "that a header must be a reference",
    (server: PolicyServer) => Object.values(server.headers ?? {}).includes("ref-only"),
  ],
} as const;

/** One sentence for each kind of constraint that some entries have and the other format cannot hold. */
export function lossesOf(policy: McpPolicy, kinds: readonly (keyof typeof constraints)[]): readonly string[] {
  return kinds.flatMap((kind) => {
    const [words, has] = constraints[kind];
    const count = policy.servers.filter(has).length;
    return count === 0
      ? []
      : [`${count} ${count === 1 ? "entry says" : "entries say"} ${words}: this is not written`];
  });
}

import type { Statement } from "../model/policy.ts";
import type { StringNode } from "../model/valueNode.ts";

/** A resource pattern of a statement. */
export interface ResourceEntry {
  readonly text: string;
  readonly node: StringNode;
  /** What it costs to compare it: more with more wildcards. */
  readonly cost: number;
}

const indexes = new WeakMap<Statement, ReadonlyMap<string, readonly ResourceEntry[]>>();
const none: readonly ResourceEntry[] = [];

/** The entries of a statement that may name a resource of a kind: those of its service and those of any. */
export function* entriesFor(statement: Statement, kind: string): Generator<ResourceEntry> {
  const index = indexes.get(statement) ?? indexOf(statement);
  yield* index.get("*") ?? none;
  const service = serviceOf(kind);
  if (service !== "*") yield* index.get(service) ?? none;
}

function indexOf(statement: Statement): ReadonlyMap<string, readonly ResourceEntry[]> {
  const made = new Map<string, ResourceEntry[]>();
  for (const node of statement.resources?.values ?? []) {
    const text = node.value;
    const stars = text.split(/[*\uFFFC]/).length - 1;
    const entry = { text, node, cost: 1 + Math.floor((text.length * stars) / 64) };
    const service = serviceOf(text);
    const group = made.get(service);
    if (group) group.push(entry);
    else made.set(service, [entry]);
  }
  indexes.set(statement, made);
  return made;
}

/** The service of an ARN; `*` for what is none and for what may be of several. */
function serviceOf(text: string): string {
  const service = text.split(":", 3)[2] ?? "";
  return /^[a-z0-9-]+$/i.test(service) ? service.toLowerCase() : "*";
}

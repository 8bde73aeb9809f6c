import { fieldOf, textOf } from "./eventField.ts";

/** What a record says that a call was about. Every text is bounded, and written by others. */
export interface EventResource {
  readonly arn?: string;
  readonly type?: string;
  readonly account?: string;
}

/** Longer than any ARN. */
const maxName = 2048;
const mostResources = 100;

/** Reads `resources`, which is a list or holds one under `items`. @param data of any shape */
export function readResources(data: unknown): readonly EventResource[] {
  const items = fieldOf(data, "items") ?? data;
  const list: readonly unknown[] = Array.isArray(items) ? items.slice(0, mostResources) : [items];
  return list.map(readResource).filter((resource) => Object.keys(resource).length > 0);
}

function readResource(data: unknown): EventResource {
  const arn = textOf(data, "ARN", maxName) ?? textOf(data, "arn", maxName);
  const type = textOf(data, "type", maxName);
  const account = textOf(data, "accountId", maxName);
  return {
    ...(arn !== undefined && { arn }),
    ...(type !== undefined && { type }),
    ...(account !== undefined && { account }),
  };
}

import { computeTable } from "./table/computeTable.ts";
import { dataTable } from "./table/dataTable.ts";
import type { TableGroup } from "./table/entry.ts";
import { entryTable } from "./table/entryTable.ts";
import { guardTable } from "./table/guardTable.ts";
import { identityTable } from "./table/identityTable.ts";
import { lossTable } from "./table/lossTable.ts";
import { modelTable } from "./table/modelTable.ts";
import { outflowTable } from "./table/outflowTable.ts";
import { watchTable } from "./table/watchTable.ts";

/** The groups of events that are judged alike. */
export const tableGroups: readonly TableGroup[] = [
  ...identityTable,
  ...guardTable,
  ...computeTable,
  ...dataTable,
  ...modelTable,
  ...lossTable,
  ...entryTable,
  ...outflowTable,
  ...watchTable,
];

/** Every event with its group, by `service:Name`. */
function* entries(): Generator<readonly [event: string, group: TableGroup]> {
  for (const group of tableGroups)
    for (const service of [group.service].flat())
      for (const name of group.names.split(" ")) yield [`${service}:${name}`, group];
}

const byEvent: ReadonlyMap<string, TableGroup> = new Map(entries());

/** What the table says of an event by its name alone. */
export function byName(service: string, name: string): TableGroup | undefined {
  return byEvent.get(`${service}:${name}`);
}

/** Every event that the table lists, as `service:Name`. */
export function tableEvents(): readonly string[] {
  return [...entries()].map(([event]) => event);
}

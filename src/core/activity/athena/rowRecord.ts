import type { RecordColumn } from "./trailQuery.ts";

/**
 * A CloudTrail record from a row of an answer. What no column holds is lost: `tlsDetails`, `managementEvent`, federation
 * data, and whatever members of the identity the table does not declare.
 * @param cells texts in the columns' order; undefined for SQL's null
 */
export function recordOfRow(
  columns: readonly RecordColumn[],
  cells: readonly (string | undefined)[],
): Readonly<Record<string, unknown>> {
  const record: Record<string, unknown> = {};
  for (const [at, { path, kind }] of columns.entries()) {
    const cell = cells[at];
    if (cell !== undefined) put(record, path, valueOf(cell, kind));
  }
  return record;
}

function valueOf(cell: string, kind: RecordColumn["kind"]): unknown {
  if (kind === "text") return cell;
  if (kind === "boolean") return cell === "true" ? true : cell === "false" ? false : cell;
  try {
    return JSON.parse(cell);
  } catch {
    // Some services put plain text there.
    return cell;
  }
}

function put(record: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [member, ...rest] = path;
  if (member === undefined) return;
  if (rest.length === 0) {
    record[member] = value;
    return;
  }
  const inner = record[member];
  const object: Record<string, unknown> = isRecord(inner) ? inner : {};
  record[member] = object;
  put(object, rest, value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

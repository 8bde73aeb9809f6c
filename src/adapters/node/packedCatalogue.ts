import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";
import type {
  CatalogueIndex,
  CatalogueSource,
  ServiceDescriptions,
  ServiceRecord,
} from "../../core/iam/catalogue/catalogue.ts";

/** Offset and length of a deflated JSON text in a pack. */
export type PackedPlace = readonly [offset: number, length: number];

/** `index.json` of a packed catalogue: the index, and where each service stands in `services.pack` and `descriptions.pack`. */
export interface PackedIndex extends CatalogueIndex {
  readonly services: readonly {
    readonly prefix: string;
    readonly name: string;
    readonly actions: number;
    readonly record: PackedPlace;
    readonly descriptions: PackedPlace;
  }[];
}

/** The catalogue's files are missing or cut short: the installation is incomplete. The message is for a person. */
export class CatalogueError extends Error {
  override readonly name = "CatalogueError";
}

/** Reads the catalogue that the build packed into `folder` (`dist/iam`): the index at once, a service when asked for. */
export function packedCatalogue(folder: string): CatalogueSource {
  let index: PackedIndex | undefined;
  const load = (): PackedIndex =>
    (index ??= reading(() => check(isIndex, JSON.parse(readFileSync(join(folder, "index.json"), "utf8")))));
  const placeOf = (prefix: string) => {
    const found = load().services.find((one) => one.prefix === prefix);
    if (!found) throw new RangeError("no such service in the catalogue");
    return found;
  };
  return {
    index: load,
    service: (prefix) =>
      reading(() => check(isService, unpack(join(folder, "services.pack"), placeOf(prefix).record))),
    descriptions: (prefix) =>
      reading(() =>
        check(isDescriptions, unpack(join(folder, "descriptions.pack"), placeOf(prefix).descriptions)),
      ),
  };
}

/** The build wrote these files; a look at their outline tells one that is not whole. */
function check<T>(is: (value: unknown) => value is T, value: unknown): T {
  if (is(value)) return value;
  throw new CatalogueError("not a file of the catalogue");
}

const hasLists = (value: unknown, ...names: readonly string[]): boolean =>
  typeof value === "object" &&
  value !== null &&
  names.every((name) => Array.isArray(Reflect.get(value, name)));

const isIndex = (value: unknown): value is PackedIndex => hasLists(value, "services", "rcpServices");

const isService = (value: unknown): value is ServiceRecord =>
  hasLists(value, "actions", "resources", "conditionKeys");

const isDescriptions = (value: unknown): value is ServiceDescriptions =>
  typeof value === "object" && value !== null && "actions" in value && "conditionKeys" in value;

function unpack(path: string, [offset, length]: PackedPlace): unknown {
  const bytes = Buffer.alloc(length);
  const file = openSync(path, "r");
  try {
    if (readSync(file, bytes, 0, length, offset) !== length) throw new Error("cut short");
  } finally {
    closeSync(file);
  }
  return JSON.parse(inflateRawSync(bytes).toString("utf8"));
}

function reading<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw new CatalogueError(
      "the catalogue of IAM actions cannot be read; it belongs beside the program, so install Picket again",
    );
  }
}

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
    (index ??= reading(() => JSON.parse(readFileSync(join(folder, "index.json"), "utf8")) as PackedIndex));
  const placeOf = (prefix: string) => {
    const found = load().services.find((one) => one.prefix === prefix);
    if (!found) throw new RangeError("no such service in the catalogue");
    return found;
  };
  return {
    index: load,
    service: (prefix) =>
      reading(() => unpack<ServiceRecord>(join(folder, "services.pack"), placeOf(prefix).record)),
    descriptions: (prefix) =>
      reading(() =>
        unpack<ServiceDescriptions>(join(folder, "descriptions.pack"), placeOf(prefix).descriptions),
      ),
  };
}

function unpack<T>(path: string, [offset, length]: PackedPlace): T {
  const bytes = Buffer.alloc(length);
  const file = openSync(path, "r");
  try {
    if (readSync(file, bytes, 0, length, offset) !== length) throw new Error("cut short");
  } finally {
    closeSync(file);
  }
  return JSON.parse(inflateRawSync(bytes).toString("utf8")) as T;
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

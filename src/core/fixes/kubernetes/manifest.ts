import { isMap, isScalar, isSeq } from "yaml";
import type { Document, Pair, Scalar, YAMLMap } from "yaml";
import type { StoreReference } from "./externalSecret.ts";

/** One object of a manifest file. */
export interface Manifest {
  readonly document: Document.Parsed;
  /** The object itself: the document, or an item of a `kind: List`. */
  readonly map: YAMLMap;
  /** Keys and indexes that lead to the object. */
  readonly path: readonly (string | number)[];
  readonly kind: string;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
}

/** The objects of all documents, in order. */
export function manifestsOf(documents: readonly Document.Parsed[]): Manifest[] {
  return documents.flatMap((document) => {
    const root = document.contents;
    if (!isMap(root)) return [];
    const items = root.get("items", true);
    const listed = String(root.get("kind")).endsWith("List") && isSeq(items) ? items.items : undefined;
    if (!listed) return [manifest(document, root, [])];
    return listed.flatMap((item, index) => (isMap(item) ? [manifest(document, item, ["items", index])] : []));
  });
}

function manifest(document: Document.Parsed, map: YAMLMap, path: (string | number)[]): Manifest {
  const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
  return {
    document,
    map,
    path,
    kind: text(map.get("kind")) ?? "",
    name: text(map.getIn(["metadata", "name"])),
    namespace: text(map.getIn(["metadata", "namespace"])),
  };
}

/** The object that stands at that offset. */
export function manifestAt(manifests: readonly Manifest[], offset: number): Manifest | undefined {
  return manifests.find(({ map }) => map.range && map.range[0] <= offset && offset <= map.range[2]);
}

/** The pair of a map under that key, with a key that is a scalar. */
export function pairOf(map: YAMLMap, key: string): Pair<Scalar> | undefined {
  return map.items.find((pair): pair is Pair<Scalar> => isScalar(pair.key) && pair.key.value === key);
}

/** The store that an ExternalSecret of the file already reads from. */
export function storeInUse(manifests: readonly Manifest[]): StoreReference | undefined {
  for (const { kind, map } of manifests) {
    if (kind !== "ExternalSecret") continue;
    const name = map.getIn(["spec", "secretStoreRef", "name"]);
    const store = map.getIn(["spec", "secretStoreRef", "kind"]) ?? "SecretStore";
    if (typeof name === "string" && typeof store === "string") return { kind: store, name };
  }
  return undefined;
}

/** White space of one level in the object, as its first nested block has it. */
export function stepOf(map: YAMLMap, text: string): string {
  for (const { key, value } of map.items) {
    const first = isMap(value) && !value.flow ? value.items[0]?.key : undefined;
    if (!isScalar(first) || !first.range || !isScalar(key) || !key.range) continue;
    const column = (offset: number): number => offset - (text.lastIndexOf("\n", offset - 1) + 1);
    const width = column(first.range[0]) - column(key.range[0]);
    if (width > 0) return " ".repeat(width);
  }
  return "  ";
}

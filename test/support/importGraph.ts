import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "oxc-parser";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** One import of a source file. `to` is a project path when relative, else the package's specifier. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly external: boolean;
  readonly typeOnly: boolean;
  readonly dynamic: boolean;
}

/** Every import, export-from and dynamic import of the TypeScript files under `folder` (relative to the project). */
export function importGraph(folder: string): readonly Edge[] {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name).replaceAll("\\", "/"));
  return files.flatMap((file) => edgesOf(file, readFileSync(join(root, file), "utf8")));
}

/** The edges of one file's text. */
export function edgesOf(file: string, text: string): readonly Edge[] {
  const { module } = parseSync(file, text);
  const edges: Edge[] = [];
  const add = (request: string, typeOnly: boolean, dynamic: boolean): void => {
    const external = !request.startsWith(".");
    const to = external ? request : relative(root, join(root, dirname(file), request)).replaceAll("\\", "/");
    edges.push({ from: file, to, external, typeOnly, dynamic });
  };
  for (const entry of module.staticImports) {
    const typeOnly = entry.entries.length > 0 && entry.entries.every((name) => name.isType);
    add(entry.moduleRequest.value, typeOnly, false);
  }
  for (const statement of module.staticExports) {
    const source = statement.entries.find((name) => name.moduleRequest)?.moduleRequest;
    if (source)
      add(
        source.value,
        statement.entries.every((name) => name.isType),
        false,
      );
  }
  for (const entry of module.dynamicImports) {
    add(text.slice(entry.moduleRequest.start + 1, entry.moduleRequest.end - 1), false, true);
  }
  return edges;
}

/** The first cycle found, as the list of files in it, or undefined. Type-only imports count: they are design too. */
export function findCycle(edges: readonly Edge[]): readonly string[] | undefined {
  const next = new Map<string, string[]>();
  for (const edge of edges) {
    if (!edge.external && !edge.dynamic) next.set(edge.from, [...(next.get(edge.from) ?? []), edge.to]);
  }
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const to of next.get(file) ?? []) {
      const cycle = visit(to, [...path, file]);
      if (cycle) return cycle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of next.keys()) {
    const cycle = visit(file, []);
    if (cycle) return cycle;
  }
  return undefined;
}

import { readdirSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { parse } from "jsonc-parser";
import type { ProjectFacts } from "../../core/fixes/plan.ts";
import { repositoryOf } from "./ignoreRules.ts";
import { dependencyReaderFor } from "./projectManifests.ts";
import { readSmallText } from "./readSmallText.ts";

/**
 * Facts about the project that a file is in, from the manifests between the file and the top of its git repository.
 * Nothing of the project is run; a manifest that cannot be read or parsed counts as absent.
 * @param path absolute path of a file
 */
export function readProjectFacts(path: string): ProjectFacts {
  const folder = dirname(resolve(path));
  const top = repositoryOf(folder);
  const folders = upTo(folder, top);
  const manifest = firstOf(folders, readPackageJson);
  const python = firstOf(folders, readPython);
  const terraformVersion = readTerraformVersion(folder);
  const moduleKind = manifest?.moduleKind ?? (manifest && firstOf(folders, readCompilerModule));
  const scripts = [...(manifest?.dependencies ?? []), ...(python?.dependencies ?? [])];
  const readOwn = dependencyReaderFor(path);
  const dependencies = readOwn ? readOwn(folders) : (manifest ?? python) && scripts;
  return {
    name: manifest?.name ?? python?.name ?? basename(top ?? folder),
    ...(dependencies && { dependencies }),
    ...(moduleKind && { moduleKind }),
    ...(terraformVersion !== undefined && { terraformVersion }),
  };
}

interface Manifest {
  readonly name: string | undefined;
  readonly dependencies: readonly string[];
}

/** The folders from the file's own up to the repository's top; without a repository, a few at most. */
function upTo(folder: string, top: string | undefined): readonly string[] {
  const folders = [folder];
  for (let at = folder; at !== top && dirname(at) !== at && folders.length < (top === undefined ? 4 : 64);) {
    at = dirname(at);
    folders.push(at);
  }
  return folders;
}

type ModuleKind = NonNullable<ProjectFacts["moduleKind"]>;

function readPackageJson(
  folder: string,
): (Manifest & { readonly moduleKind: ModuleKind | undefined }) | undefined {
  const text = readSmallText(join(folder, "package.json"));
  if (text === undefined) return undefined;
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(manifest)) return undefined;
  const { name, type } = manifest;
  const groups = [manifest["dependencies"], manifest["devDependencies"], manifest["peerDependencies"]];
  return {
    name: typeof name === "string" ? name.replace(/^@[^/]*\//, "") : undefined,
    dependencies: groups.flatMap((group) => (isRecord(group) ? Object.keys(group) : [])),
    // Without `type`, the compiler's settings decide, or the syntax of the file itself, which is Node's own rule.
    moduleKind: type === "module" || type === "commonjs" ? type : undefined,
  };
}

/** What TypeScript writes beside a manifest without `type`, when its configuration says so. */
function readCompilerModule(folder: string): ModuleKind | undefined {
  const config: unknown = parse(readSmallText(join(folder, "tsconfig.json")) ?? "");
  const options = isRecord(config) ? config["compilerOptions"] : undefined;
  const kind = isRecord(options) ? options["module"] : undefined;
  if (typeof kind !== "string") return undefined;
  if (/^(commonjs|node16|node18|node20|nodenext)$/i.test(kind)) return "commonjs";
  return /^(es20(1[5-9]|2\d)|es6|esnext|preserve)$/i.test(kind) ? "module" : undefined;
}

function readPython(folder: string): Manifest | undefined {
  const project = readSmallText(join(folder, "pyproject.toml"));
  const names = listFolder(folder).filter((name) => /^requirements.*\.txt$/.test(name));
  if (project === undefined && names.length === 0) return undefined;
  const lines = names.flatMap((name) => (readSmallText(join(folder, name)) ?? "").split(/\r?\n/));
  return {
    name: /^\[(?:project|tool\.poetry)\][^[]*?^name\s*=\s*["']([\w.-]+)["']/ms.exec(project ?? "")?.[1],
    dependencies: [...lines.flatMap(requirementName), ...pyprojectDependencies(project ?? "")],
  };
}

function requirementName(line: string): readonly string[] {
  const name = /^\s*([A-Za-z0-9][\w.-]*)/.exec(line)?.[1];
  return name === undefined ? [] : [name.toLowerCase().replaceAll("_", "-")];
}

/** Quoted requirements of `dependencies = […]`, and the keys of Poetry's tables. Not a TOML parser: names are enough. */
function pyprojectDependencies(text: string): readonly string[] {
  const list = /^dependencies\s*=\s*\[([\s\S]*?)\]\s*$/m.exec(text)?.[1] ?? "";
  const quoted = [...list.matchAll(/["']([^"']+)["']/g)].flatMap((match) => requirementName(match[1] ?? ""));
  const table = /^\[tool\.poetry\.dependencies\]\r?\n([^[]*)/m.exec(text)?.[1] ?? "";
  return [
    ...quoted,
    ...table.split(/\r?\n/).flatMap((line) => (line.includes("=") ? requirementName(line) : [])),
  ];
}

/** `required_version` of the module that the folder is, or the version that tfenv and the like are pinned to. */
function readTerraformVersion(folder: string): string | undefined {
  for (const name of listFolder(folder).filter((file) => file.endsWith(".tf"))) {
    const version = /^\s*required_version\s*=\s*"([^"\n]{1,80})"/m.exec(
      readSmallText(join(folder, name)) ?? "",
    )?.[1];
    if (version !== undefined) return version;
  }
  return readSmallText(join(folder, ".terraform-version"))?.trim() || undefined;
}

function firstOf<T>(folders: readonly string[], read: (folder: string) => T | undefined): T | undefined {
  for (const folder of folders) {
    const found = read(folder);
    if (found !== undefined) return found;
  }
  return undefined;
}

function listFolder(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

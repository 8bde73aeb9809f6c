import { readdirSync } from "node:fs";
import { join } from "node:path";
import { readSmallText } from "./readSmallText.ts";

/** Names of the dependencies that one folder's manifests declare, or undefined when there is no manifest in it. */
type FolderReader = (folder: string) => readonly string[] | undefined;

interface ManifestKind {
  /** File names of the language that the manifests are for. */
  readonly sources: RegExp;
  readonly read: FolderReader;
  /** Manifests further up add to the nearest one, as parents in Maven and settings for subprojects in Gradle do. */
  readonly inherits?: boolean;
}

const kinds: readonly ManifestKind[] = [
  { sources: /\.(?:java|kts?|scala|groovy)$/i, read: readJvm, inherits: true },
  { sources: /\.(?:cs|fs|vb|cshtml|razor)$/i, read: readDotnet },
  { sources: /\.go$/i, read: readGo },
  { sources: /\.(?:rb|rake|ru|gemspec)$|(?:^|[\\/])(?:Gemfile|Rakefile)$/i, read: readRuby },
  { sources: /\.(?:php|phtml|inc)$/i, read: readComposer },
  { sources: /\.rs$/i, read: readCargo, inherits: true },
];

/**
 * For a file of Java, Kotlin, C#, Go, Ruby, PHP or Rust, what reads the names of its project's dependencies: `group:artifact`
 * for the JVM, package names in the spelling of NuGet, RubyGems, Packagist and crates.io, module paths for Go. The names are
 * undefined when no manifest is there. Not parsers of these formats: names are enough.
 * @param path path of the file
 */
export function dependencyReaderFor(
  path: string,
): ((folders: readonly string[]) => readonly string[] | undefined) | undefined {
  const kind = kinds.find(({ sources }) => sources.test(path));
  if (!kind) return undefined;
  return (folders) => {
    const found = folders.flatMap((folder) => {
      const names = kind.read(folder);
      return names ? [names] : [];
    });
    const used = kind.inherits ? found : found.slice(0, 1);
    return used.length === 0 ? undefined : [...new Set(used.flat())];
  };
}

function textsOf(folder: string, names: RegExp): readonly string[] {
  return listed(folder)
    .filter((name) => names.test(name))
    .flatMap((name) => readSmallText(join(folder, name)) ?? []);
}

function listed(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/** What stands between each pair of the marks; linear however often the first occurs. */
function between(text: string, open: string, close: string): readonly string[] {
  return text
    .split(open)
    .slice(1)
    .map((part) => part.split(close, 1)[0] ?? "");
}

function without(text: string, open: string, close: string): string {
  const [first = "", ...parts] = text.split(open);
  return first + parts.map((part) => part.split(close).slice(1).join(close)).join("");
}

function matches(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].flatMap((match) => match[1] ?? []);
}

function readJvm(folder: string): readonly string[] | undefined {
  const pom = readSmallText(join(folder, "pom.xml"));
  const gradle = textsOf(folder, /^build\.gradle(?:\.kts)?$/);
  const catalogue = readSmallText(join(folder, "gradle", "libs.versions.toml"));
  if (pom === undefined && gradle.length === 0 && catalogue === undefined) return undefined;
  return [
    ...mavenNames(pom ?? ""),
    ...gradle.flatMap((text) => matches(text, /["']([\w.-]{1,200}:[\w.-]{1,200})(?::[^"'\s]{0,200})?["']/g)),
    ...gradle.flatMap((text) =>
      [
        ...text.matchAll(
          /group\s*[:=]\s*["']([\w.-]{1,200})["']\s*,\s*name\s*[:=]\s*["']([\w.-]{1,200})["']/g,
        ),
      ].map((match) => `${match[1]}:${match[2]}`),
    ),
    ...catalogueNames(catalogue ?? ""),
  ];
}

/** Dependencies of the project itself: managed versions and what plugins use are not on its class path. */
function mavenNames(pom: string): readonly string[] {
  let text = without(pom, "<!--", "-->");
  for (const part of ["dependencyManagement", "build", "exclusions", "reporting"])
    text = without(text, `<${part}>`, `</${part}>`);
  return between(text, "<dependency>", "</dependency>").flatMap((part) => {
    const field = (name: string): string | undefined => between(part, `<${name}>`, `</${name}>`)[0]?.trim();
    const artifact = field("artifactId");
    return artifact === undefined ? [] : [`${field("groupId") ?? ""}:${artifact}`];
  });
}

/** Libraries of a Gradle version catalogue: `x = "g:a:1"`, `x = { module = "g:a" }`, `x = { group = "g", name = "a" }`. */
function catalogueNames(text: string): readonly string[] {
  const libraries = (between(`\n${text}`, "\n[libraries]", "\n[")[0] ?? "").split("\n");
  return libraries.flatMap((line) => {
    const module = /=\s*(?:\{.{0,200}\bmodule\s*=\s*)?"([\w.-]{1,200}:[\w.-]{1,200})/.exec(line)?.[1];
    if (module !== undefined) return [module];
    const group = /\bgroup\s*=\s*"([\w.-]{1,200})"/.exec(line)?.[1];
    const name = /\bname\s*=\s*"([\w.-]{1,200})"/.exec(line)?.[1];
    return group === undefined || name === undefined ? [] : [`${group}:${name}`];
  });
}

function readDotnet(folder: string): readonly string[] | undefined {
  const texts = textsOf(
    folder,
    /^(?:.+\.(?:cs|fs|vb)proj|packages\.config|Directory\.Build\.(?:props|targets))$/i,
  );
  if (texts.length === 0) return undefined;
  return texts.flatMap((text) =>
    matches(
      without(text, "<!--", "-->"),
      /<(?:PackageReference\s{1,20}Include|package\s{1,20}id)\s{0,20}=\s{0,20}"([\w.-]{1,200})"/gi,
    ),
  );
}

function readGo(folder: string): readonly string[] | undefined {
  const text = readSmallText(join(folder, "go.mod"));
  return text === undefined
    ? undefined
    : matches(text, /^[ \t]*(?:require[ \t]+)?([\w.-]+(?:\/[\w.~-]+)+)[ \t]+v\d/gm);
}

function readRuby(folder: string): readonly string[] | undefined {
  const texts = textsOf(folder, /^(?:Gemfile|gems\.rb|.+\.gemspec)$/);
  if (texts.length === 0) return undefined;
  const pattern = /^[ \t]*(?:gem|\w{1,40}\.add_(?:\w{1,20}_)?dependency)[ \t(]+["']([\w.-]{1,200})["']/gm;
  return texts.flatMap((text) => matches(text, pattern));
}

function readComposer(folder: string): readonly string[] | undefined {
  const text = readSmallText(join(folder, "composer.json"));
  if (text === undefined) return undefined;
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch {
    return undefined;
  }
  const part = (name: string): readonly string[] => {
    const group: unknown =
      typeof manifest === "object" && manifest !== null ? Reflect.get(manifest, name) : undefined;
    return typeof group === "object" && group !== null ? Object.keys(group) : [];
  };
  return [...part("require"), ...part("require-dev")];
}

/** Keys of every table of dependencies, and tables of their own such as `[dependencies.serde]`. */
function readCargo(folder: string): readonly string[] | undefined {
  const text = readSmallText(join(folder, "Cargo.toml"));
  if (text === undefined) return undefined;
  const names: string[] = [];
  let inside = false;
  for (const line of text.split(/\r?\n/)) {
    const table = /^\s*\[([^\]]{1,200})\]/.exec(line)?.[1];
    if (table !== undefined) {
      const own = /(?:^|\.)(?:dev-|build-)?dependencies(?:\.["']?([\w-]{1,100})["']?)?$/.exec(table);
      inside = own !== null && own[1] === undefined && !table.startsWith("workspace");
      if (own?.[1] !== undefined && !table.startsWith("workspace")) names.push(own[1]);
    } else if (inside) {
      const key = /^\s*["']?([\w-]{1,100})["']?(?:\.\w+)?\s*=/.exec(line)?.[1];
      if (key !== undefined) names.push(key);
    }
  }
  return names;
}

import type { FileFacts } from "../targetForm.ts";
import type { LineSyntax } from "./lines.ts";

/** A kind of settings file: how its reader writes a variable, or takes the value from the environment over the file. */
export interface SettingsKind {
  readonly test: (file: FileFacts) => boolean;
  /** Who reads the file, for notes. */
  readonly title: string;
  readonly syntax: LineSyntax | "markup";
  readonly variable?: (name: string) => string;
  /** The variable that the reader takes in place of the setting of that name; the setting goes. */
  readonly override?: (name: string) => string | undefined;
  /** A better name for a setting than its own. */
  readonly key?: (name: string) => string | undefined;
}

const named =
  (pattern: RegExp) =>
  ({ path }: FileFacts): boolean =>
    pattern.test(path);
const braces = (name: string): string => `\${${name}}`;

/**
 * Sources: npm's page on `.npmrc`, pip's on the format of requirements files, Maven's on settings, Gradle's on project
 * properties, NuGet's on `nuget.config`, MSBuild's on environment variables, Log4j's on lookups, Logback's on variable
 * substitution, PHP's on `php.ini`, Supervisor's, tox's and Grafana's on their configuration, Quarkus' on expressions.
 */
export const settingsKinds: readonly SettingsKind[] = [
  {
    test: named(/(?:^|\/)\.?npmrc$/i),
    title: "npm",
    syntax: "ini",
    variable: braces,
    key: (name) => (/_auth(?:Token)?$/i.test(name) ? "NPM_TOKEN" : undefined),
  },
  {
    test: named(/(?:^|\/)(?:[\w.-]*requirements[\w.-]*|constraints)\.txt$/i),
    title: "pip",
    syntax: "plain",
    variable: braces,
  },
  {
    test: named(/(?:^|\/)gradle\.properties$/i),
    title: "Gradle",
    syntax: "properties",
    override: (name) => (/^[A-Za-z_]\w*$/.test(name) ? `ORG_GRADLE_PROJECT_${name}` : undefined),
  },
  {
    test: ({ path, text }) =>
      /(?:^|\/)application[\w-]*\.properties$/i.test(path) && /\b(?:quarkus|micronaut)\./.test(text),
    title: "the application's framework",
    syntax: "properties",
    variable: braces,
  },
  {
    test: named(/(?:^|\/)log4j2?[\w.-]*\.properties$/i),
    title: "Log4j 2",
    syntax: "properties",
    variable: (name) => `\${env:${name}}`,
  },
  { test: named(/(?:^|\/)php\.ini$/i), title: "PHP", syntax: "ini", variable: braces },
  {
    test: named(/(?:^|\/)supervisord?[\w.-]*\.conf$/i),
    title: "Supervisor",
    syntax: "ini",
    variable: (name) => `%(ENV_${name})s`,
  },
  { test: named(/(?:^|\/)tox\.ini$/i), title: "tox", syntax: "ini", variable: (name) => `{env:${name}}` },
  {
    test: named(/(?:^|\/)grafana\.ini$/i),
    title: "Grafana",
    syntax: "ini",
    variable: (name) => `$__env{${name}}`,
  },
  {
    test: ({ path, text }) =>
      /\.xml$/i.test(path) &&
      /<(?:settings|project)\b[^>]*maven\.apache\.org|<(?:settings|project)>\s*<(?:modelVersion|servers|localRepository|mirrors|profiles)/.test(
        text,
      ),
    title: "Maven",
    syntax: "markup",
    variable: (name) => `\${env.${name}}`,
  },
  {
    test: named(/(?:^|\/)nuget\.config$/i),
    title: "NuGet",
    syntax: "markup",
    variable: (name) => `%${name}%`,
  },
  {
    test: named(/\.(?:csproj|vbproj|fsproj|vcxproj|props|targets|pubxml)$/i),
    title: "MSBuild",
    syntax: "markup",
    variable: (name) => `$(${name})`,
  },
  {
    test: named(/(?:^|\/)log4j2?[\w.-]*\.xml$/i),
    title: "Log4j 2",
    syntax: "markup",
    variable: (name) => `\${env:${name}}`,
  },
  { test: named(/(?:^|\/)logback[\w.-]*\.xml$/i), title: "Logback", syntax: "markup", variable: braces },
];

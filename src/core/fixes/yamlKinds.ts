import type { FileFacts, StoreLookup } from "./targetForm.ts";

/** A kind of YAML: how its reader writes a variable, or why nothing can be written. */
export interface YamlKind {
  readonly test: (file: FileFacts) => boolean;
  /** Who reads the file, for notes. */
  readonly title: string;
  /** `quote` is the quote that may stand inside the scalar. */
  readonly variable?: (name: string, quote: '"' | "'") => string;
  /** How its reader looks a stored secret up by itself. */
  readonly stored?: (lookup: StoreLookup, quote: '"' | "'") => string;
  readonly reason?: string;
}

const named =
  (pattern: RegExp) =>
  ({ path }: FileFacts): boolean =>
    pattern.test(path);
const braces = (name: string): string => `\${${name}}`;

/** The first that fits decides. Sources: each product's page on variables. */
export const yamlKinds: readonly YamlKind[] = [
  {
    test: ({ path, text }) =>
      /(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/i.test(path) && /^services\s*:/m.test(text),
    title: "Compose",
    variable: braces,
  },
  {
    test: named(/(?:^|\/)serverless(?:\.[\w-]+)?\.ya?ml$/i),
    title: "the Serverless Framework",
    variable: (name) => `\${env:${name}}`,
    stored: serverlessReference,
  },
  {
    test: ({ path, text }) =>
      /(?:^|\/)application(?:-[\w-]+)?\.ya?ml$/i.test(path) && /\bquarkus\b/.test(text),
    title: "Quarkus",
    variable: braces,
  },
  {
    test: named(/(?:^|\/)(?:application|bootstrap)(?:-[\w-]+)?\.ya?ml$/i),
    title: "the application's framework",
    variable: braces,
  },
  { test: named(/(?:^|\/)\.yarnrc\.ya?ml$/i), title: "Yarn", variable: braces },
  { test: isAnsible, title: "Ansible", variable: ansibleVariable, stored: ansibleLookup },
  {
    test: named(/(?:^|\/)\.gitlab-ci(?:\.[\w-]+)?\.ya?ml$/i),
    title: "GitLab",
    reason:
      "GitLab gives jobs the variables of the project: make it a masked CI/CD variable, use it as $NAME, and remove the value here",
  },
  {
    test: named(/(?:^|\/)\.circleci\/[\w.-]+\.ya?ml$/i),
    title: "CircleCI",
    reason:
      "CircleCI gives jobs the variables of the project or a context: set it there, use it as $NAME, and remove the value here",
  },
  {
    test: named(/(?:^|\/)azure-pipelines[\w.-]*\.ya?ml$/i),
    title: "Azure Pipelines",
    variable: (name) => `$(${name})`,
  },
  {
    test: named(/(?:^|\/)values[\w.-]*\.ya?ml$/i),
    title: "Helm",
    reason:
      "Helm expands nothing in values: keep the value in a Secret that an ExternalSecret makes, and give the chart its name (often existingSecret), or pass it with --set",
  },
  {
    test: named(/(?:^|\/)(?:prometheus|alertmanager)[\w.-]*\.ya?ml$/i),
    title: "Prometheus",
    reason:
      "Prometheus expands nothing: write the value to a file, and name the file in the setting that ends in _file",
  },
];

/** Source: the Serverless Framework's page on variables from AWS; its `ssm` source decrypts by default. */
function serverlessReference({ from, name, jsonKey }: StoreLookup): string {
  const parameter = from === "secrets-manager" ? `/aws/reference/secretsmanager/${name}` : name;
  return `\${ssm:${parameter}${jsonKey === undefined ? "" : `.${jsonKey}`}}`;
}

function isAnsible({ path, text, languageId }: FileFacts): boolean {
  if (languageId === "ansible") return true;
  if (
    /(?:^|\/)(?:group_vars|host_vars|playbooks?)\/|(?:^|\/)roles\/[^/]+\/(?:vars|defaults|tasks|handlers)\//.test(
      path,
    )
  )
    return true;
  return (
    /^-[ \t]+(?:name:[^\n]*\n[ \t]+)?hosts[ \t]*:/m.test(text) ||
    /\b(?:ansible\.builtin|amazon\.aws)\.\w/.test(text)
  );
}

function ansibleVariable(name: string, quote: '"' | "'"): string {
  return `{{ lookup(${quote}ansible.builtin.env${quote}, ${quote}${name}${quote}) }}`;
}

/** Source: the collection amazon.aws, its lookups secretsmanager_secret and ssm_parameter, which decrypts. */
function ansibleLookup({ from, name, jsonKey }: StoreLookup, quote: '"' | "'"): string {
  const quoted = (value: string): string => quote + value + quote;
  const plugin = from === "secrets-manager" ? "secretsmanager_secret" : "ssm_parameter";
  const value = `lookup(${quoted(`amazon.aws.${plugin}`)}, ${quoted(name)})`;
  return jsonKey === undefined ? `{{ ${value} }}` : `{{ (${value} | from_json)[${quoted(jsonKey)}] }}`;
}

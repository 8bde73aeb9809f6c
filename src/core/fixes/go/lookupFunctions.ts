import type { StoreKind } from "../../ports.ts";
import { childIn } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import type { StoreLookup } from "../targetForm.ts";
import { camelCase, freeName } from "../textStyle.ts";
import type { GoImports } from "./imports.ts";

const sdk = "github.com/aws/aws-sdk-go-v2";

interface GoStore {
  readonly word: "Secret" | "Parameter";
  readonly title: string;
  /** Name of the service's package. */
  readonly service: string;
  readonly call: string;
  readonly input: (aws: string) => readonly string[];
  readonly value: (aws: string) => string;
}

/** Code as the SDK's developer guide writes it (GetSecretValue, GetParameter). */
const stores: Record<StoreKind, GoStore> = {
  "secrets-manager": {
    word: "Secret",
    title: "a secret from AWS Secrets Manager",
    service: "secretsmanager",
    call: "GetSecretValue",
    input: (aws) => [`SecretId: ${aws}.String(name),`],
    value: (aws) => `${aws}.ToString(out.SecretString)`,
  },
  "parameter-store": {
    word: "Parameter",
    title: "a parameter from AWS Systems Manager Parameter Store",
    service: "ssm",
    call: "GetParameter",
    input: (aws) => [`Name:           ${aws}.String(name),`, `WithDecryption: ${aws}.Bool(true),`],
    value: (aws) => `${aws}.ToString(out.Parameter.Value)`,
  },
};

/** Functions of a file that look values up: what to call, and the code to add at the file's end. */
export interface LookupFunctions {
  readonly code: readonly string[];
  /** Modules that the code needs. */
  readonly modules: readonly string[];
  call(lookup: StoreLookup): string;
}

/**
 * The functions that `lookups` need. A package may have many files that were fixed like this one, and they share their
 * names, so the functions are named after the file.
 */
export function lookupFunctions(
  lookups: readonly StoreLookup[],
  path: string,
  file: { readonly root: SyntaxNode; readonly text: string; readonly taken: ReadonlySet<string> },
  imports: GoImports,
): LookupFunctions {
  const first = lookups[0];
  if (!first) return { code: [], modules: [], call: () => "" };
  const store = stores[first.from];
  const base = camelCase(/([^/]*?)(?:\.go)?$/.exec(path)?.[1] || "file");
  const code: string[] = [];
  const wished = base + (/(?:secret|parameter)s?$/i.test(base) ? "Value" : store.word);
  const name = functionNamed(wished, store.call, file);
  if (!name.known) code.push(...reader(store, name.name, wished, file.taken, imports));
  const field = functionNamed(`${wished}Field`, `${name.name}(name)`, file);
  if (!field.known && lookups.some((lookup) => lookup.jsonKey !== undefined))
    code.push(...fieldReader(field.name, name.name, imports));
  return {
    code,
    modules: name.known ? [] : [`${sdk}/config`, `${sdk}/service/${store.service}`],
    call: ({ name: secret, jsonKey }) =>
      jsonKey === undefined
        ? `${name.name}(${JSON.stringify(secret)})`
        : `${field.name}(${JSON.stringify(secret)}, ${JSON.stringify(jsonKey)})`,
  };
}

/** A function that is there already from an earlier fix, else a free name. */
function functionNamed(
  wished: string,
  calls: string,
  file: { readonly root: SyntaxNode; readonly text: string; readonly taken: ReadonlySet<string> },
): { readonly name: string; readonly known: boolean } {
  const known = file.root.children.some((node) => {
    const name = node.type === "function_declaration" ? childIn(node, "name") : undefined;
    const own = name !== undefined && file.text.slice(name.start, name.end) === wished;
    return own && file.text.slice(node.start, node.end).includes(calls);
  });
  return { name: known ? wished : freeName(file.taken, wished, `${wished}Value`), known };
}

function reader(
  store: GoStore,
  name: string,
  wished: string,
  taken: ReadonlySet<string>,
  imports: GoImports,
): string[] {
  const context = imports.local("context", ["context", "stdcontext"]);
  const sync = imports.local("sync", ["sync", "stdsync"]);
  const aws = imports.local(`${sdk}/aws`, ["aws", "awssdk"]);
  // A variable `config` is common in other files of a package, and may not share its name with an import of this one.
  const config = imports.local(`${sdk}/config`, ["awsconfig", "awssdkconfig"]);
  const service = imports.local(`${sdk}/service/${store.service}`, [store.service, `aws${store.service}`]);
  const shared = freeName(taken, `${wished}s`, `${wished}Store`);
  return [
    "",
    `var ${shared} struct {`,
    `\tonce   ${sync}.Once`,
    `\tclient *${service}.Client`,
    "}",
    "",
    `// ${name} reads ${store.title}. It panics when that fails.`,
    `func ${name}(name string) string {`,
    `\tctx := ${context}.Background()`,
    `\t${shared}.once.Do(func() {`,
    `\t\tcfg, err := ${config}.LoadDefaultConfig(ctx)`,
    "\t\tif err != nil {",
    "\t\t\tpanic(err)",
    "\t\t}",
    `\t\t${shared}.client = ${service}.NewFromConfig(cfg)`,
    "\t})",
    `\tout, err := ${shared}.client.${store.call}(ctx, &${service}.${store.call}Input{`,
    ...store.input(aws).map((line) => `\t\t${line}`),
    "\t})",
    "\tif err != nil {",
    "\t\tpanic(err)",
    "\t}",
    `\treturn ${store.value(aws)}`,
    "}",
  ];
}

function fieldReader(name: string, reads: string, imports: GoImports): string[] {
  const json = imports.local("encoding/json", ["json", "stdjson"]);
  return [
    "",
    `// ${name} reads a text field of a JSON secret. It panics when that fails.`,
    `func ${name}(name, field string) string {`,
    "\tvar fields map[string]any",
    `\tif err := ${json}.Unmarshal([]byte(${reads}(name)), &fields); err != nil {`,
    '\t\tpanic("the secret " + name + " is not a JSON object")',
    "\t}",
    "\tvalue, ok := fields[field].(string)",
    "\tif !ok {",
    '\t\tpanic("the secret " + name + " has no text field " + field)',
    "\t}",
    "\treturn value",
    "}",
  ];
}

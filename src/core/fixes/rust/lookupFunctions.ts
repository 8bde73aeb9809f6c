import type { StoreKind } from "../../ports.ts";
import { childIn, everyNode } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import type { StoreLookup } from "../targetForm.ts";
import { freeName } from "../textStyle.ts";
import { quoted } from "./literals.ts";

interface RustStore {
  readonly crate: string;
  readonly word: string;
  readonly title: string;
  readonly method: string;
  readonly request: readonly string[];
  readonly value: readonly string[];
}

/** Code as the SDK's own examples write it (get_secret_value, get_parameter). */
const stores: Record<StoreKind, RustStore> = {
  "secrets-manager": {
    crate: "aws-sdk-secretsmanager",
    word: "secret",
    title: "a secret from AWS Secrets Manager",
    method: "get_secret_value",
    request: [".secret_id(name)"],
    value: [".secret_string()"],
  },
  "parameter-store": {
    crate: "aws-sdk-ssm",
    word: "parameter",
    title: "a parameter from AWS Systems Manager Parameter Store",
    method: "get_parameter",
    request: [".name(name)", ".with_decryption(true)"],
    value: [".parameter()", ".and_then(|parameter| parameter.value())"],
  },
};

/** The functions of a file that look values up: what to call, and the code to add. */
export interface RustFunctions {
  readonly code: readonly string[];
  /** Names for the manifest of the crates that the code needs. */
  readonly crates: readonly string[];
  call(lookup: StoreLookup, depth: number): string;
}

/** The functions that the lookups need. Those of an earlier fix are called again. */
export function rustFunctions(
  lookups: readonly StoreLookup[],
  root: SyntaxNode,
  text: string,
): RustFunctions {
  const first = lookups[0];
  if (!first) return { code: [], crates: [], call: () => "" };
  const store = stores[first.from];
  const taken = new Set<string>();
  for (const node of everyNode(root))
    if (node.type === "identifier") taken.add(text.slice(node.start, node.end));
  const own = functionNamed(`read_${store.word}`, `.${store.method}()`, root, text, taken);
  const field = functionNamed(`read_${store.word}_field`, `${own.name}(name)`, root, text, taken);
  const code: string[] = [];
  if (!own.known) code.push(...reader(store, own.name));
  const fields = lookups.some((lookup) => lookup.jsonKey !== undefined);
  if (fields && !field.known) code.push(...fieldReader(own.name, field.name));
  return {
    code,
    crates: own.known ? [] : ["aws-config", store.crate],
    call: ({ name, jsonKey }, depth) => {
      const path = "super::".repeat(depth);
      if (jsonKey === undefined) return `${path}${own.name}(${quoted(name)}).await`;
      return `${path}${field.name}(${quoted(name)}, ${quoted(jsonKey)}).await`;
    },
  };
}

function functionNamed(
  wished: string,
  calls: string,
  root: SyntaxNode,
  text: string,
  taken: ReadonlySet<string>,
): { readonly name: string; readonly known: boolean } {
  const known = root.children.some((node) => {
    const name = node.type === "function_item" ? childIn(node, "name") : undefined;
    const same = name !== undefined && text.slice(name.start, name.end) === wished;
    return same && text.slice(node.start, node.end).includes(calls);
  });
  return { name: known ? wished : freeName(taken, wished, `${wished}_value`), known };
}

function reader(store: RustStore, name: string): string[] {
  const client = `${store.crate.replaceAll("-", "_")}::Client`;
  return [
    "",
    `/// Reads ${store.title}. Panics when that fails.`,
    `async fn ${name}(name: &str) -> String {`,
    `    static CLIENT: std::sync::OnceLock<${client}> = std::sync::OnceLock::new();`,
    "    let client = match CLIENT.get() {",
    "        Some(client) => client,",
    "        None => {",
    "            let config = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;",
    `            CLIENT.get_or_init(|| ${client}::new(&config))`,
    "        }",
    "    };",
    "    let output = client",
    `        .${store.method}()`,
    ...store.request.map((line) => `        ${line}`),
    "        .send()",
    "        .await",
    `        .expect("the ${store.word} can be read");`,
    "    output",
    ...store.value.map((line) => `        ${line}`),
    `        .expect("the ${store.word} is text")`,
    "        .to_owned()",
    "}",
  ];
}

function fieldReader(reads: string, name: string): string[] {
  return [
    "",
    "/// Reads a text field of a JSON secret. Panics when that fails.",
    `async fn ${name}(name: &str, field: &str) -> String {`,
    "    let fields: serde_json::Value =",
    `        serde_json::from_str(&${reads}(name).await).expect("the secret is JSON");`,
    "    fields[field]",
    "        .as_str()",
    '        .expect("the field is text")',
    "        .to_owned()",
    "}",
  ];
}

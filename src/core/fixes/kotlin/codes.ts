import type { TextEdit } from "../../model/edit.ts";
import { everyNode } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import type { Place, Source, StoreLookup, Use } from "../targetForm.ts";
import { eolOf, freeName } from "../textStyle.ts";
import { kotlinStore } from "./awsKotlin.ts";
import type { KotlinStore } from "./awsKotlin.ts";
import { fieldReader, noKotlinParser } from "./jsonFields.ts";
import type { KotlinNames } from "./names.ts";
import { canSuspend, inInlineFunction } from "./places.ts";

type KotlinUse = Use<Place & { readonly node: SyntaxNode }>;
type StoredUse = KotlinUse & { readonly lookup: StoreLookup };

/** The expression of every lookup, and what the file gets for it. */
export interface KotlinCodes {
  readonly of: ReadonlyMap<Use, string>;
  readonly refused: ReadonlyMap<Use, string>;
  readonly edits: readonly TextEdit[];
  /** Whether a lookup blocks its thread. */
  readonly blocks: boolean;
  readonly store: KotlinStore | undefined;
}

/** Writes the lookups of one file. Mentions get none. */
export function codesFor(
  uses: readonly KotlinUse[],
  source: Source,
  root: SyntaxNode,
  names: KotlinNames,
): KotlinCodes {
  const of = new Map<Use, string>();
  const refused = new Map<Use, string>();
  const stored: StoredUse[] = [];
  for (const use of uses) {
    if (use.place.mention) continue;
    if (isStored(use) && inInlineFunction(use.place.node, source.text)) refused.set(use, noPrivate);
    else if (isStored(use)) stored.push(use);
    else of.set(use, `System.getenv(${kotlinString(use.lookup.name)})`);
  }
  const nothing = { of, refused, edits: [], blocks: false, store: undefined };
  const first = stored[0];
  if (!first) return nothing;
  const field = first.lookup.jsonKey;
  const readField =
    field === undefined ? undefined : fieldReader(source.text, source.project.dependencies, names);
  const gradle = /\.gradle\.kts$/i.test(source.path);
  if (gradle || (field !== undefined && !readField)) {
    for (const use of stored) refused.set(use, gradle ? noSdkInGradle : noKotlinParser);
    return nothing;
  }
  const store = kotlinStore(first.lookup.from, source.text, source.project.dependencies);
  const waits = (use: StoredUse): boolean => store.suspends && !canSuspend(use.place.node, source.text);
  const blocking = stored.filter((use) => waits(use)).length;
  const counts = { blocking, plain: stored.length - blocking };
  const reader = readerFor(store, counts, source.text, root, names);
  for (const use of stored) {
    const plain = reader.read(kotlinString(use.lookup.name), waits(use));
    of.set(use, readField && field !== undefined ? readField(plain, kotlinString(field)) : plain);
  }
  return { of, refused, edits: names.edits(reader.declarations), blocks: blocking > 0, store };
}

const noPrivate =
  "an inline function cannot use the client, which is private to the file: move the value into a function of its own";
const noSdkInGradle =
  "a build script of Gradle has no AWS SDK on its class path: use an environment variable";

function isStored(use: KotlinUse): use is StoredUse {
  return use.lookup.from !== "env";
}

interface Reader {
  read(name: string, waits: boolean): string;
  readonly declarations: readonly string[];
}

/** One client for the file, and methods where more than one lookup of a kind needs them. */
function readerFor(
  store: KotlinStore,
  counts: { readonly blocking: number; readonly plain: number },
  text: string,
  root: SyntaxNode,
  names: KotlinNames,
): Reader {
  const taken = takenNames(root, text);
  const declarations: string[] = [];
  const run = (): string => names.nameOf("kotlinx.coroutines.runBlocking");
  let client = clientOf(root, store, text);
  if (client === undefined) {
    const type = names.nameOf(store.client);
    client = freeName(taken, store.clientName);
    const made = store.suspends ? `${run()} { ${type}.fromEnvironment() }` : `${type}.create()`;
    declarations.push(`private val ${client} by lazy { ${made} }`);
  }
  const request = names.nameOf(store.request);
  const call = (name: string): string => store.call(client, request, name);
  const waiting = (name: string): string => `${run()} { ${call(name)} }`;
  const { method, parameter } = store;
  const plain = counts.plain > 1 ? freeName(taken, method) : undefined;
  const blocking = counts.blocking > 1 ? freeName(taken, `${method}Blocking`) : undefined;
  const eol = eolOf(text);
  const unit = /[{(=][ \t]*\r?\n([ \t]{1,8})\S/.exec(text)?.[1] ?? "    ";
  const declare = (start: string, name: string, code: string): void => {
    declarations.push(`${start} ${name}(${parameter}: String): String =${eol}${unit}${code}`);
  };
  if (plain !== undefined)
    declare(store.suspends ? "private suspend fun" : "private fun", plain, call(parameter));
  if (blocking !== undefined) declare("private fun", blocking, waiting(parameter));
  const read = (name: string, waits: boolean): string => {
    const shared = waits ? blocking : plain;
    return shared === undefined ? (waits ? waiting : call)(name) : `${shared}(${name})`;
  };
  return { read, declarations };
}

/** A client of that type in a property of the file. */
function clientOf(root: SyntaxNode, store: KotlinStore, text: string): string | undefined {
  const type = store.client.slice(store.client.lastIndexOf(".") + 1);
  if (!text.includes(store.client.slice(0, store.client.lastIndexOf(".")))) return undefined;
  const pattern = new RegExp(
    `^(?:(?:private|internal)\\s+)?val\\s+(\\w+)(?:\\s*:\\s*${type})?\\s*(?:=|by\\s+lazy\\s*\\{)\\s*(?:runBlocking\\s*\\{\\s*)?${type}\\b`,
  );
  for (const node of root.children) {
    const match = node.type === "property_declaration" && pattern.exec(text.slice(node.start, node.end));
    if (match) return match[1];
  }
  return undefined;
}

function takenNames(root: SyntaxNode, text: string): Set<string> {
  const names = new Set<string>();
  for (const node of everyNode(root))
    if (node.type === "identifier") names.add(text.slice(node.start, node.end));
  return names;
}

/** A Kotlin string literal for the name of a secret, a field or a variable. */
function kotlinString(value: string): string {
  return `"${value.replace(/["\\$]/g, "\\$&")}"`;
}

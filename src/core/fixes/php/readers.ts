import type { TextEdit } from "../../model/edit.ts";
import { insertLast, memberIndent } from "../braceMembers.ts";
import { childIn, everyNode } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import type { StoreLookup } from "../targetForm.ts";
import { camelCase, eolOf, freeName, indentAt, snakeCase } from "../textStyle.ts";
import type { ClassNames } from "./classNames.ts";
import { clientEdits, clientVariable } from "./clientVariable.ts";
import { newClient, phpStores, quoted } from "./lookupCode.ts";
import type { PhpFile } from "./phpFile.ts";
import type { PhpScope } from "./places.ts";

type FileScope = Extract<PhpScope, { kind: "file" }>;
type InnerScope = Exclude<PhpScope, { kind: "file" }>;

/** The code that reads stored values in each scope of a file, and the edits that make it available. */
export interface Readers {
  read(scope: PhpScope, lookup: StoreLookup): string;
  edits(): TextEdit[];
}

/** A function or a method that reads one value by its name. */
interface Reader {
  readonly scope: InnerScope;
  readonly name: string;
  /** Left by an earlier fix. */
  readonly known: boolean;
}

/** Readers of one store: a client variable for the file's own code, a function for functions, a method for each class. */
export function readersOf(
  file: PhpFile,
  from: StoreLookup["from"],
  names: ClassNames,
  firstUse: number,
): Readers {
  const store = phpStores[from];
  const { quote } = file;
  const readers = new Map<SyntaxNode, Reader>();
  const scopes: FileScope[] = [];
  const variable = clientVariable(file, store, names, firstUse);
  return {
    read: (scope, lookup) => {
      const name = quoted(lookup.name, quote);
      if (scope.kind === "file") {
        scopes.push(scope);
        return store.call(`$${variable.name}`, name, quote);
      }
      const owner = scope.kind === "class" ? scope.body : file.root;
      const reader = readers.get(owner) ?? readerFor(scope, file, store.word, store.method);
      readers.set(owner, reader);
      return `${scope.kind === "class" ? "self::" : ""}${reader.name}(${name})`;
    },
    edits: () => {
      const client = (): string => newClient(names.nameOf(store.type), quote);
      const edits: TextEdit[] = [];
      for (const reader of readers.values()) {
        if (reader.known) continue;
        const body = [
          `static $client = null;`,
          `$client ??= ${client()};`,
          "",
          `return ${store.call("$client", "$name", quote)};`,
        ];
        edits.push(addReader(reader, `/** Reads ${store.title}. */`, body, file));
      }
      if (scopes.length > 0) edits.push(...clientEdits(scopes, variable, client, file));
      return edits;
    },
  };
}

function readerFor(scope: InnerScope, file: PhpFile, word: string, method: string): Reader {
  const wished = scope.kind === "class" ? methodName(scope, file, word) : functionName(file, word);
  const holder = scope.kind === "class" ? scope.body : file.root;
  const taken = new Set<string>();
  for (const node of everyNode(holder)) {
    const name = /^(?:method_declaration|function_definition)$/.test(node.type)
      ? childIn(node, "name")
      : undefined;
    if (!name) continue;
    const written = file.text.slice(name.start, name.end);
    if (written === wished && file.text.slice(node.start, node.end).includes(`->${method}(`))
      return { scope, name: wished, known: true };
    taken.add(written);
  }
  return { scope, name: freeName(taken, wished, `${wished}Value`), known: false };
}

/** Private methods are no one else's; but a class takes the methods of many traits together, so a trait's has its name. */
function methodName(scope: Extract<PhpScope, { kind: "class" }>, { text }: PhpFile, word: string): string {
  const trait = scope.owner.type === "trait_declaration" ? childIn(scope.owner, "name") : undefined;
  return camelCase(`${trait ? text.slice(trait.start, trait.end) : ""} aws ${word}`);
}

/** Functions of one name cannot stand in two files of a program, so they are named after the file. */
function functionName(file: PhpFile, word: string): string {
  const base = /([^/]*?)(?:\.\w+)?$/.exec(file.path)?.[1] || "file";
  const snake = [...file.functions].some((name) => name.includes("_"));
  return (snake ? snakeCase : camelCase)(`${base} ${word}`);
}

function addReader(reader: Reader, comment: string, body: readonly string[], file: PhpFile): TextEdit {
  const { text } = file;
  const eol = eolOf(text);
  if (reader.scope.kind === "function") {
    const { node } = reader.scope;
    const indent = indentAt(text, node.start);
    const lines = [comment, ...functionLines(`function ${reader.name}`, body, "    ", file)];
    const code = lines.map((line) => (line === "" ? "" : indent + line)).join(eol);
    return { span: { start: node.end, end: node.end }, newText: eol + eol + code };
  }
  const members = reader.scope.body.children.filter((child) => child.named);
  const first = members[0]!;
  const { member, unit } = memberIndent(reader.scope.body, first, text);
  const lines = [comment, ...functionLines(`private static function ${reader.name}`, body, unit, file)];
  const code = lines.map((line) => (line === "" ? "" : member + line));
  return insertLast(members.at(-1)!, code, text, eol);
}

/** A function with its brace where the file's own functions have theirs. */
function functionLines(head: string, body: readonly string[], unit: string, file: PhpFile): string[] {
  const inner = body.map((line) => (line === "" ? "" : unit + line));
  const signature = `${head}(string $name): string`;
  return file.braceInLine ? [`${signature} {`, ...inner, "}"] : [signature, "{", ...inner, "}"];
}

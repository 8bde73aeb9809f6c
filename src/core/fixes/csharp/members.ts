import type { TextEdit } from "../../model/edit.ts";
import { lineStart } from "../../model/lineEdges.ts";
import { insertFirst, insertLast, memberIndent } from "../braceMembers.ts";
import { startWithComments } from "../sortedImports.ts";
import { childIn, everyNode, upwards } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import type { StoreLookup } from "../targetForm.ts";
import { eolOf, freeName, indentAt } from "../textStyle.ts";
import { dotnetStores, valueOf } from "./awsDotnet.ts";
import type { DotnetStore } from "./awsDotnet.ts";
import { modifierOf } from "./places.ts";
import type { Usings } from "./usings.ts";

const typeDeclaration = /^(?:class|struct|record|interface|record_struct)_declaration$/;

/** The outermost type around a node: its private static members are in reach of everything inside. */
export function ownerOf(node: SyntaxNode): SyntaxNode | undefined {
  let owner: SyntaxNode | undefined;
  for (const at of upwards(node)) if (typeDeclaration.test(at.type)) owner = at;
  return owner;
}

/** The code that reads a secret, given the code of its name and whether it may be awaited. */
export interface CsharpReader {
  read(name: string, awaits: boolean): string;
  readonly edits: readonly TextEdit[];
}

/** What one type, or the statements of a program, need. */
export interface ReaderNeeds {
  readonly from: StoreLookup["from"];
  /** Counts of the lookups that are awaited and of those that are not: from two of a kind on, they share a method. */
  readonly awaited: number;
  readonly blocking: number;
  /** Offset of the first lookup that runs while the type is initialized, else of the first at all. */
  readonly firstUse: number;
}

/** The reader of a type: a client in a static field. Undefined when nothing can be added to the type. */
export function readerOfType(
  owner: SyntaxNode,
  needs: ReaderNeeds,
  usings: Usings,
  inFile: ReadonlySet<string>,
  text: string,
): CsharpReader | undefined {
  const taken = new Set(inFile);
  const body = childIn(owner, "body");
  const members = body?.children.filter((child) => child.named) ?? [];
  const first = members[0];
  const last = members.at(-1);
  if (!body || !first || !last) return undefined;
  const store = dotnetStores[needs.from];
  const { member, unit } = memberIndent(owner, first, text);
  const eol = eolOf(text);
  const edits: TextEdit[] = [];
  let client = clientField(body, store, needs.firstUse, text);
  if (client === undefined) {
    const type = usings.nameOf(store.client);
    client = freeName(taken, fieldName(store, inFile), `Aws${store.clientName}`);
    taken.add(client);
    const field = `private static readonly ${type} ${client} = new ${type}();`;
    edits.push(insertFirst(body.start + 1, [member + field], text, eol));
  }
  const calls = callsOf(store, client, usings);
  const { methods, blocking, awaited } = sharedMethods(store, needs, calls, usings, taken);
  const lines = methods.flatMap(([head, code]) => ["", member + head, member + unit + code]).slice(1);
  if (lines.length > 0) edits.push(insertLast(last, lines, text, eol));
  const read = (name: string, awaits: boolean): string => {
    if (awaits) return awaited === undefined ? calls(name, true) : `await ${awaited}(${name})`;
    return blocking === undefined ? calls(name, false) : `${blocking}(${name})`;
  };
  return { read, edits };
}

interface SharedMethods {
  readonly blocking?: string;
  readonly awaited?: string;
  /** The two lines of each. */
  readonly methods: readonly (readonly [head: string, body: string])[];
}

/** Methods for lookups that the type has more than one of. */
function sharedMethods(
  store: DotnetStore,
  needs: ReaderNeeds,
  calls: Calls,
  usings: Usings,
  taken: ReadonlySet<string>,
): SharedMethods {
  const methods: [string, string][] = [];
  const blocking = freeName(taken, store.method);
  const awaited = freeName(taken, `${store.method}Async`);
  if (needs.blocking > 1)
    methods.push([`private static string ${blocking}(string name) =>`, `${calls("name", false)};`]);
  if (needs.awaited > 1) {
    const task = taken.has("Task") ? "Task" : usings.nameOf("System.Threading.Tasks.Task");
    methods.push([
      `private static async ${task}<string> ${awaited}(string name) =>`,
      `${calls("name", true)};`,
    ]);
  }
  return {
    methods,
    ...(needs.blocking > 1 ? { blocking } : {}),
    ...(needs.awaited > 1 ? { awaited } : {}),
  };
}

/** The reader of a program without a class around it: a client in a local variable ahead of its first statement. */
export function readerOfProgram(
  root: SyntaxNode,
  needs: ReaderNeeds,
  usings: Usings,
  taken: ReadonlySet<string>,
  text: string,
): CsharpReader | undefined {
  const first = root.children.find((node) => node.type === "global_statement");
  if (!first) return undefined;
  const store = dotnetStores[needs.from];
  const type = usings.nameOf(store.client);
  const plain = store.clientName.charAt(0).toLowerCase() + store.clientName.slice(1);
  const client = freeName(taken, plain, `aws${store.clientName}`);
  const start = lineStart(text, startWithComments(first, root.children, text));
  const eol = eolOf(text);
  const newText = `${indentAt(text, first.start)}var ${client} = new ${type}();${eol}${eol}`;
  return { read: callsOf(store, client, usings), edits: [{ span: { start, end: start }, newText }] };
}

/** The call itself, given the code of the name and whether it may be awaited. */
type Calls = (name: string, awaits: boolean) => string;

function callsOf(store: DotnetStore, client: string, usings: Usings): Calls {
  const request = usings.nameOf(store.request);
  return (name, awaits) => valueOf(store.call(client, request, name), store, awaits);
}

/** Static fields are named `s_x`, `_x` or `X`: as the file does it. */
function fieldName(store: DotnetStore, names: ReadonlySet<string>): string {
  const plain = store.clientName.charAt(0).toLowerCase() + store.clientName.slice(1);
  const all = [...names];
  if (all.some((name) => /^s_[a-z]/.test(name))) return `s_${plain}`;
  return all.some((name) => /^_[a-z]/.test(name)) ? `_${plain}` : store.clientName;
}

/** A static field of the type that holds such a client, or its interface, and is set before `firstUse`. */
function clientField(
  body: SyntaxNode,
  store: DotnetStore,
  firstUse: number,
  text: string,
): string | undefined {
  const simple = store.client.slice(store.client.lastIndexOf(".") + 1);
  const wanted = new Set([simple, store.client, `I${simple.replace(/Client$/, "")}`]);
  for (const field of body.children) {
    if (field.start > firstUse) return undefined;
    const declaration = field.children.find((child) => child.type === "variable_declaration");
    if (field.type !== "field_declaration" || !declaration || !modifierOf(field, "static", text)) continue;
    const type = childIn(declaration, "type");
    const declarator = declaration.children.find((child) => child.type === "variable_declarator");
    const name = declarator && childIn(declarator, "name");
    const set = declarator?.children.some((child) => child.type === "=");
    if (type && name && set && wanted.has(text.slice(type.start, type.end)))
      return text.slice(name.start, name.end);
  }
  return undefined;
}

/** Every name in the file. */
export function takenNames(root: SyntaxNode, text: string): Set<string> {
  const names = new Set<string>();
  for (const node of everyNode(root))
    if (node.type === "identifier") names.add(text.slice(node.start, node.end));
  return names;
}

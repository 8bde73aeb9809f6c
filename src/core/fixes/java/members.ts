import type { TextEdit } from "../../model/edit.ts";
import { insertFirst, insertLast, memberIndent } from "../braceMembers.ts";
import { doubleQuoted } from "../doubleQuoted.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import type { StoreLookup } from "../targetForm.ts";
import { eolOf, freeName } from "../textStyle.ts";
import { javaStores } from "./awsJava.ts";
import { jsonReader } from "./jsonFields.ts";
import type { JsonParser, JsonReader } from "./jsonFields.ts";
import { bodyOf, clientField } from "./owner.ts";
import type { TypeNames } from "./typeNames.ts";

/** What the lookups inside one outermost type need of it. */
export interface MemberNeeds {
  readonly owner: SyntaxNode;
  readonly from: StoreLookup["from"];
  /** Number of lookups: from two on they share a method. */
  readonly count: number;
  /** Offset of the first lookup that runs while the type is initialized, else of the first at all. */
  readonly firstUse: number;
  /** A lookup runs before static fields are set: the arguments of an enum's constants. */
  readonly early: boolean;
  /** Set when fields of a JSON secret are read. */
  readonly parser: JsonParser | undefined;
}

/** The members that a type gets, and the code of a lookup that uses them. */
export interface JavaMembers {
  code(lookup: StoreLookup): string;
  readonly edits: readonly TextEdit[];
}

/** Prepares the client and methods of one type. Undefined when nothing can be added to the type. */
export function membersFor(
  needs: MemberNeeds,
  types: TypeNames,
  inFile: ReadonlySet<string>,
  text: string,
): JavaMembers | undefined {
  const taken = new Set(inFile);
  const place = bodyOf(needs.owner);
  const children = place?.body.children.filter((child) => child.named) ?? [];
  const first = children[0];
  const last = children.at(-1);
  if (!place || !first || !last) return undefined;
  const store = javaStores[needs.from];
  const { member, unit } = memberIndent(needs.owner, first, text);
  const eol = eolOf(text);
  const indented = (lines: readonly string[]): string[] => lines.map((line) => member + line);
  const edits: TextEdit[] = [];
  const known = needs.early ? undefined : clientField(needs.owner, store.client, needs.firstUse, text);
  const made = known === undefined ? newClient(needs, types, taken, unit) : undefined;
  if (made) edits.push(insertFirst(place.at, indented(made.lines), text, eol));
  const request = types.nameOf(store.request);
  const call = (name: string): string => store.call(known ?? made!.client, request, name);
  const methods: string[][] = [];
  let read = call;
  if (needs.count > 1) {
    const method = uniqueName(taken, needs.from === "secrets-manager" ? "readSecret" : "readParameter");
    methods.push([`private static String ${method}(String name) {`, `${unit}return ${call("name")};`, "}"]);
    read = (name) => `${method}(${name})`;
  }
  const json = needs.parser && jsonReader(needs.parser, uniqueName(taken, "fieldOfSecret"), types);
  if (json?.helper) methods.push(json.helper(unit));
  if (methods.length > 0) {
    const lines = methods.flatMap((method, index) => [...(index > 0 ? [""] : []), ...indented(method)]);
    edits.push(insertLast(last, lines, text, eol));
  }
  return { code: (lookup) => codeOf(lookup, read, json), edits };
}

function codeOf(lookup: StoreLookup, read: (name: string) => string, json: JsonReader | undefined): string {
  const plain = read(doubleQuoted(lookup.name));
  return lookup.jsonKey === undefined || !json ? plain : json.read(plain, doubleQuoted(lookup.jsonKey));
}

function uniqueName(taken: Set<string>, wished: string): string {
  const name = freeName(taken, wished);
  taken.add(name);
  return name;
}

/** One client for the type. An interface has public constants only, and an enum's constants need a class of its own. */
function newClient(
  { owner, from, early }: MemberNeeds,
  types: TypeNames,
  taken: Set<string>,
  unit: string,
): { readonly client: string; readonly lines: readonly string[] } {
  const store = javaStores[from];
  const type = types.nameOf(store.client);
  if (early) {
    const holder = uniqueName(taken, "SecretsClientHolder");
    const field = `${unit}static final ${type} CLIENT = ${type}.create();`;
    return { client: `${holder}.CLIENT`, lines: [`private static final class ${holder} {`, field, "}"] };
  }
  const client = freeName(taken, ...store.clientNames);
  taken.add(client);
  const modifiers = owner.type === "interface_declaration" ? "" : "private static final ";
  return { client, lines: [`${modifiers}${type} ${client} = ${type}.create();`] };
}

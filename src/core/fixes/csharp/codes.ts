import type { TextEdit } from "../../model/edit.ts";
import { doubleQuoted } from "../doubleQuoted.ts";
import { groupBy } from "../groupBy.ts";
import { upwards } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import type { Place, Source, StoreLookup, Use } from "../targetForm.ts";
import { ownerOf, readerOfProgram, readerOfType, takenNames } from "./members.ts";
import type { CsharpReader } from "./members.ts";
import { canAwait, modifierOf } from "./places.ts";
import type { Usings } from "./usings.ts";

type CsharpUse = Use<Place & { readonly node: SyntaxNode }>;
type StoredUse = CsharpUse & { readonly lookup: StoreLookup };

/** The expression of every lookup, and what the types around them get for it. */
export interface CsharpCodes {
  readonly of: ReadonlyMap<Use, string>;
  readonly refused: ReadonlyMap<Use, string>;
  readonly edits: readonly TextEdit[];
  /** Whether a lookup waits without `await`. */
  readonly blocks: boolean;
}

/** Writes the lookups of one file. Mentions get none. */
export function codesFor(
  uses: readonly CsharpUse[],
  source: Source,
  root: SyntaxNode,
  usings: Usings,
): CsharpCodes {
  const codes = new Map<Use, string>();
  const refused = new Map<Use, string>();
  const edits: TextEdit[] = [];
  const taken = takenNames(root, source.text);
  const stored: StoredUse[] = [];
  for (const use of uses) {
    if (use.place.mention) continue;
    if (isStored(use)) stored.push(use);
    else {
      const type = usings.nameOf("System.Environment");
      codes.set(use, `${type}.GetEnvironmentVariable(${doubleQuoted(use.lookup.name)})`);
    }
  }
  for (const [owner, all] of groupBy(stored, (use) => ownerOf(use.place.node))) {
    const group = owner ? all : all.filter((use) => !inStaticFunction(use.place.node, source.text));
    for (const use of all) if (!group.includes(use)) refused.set(use, staticFunction);
    const reader = group.length > 0 ? readerFor(owner, group, root, usings, taken, source.text) : undefined;
    if (reader) edits.push(...reader.edits);
    for (const use of group) {
      if (!reader) refused.set(use, noOwner);
      else codes.set(use, codeOf(use, reader, usings, source.text));
    }
  }
  return {
    of: codes,
    refused,
    edits,
    blocks: stored.some((use) => codes.has(use) && !canAwait(use.place.node, source.text)),
  };
}

const noOwner = "there is no type around it that could hold the client of the AWS SDK";
const staticFunction =
  "a static local function cannot reach the client that the program makes: take the word static away, or pass the value in";

function readerFor(
  owner: SyntaxNode | undefined,
  group: readonly StoredUse[],
  root: SyntaxNode,
  usings: Usings,
  taken: ReadonlySet<string>,
  text: string,
): CsharpReader | undefined {
  const awaited = group.filter((use) => canAwait(use.place.node, text)).length;
  const early = group.filter((use) => !runsLater(use.place.node));
  const starts = (early.length > 0 ? early : group).map((use) => use.place.container.start);
  const needs = {
    from: group[0]!.lookup.from,
    awaited,
    blocking: group.length - awaited,
    firstUse: Math.min(...starts),
  };
  return owner
    ? readerOfType(owner, needs, usings, taken, text)
    : readerOfProgram(root, needs, usings, taken, text);
}

function codeOf({ place, lookup }: StoredUse, reader: CsharpReader, usings: Usings, text: string): string {
  const plain = reader.read(doubleQuoted(lookup.name), canAwait(place.node, text));
  if (lookup.jsonKey === undefined) return plain;
  const key = doubleQuoted(lookup.jsonKey);
  if (/^\s*(?:global\s+)?using\s+Newtonsoft\.Json\b/m.test(text))
    return `${usings.nameOf("Newtonsoft.Json.Linq.JObject")}.Parse(${plain}).Value<string>(${key})`;
  return `${usings.nameOf("System.Text.Json.JsonDocument")}.Parse(${plain}).RootElement.GetProperty(${key}).GetString()`;
}

function isStored(use: CsharpUse): use is StoredUse {
  return use.lookup.from !== "env";
}

/** Whether the code runs after static fields are set: in a member with a body, or a lambda. */
function runsLater(node: SyntaxNode): boolean {
  return [...upwards(node)].some((at) =>
    /^(?:method|constructor|accessor|operator|destructor)_declaration$|^(?:lambda_expression|arrow_expression_clause)$/.test(
      at.type,
    ),
  );
}

function inStaticFunction(node: SyntaxNode, text: string): boolean {
  return [...upwards(node)].some(
    (at) =>
      /^(?:local_function_statement|lambda_expression|anonymous_method_expression)$/.test(at.type) &&
      modifierOf(at, "static", text) !== undefined,
  );
}

import type { TextEdit } from "../../model/edit.ts";
import { doubleQuoted } from "../doubleQuoted.ts";
import { groupBy } from "../groupBy.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import type { Place, Source, StoreLookup, Use } from "../targetForm.ts";
import { jsonParserOf, noJsonParser } from "./jsonFields.ts";
import { membersFor } from "./members.ts";
import type { JavaMembers } from "./members.ts";
import { inEnumConstant, ownerOf, runsLater, takenNames } from "./owner.ts";
import type { TypeNames } from "./typeNames.ts";

type JavaUse = Use<Place & { readonly node: SyntaxNode }>;
type StoredUse = JavaUse & { readonly lookup: StoreLookup };

/** The expression of every lookup, and what the types around them get for it. */
export interface JavaCodes {
  readonly of: ReadonlyMap<Use, string>;
  readonly refused: ReadonlyMap<Use, string>;
  readonly edits: readonly TextEdit[];
}

/** Writes the lookups of one file. Mentions get none. */
export function codesFor(
  uses: readonly JavaUse[],
  source: Source,
  root: SyntaxNode,
  types: TypeNames,
): JavaCodes {
  const codes = new Map<Use, string>();
  const refused = new Map<Use, string>();
  const edits: TextEdit[] = [];
  const taken = takenNames(root, source.text);
  const stored: StoredUse[] = [];
  for (const use of uses) {
    if (use.place.mention) continue;
    if (isStored(use)) stored.push(use);
    else codes.set(use, `System.getenv(${doubleQuoted(use.lookup.name)})`);
  }
  const parser = jsonParserOf(source.text, source.project.dependencies);
  for (const [owner, group] of groupBy(stored, (use) => ownerOf(use.place.node))) {
    const wantsField = group[0]?.lookup.jsonKey !== undefined;
    let members: JavaMembers | undefined;
    if (owner && (parser || !wantsField)) {
      const early = group.some((use) => inEnumConstant(use.place.node));
      const from = group[0]!.lookup.from;
      const needs = { owner, from, count: group.length, firstUse: firstUseOf(group), early };
      members = membersFor({ ...needs, parser: wantsField ? parser : undefined }, types, taken, source.text);
    }
    if (members) edits.push(...members.edits);
    for (const use of group) {
      if (members) codes.set(use, members.code(use.lookup));
      else refused.set(use, owner && wantsField && !parser ? noJsonParser : noOwner);
    }
  }
  return { of: codes, refused, edits };
}

const noOwner = "there is no class around it that could hold the client of the AWS SDK";

function isStored(use: JavaUse): use is StoredUse {
  return use.lookup.from !== "env";
}

function firstUseOf(uses: readonly JavaUse[]): number {
  const early = uses.filter((use) => !runsLater(use.place.node));
  return Math.min(...(early.length > 0 ? early : uses).map((use) => use.place.container.start));
}

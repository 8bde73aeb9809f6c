import { mapping, type WorkstationCheck } from "../check.ts";
import type { Protection } from "../facts.ts";
import { fail, judge, pass } from "../judgement.ts";

/** PK-005. */
export const centralMcpProtection: WorkstationCheck = {
  id: "PK-005",
  title: "Central MCP file not writable by user",
  area: "MCP servers",
  severity: "critical",
  mapping: mapping("9.1, 11.3", { cis: "3.3", nist: "AC-6, SI-7" }),
  remedy: "Let an administrator own the file, and leave users the right to read it alone.",
  judge: ({ centralMcpProtection: protection }) =>
    judge(protection, (file) => {
      const weak = weaknessOf(file);
      const evidence = [lineOf(file)];
      return weak === undefined
        ? pass("an administrator owns it and the user cannot change it", { evidence })
        : fail(weak, { evidence });
    }),
};

/** PK-006. A user who can replace a folder on the way replaces the file. */
export const centralMcpAncestors: WorkstationCheck = {
  id: "PK-006",
  title: "Parent directories not user-replaceable",
  area: "MCP servers",
  severity: "critical",
  mapping: mapping("9.1, 11.3", { cis: "3.3", nist: "AC-3" }),
  remedy:
    "Create the managed folder as an administrator before any user does, take the users' right to write from it, and put no link in its path.",
  judge: ({ centralMcpAncestors: ancestors }) =>
    judge(ancestors, (folders) => {
      const weak = folders.flatMap((folder) => {
        const weakness = weaknessOf(folder);
        return weakness === undefined ? [] : [`${folder.path}: ${weakness}`];
      });
      const evidence = folders.map(lineOf);
      return weak.length > 0
        ? fail(weak.join("; "), { evidence })
        : pass(`none of the ${folders.length} folders can be replaced`, { evidence });
    }),
};

function weaknessOf({ isLink, ownedByAdmin, writableByUser, owner }: Protection): string | undefined {
  if (writableByUser) return "the user can change it";
  if (!ownedByAdmin) return `its owner is no administrator (${owner})`;
  return isLink ? "it is a link" : undefined;
}

function lineOf({ path, owner, writableByUser, isLink }: Protection): string {
  return `${path}: owner ${owner}${writableByUser ? ", writable" : ""}${isLink ? ", a link" : ""}`;
}

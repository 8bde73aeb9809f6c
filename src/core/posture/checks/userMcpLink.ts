import { mapping, type WorkstationCheck } from "../check.ts";
import { fail, judge, pass } from "../judgement.ts";

/** PK-007. A missing file is a failure of low severity: Kiro then loads none of the central servers, and no other. */
export const userMcpLink: WorkstationCheck = {
  id: "PK-007",
  title: "User mcp.json is a link to the central file",
  area: "MCP servers",
  severity: "high",
  mapping: mapping("9.1, 11.3", { nist: "CM-6" }),
  remedy: "Replace ~/.kiro/settings/mcp.json by a link to the central file.",
  judge: ({ userMcpLink: link }) =>
    judge(link, ({ kind, target, isCentral }) => {
      const evidence = [`${kind}${target === undefined ? "" : ` to ${target}`}`];
      const notes = ["A link shows drift, it prevents none: the user owns the folder that it lies in."];
      if (kind === "missing")
        return fail("there is no user mcp.json: the central servers are not loaded", {
          evidence,
          severity: "low",
        });
      if (kind === "file")
        return fail("it is a file of its own, which may differ from the central one", { evidence });
      return isCentral
        ? pass("it leads to the central file", { evidence, notes })
        : fail("it leads to another file", { evidence });
    }),
};

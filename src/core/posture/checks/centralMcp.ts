import { readMcpFile } from "../../mcp/files/readMcpFile.ts";
import { mapping, type WorkstationCheck } from "../check.ts";
import { fail, judge, pass, undecided, worst, type Judgement } from "../judgement.ts";
import type { FileFact } from "../facts.ts";
import { judgeServers } from "./serverVerdicts.ts";

/** PK-004. The file is an organisation's convention: Kiro reads it through the user's link alone. */
export const centralMcp: WorkstationCheck = {
  id: "PK-004",
  title: "Central MCP file exists and is valid",
  area: "MCP servers",
  severity: "high",
  mapping: mapping("9.1, 11.3", { nist: "CM-7(5)", cis: "2.5" }),
  remedy: "Let device management put the approved mcp.json into Kiro's managed folder.",
  judge: (facts) =>
    judge(facts.centralMcp, (file) => {
      const own = judgeFile(file);
      if (own.status !== "PASS") return own;
      const servers = judge(facts.servers, (all) =>
        judgeServers(
          all.filter(({ scope }) => scope === "central"),
          "the central file defines no server of its own in the overview",
        ),
      );
      return worst([own, servers]);
    }),
};

function judgeFile(file: FileFact): Judgement {
  if (!file.exists) return fail("there is no central mcp.json", { evidence: [file.path] });
  const evidence = [file.path, ...(file.sha256 === undefined ? [] : [`sha256 ${file.sha256}`])];
  if (file.text === undefined) return undecided("its text could not be read", { evidence });
  const { error, servers } = readMcpFile(file.text, { path: file.path, kind: "kiro" });
  if (error) return fail(`Kiro would reject it: ${error.message}`, { evidence });
  return pass(`it is valid, with ${servers.length} servers`, { evidence });
}

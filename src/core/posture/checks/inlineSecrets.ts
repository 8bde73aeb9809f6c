import { mapping, type WorkstationCheck } from "../check.ts";
import { fail, judge, pass } from "../judgement.ts";

/** PK-011. Findings of the secrets engine; weak evidence is a note. */
export const inlineSecrets: WorkstationCheck = {
  id: "PK-011",
  title: "No inline secrets in MCP/hook/agent/steering files",
  area: "MCP servers",
  severity: "critical",
  mapping: mapping("10.2, 11.1", { owasp: "MCP01", cis: "3.11", nist: "IA-5(7)" }),
  remedy:
    "Move each secret into a store or a variable with Picket's quick fixes, and rotate it: it was in plain text.",
  judge: ({ secretsInKiroFiles }) =>
    judge(secretsInKiroFiles, (findings) => {
      const sure = findings.filter(({ severity }) => severity === "error" || severity === "warning");
      const evidence = sure.map(({ path, line, ruleId }) => `${path}:${line}: ${ruleId}`);
      const weak = findings.length - sure.length;
      const notes = weak > 0 ? [`${weak} findings of weak evidence are not counted.`] : [];
      return sure.length > 0
        ? fail(`${sure.length} secrets stand in Kiro's files`, { evidence, notes })
        : pass("none was found", { evidence, notes });
    }),
};

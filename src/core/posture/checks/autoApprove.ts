import { effectOfTool } from "../../mcp/checks/approval/toolVerbs.ts";
import { mapping, type WorkstationCheck } from "../check.ts";
import type { ServerFact, SettingFact } from "../facts.ts";
import { fail, judge, pass, worst } from "../judgement.ts";
import { isOfKiro } from "./serverVerdicts.ts";

const trusting = /^(?:kiroAgent|kiroExtension)\.(?:trustedCommands|trustedTools)$/;

/** Programs that run any code they are given. */
const interpreters =
  /^(?:.*[\\/])?(?:node|deno|bun|npx|python[\d.]*|py|ruby|perl|php|cmd|powershell|pwsh|(?:ba|z|da|k|fi)?sh|env|sudo|xargs|eval)(?:\.exe)?(?:\s+(?:-\S+|\/\w)\s*)*\s*\*\s*$/i;

/** PK-012. */
export const autoApprove: WorkstationCheck = {
  id: "PK-012",
  title: "autoApprove bounded",
  area: "Agent settings",
  severity: "high",
  mapping: mapping("9.2, 11.3", { owasp: "MCP02", nist: "AC-6" }),
  remedy:
    "Let only tools that look run without asking, and name them; take * and bare interpreters out of trustedCommands and trustedTools.",
  judge: ({ servers, settings }, { expectations }) =>
    worst([
      judge(servers, (all) => {
        const faults = all.filter(isOfKiro).flatMap((one) => serverFaults(one, expectations.maxAutoApprove));
        return faults.length > 0
          ? fail("servers run too much without asking", { evidence: faults })
          : pass("no server runs a tool that changes something without asking");
      }),
      judge(settings, (all) => {
        const faults = all.filter(({ name }) => trusting.test(name)).flatMap(settingFaults);
        return faults.length > 0
          ? fail("settings trust commands or tools without bounds", { evidence: faults })
          : pass("no setting trusts every command");
      }),
    ]),
};

function serverFaults({ name, path, autoApprove: tools }: ServerFact, most: number): readonly string[] {
  const place = `${name} in ${path}`;
  if (tools.includes("*")) return [`${place}: *`];
  const changing = tools.filter((tool) => effectOfTool(tool) !== undefined);
  return [
    ...(changing.length > 0 ? [`${place}: ${changing.slice(0, 10).join(", ")}`] : []),
    ...(tools.length > most ? [`${place}: ${tools.length} tools, ${most} at most`] : []),
  ];
}

function settingFaults({ name, value, setByWorkspace }: SettingFact): readonly string[] {
  if (!Array.isArray(value)) return [];
  const broad = value.filter(
    (one): one is string => typeof one === "string" && (/^[\s*]+$/.test(one) || interpreters.test(one)),
  );
  return broad.map((one) => `${name}${setByWorkspace ? " (workspace)" : ""}: ${one}`);
}

import { shown } from "../../identity/shown.ts";
import { approvesAll } from "../../verdict/constraints/use.ts";
import type { JudgedFile, McpCheck, McpIssue, McpRule } from "../check.ts";
import { listed, named, spanOf } from "../place.ts";
import { effectOfTool } from "./toolVerbs.ts";

const approveAll: McpRule = {
  id: "mcp/auto-approve-all",
  title: "Every tool of a server runs without being asked for",
  severity: "warning",
  owasp: "MCP02",
};
const approveMutating: McpRule = {
  id: "mcp/auto-approve-mutating",
  title: "Tools that change things run without being asked for",
  severity: "info",
  owasp: "MCP02",
};

function* judgeAll({ entries }: JudgedFile): Generator<McpIssue> {
  for (const { server } of entries) {
    const { autoApprove = [] } = server.definition;
    if (server.overridden || !approvesAll(autoApprove)) continue;
    const at = autoApprove.findIndex((tool) => approvesAll([tool]));
    yield {
      rule: approveAll,
      server,
      span: spanOf(server, `autoApprove.${at}`),
      message: `"*" lets every tool of ${named(server)} run unasked, those of its next version too. Name the tools that only read.`,
      data: { server: shown(server.name, 200) },
    };
  }
}

/** An agent's own list of what runs unasked: whole servers are named there as `@server`. */
function* judgeAgents({ text, file }: JudgedFile): Generator<McpIssue> {
  const from = text.search(/\ballowedTools\b/);
  const broad = [...new Set(file.allowedTools)].filter((tool) => /^(?:\*|@[^/]+(?:\/\*)?)$/.test(tool));
  for (const tool of broad) {
    if (tool === "@builtin" || from < 0) continue;
    const at = placeOf(text, tool, from);
    if (at < 0) continue;
    const what =
      tool === "*" ? "every tool" : `every tool of the server ${listed([tool.replace(/^@|\/\*$/g, "")])}`;
    yield {
      rule: approveAll,
      span: { start: at, end: at + tool.length },
      message: `${listed([tool])} lets ${what} run unasked, those of its next version too. Name the tools that only read.`,
    };
  }
}

/** Where a text stands as a whole word of JSON or YAML. */
function placeOf(text: string, word: string, from: number): number {
  for (let at = text.indexOf(word, from); at >= 0; at = text.indexOf(word, at + 1)) {
    const whole =
      /[\s"',[]/.test(text.charAt(at - 1)) && /^(?:$|[\s"',\]])/.test(text.charAt(at + word.length));
    if (whole) return at;
  }
  return -1;
}

/** One finding for a server. Its first tool stands for all of them. */
function* judgeMutating({ entries }: JudgedFile): Generator<McpIssue> {
  for (const { server } of entries) {
    const { autoApprove = [] } = server.definition;
    if (server.overridden) continue;
    const tools = autoApprove.flatMap((tool, index) => {
      const effect = effectOfTool(tool);
      return effect === undefined ? [] : [{ tool, index, effect }];
    });
    const [first] = tools;
    if (!first) continue;
    const names = tools.map(({ tool }) => tool);
    const strong = tools.some(({ effect }) => effect === "acts");
    yield {
      rule: approveMutating,
      severity: strong ? "warning" : "info",
      server,
      span: spanOf(server, `autoApprove.${first.index}`),
      message: `${listed(names)} of ${named(server)} ${names.length === 1 ? "changes" : "change"} things and ${names.length === 1 ? "runs" : "run"} unasked, whoever wrote what the agent has read. Let Kiro ask first.`,
      related: tools.slice(1).map(({ index, tool }) => ({
        span: spanOf(server, `autoApprove.${index}`),
        message: `${listed([tool])} runs unasked too`,
      })),
      data: { server: shown(server.name, 200), tools: names.slice(0, 50).map((tool) => shown(tool)) },
    };
  }
}

/** What runs without being asked for. */
export const approvalChecks: readonly McpCheck[] = [
  { rules: [approveAll], check: (judged) => [...judgeAll(judged), ...judgeAgents(judged)] },
  { rules: [approveMutating], check: judgeMutating },
];

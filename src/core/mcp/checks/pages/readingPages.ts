import type { McpRulePage } from "../check.ts";
import { alone } from "./examples.ts";

/** Pages of the rules about how a file is read. */
export const readingPages: readonly McpRulePage[] = [
  {
    id: "mcp/file-rejected",
    about:
      "Nothing of this file counts. Kiro gives up a whole file for one wrong type in it, such as a number among the arguments, and says little about it: all its servers are missing then.",
    fix: "Correct the place that is marked.",
    bad: alone({ docs: '{ "command": "npx", "args": ["-y", "@example/docs-mcp@2.1.0", 8080] }' }),
    good: alone({ docs: '{ "command": "npx", "args": ["-y", "@example/docs-mcp@2.1.0", "8080"] }' }),
  },
  {
    id: "mcp/invalid",
    about:
      "Kiro drops this server without a word: it has neither a command nor an address, or its address is no https address.",
    fix: "Give it a `command` or a `url`, or remove it.",
    bad: alone({ docs: '{ "args": ["-y", "@example/docs-mcp@2.1.0"] }' }),
    good: alone({ docs: '{ "command": "npx", "args": ["-y", "@example/docs-mcp@2.1.0"] }' }),
  },
  {
    id: "mcp/plain-http",
    about:
      "The server is spoken to by http. Whoever is on the way can read what the agent sends, headers with credentials included, and change what it gets, which the agent then acts upon. Kiro drops such a server; only an address of this computer may do without https.",
    fix: "Use https. The quick fix changes the address; check that the server answers there.",
    bad: alone({ standards: '{ "url": "http://mcp.example.com/standards/mcp" }' }),
    good: alone({
      standards: '{ "url": "https://mcp.example.com/standards/mcp" }',
      local: '{ "url": "http://localhost:8080/mcp" }',
    }),
  },
  {
    id: "mcp/duplicate-key",
    about:
      "A name stands twice, also when one of the two is written with escapes such as `\\u0064`. The last one counts. Whoever reviews the file may have read the other one.",
    fix: "Remove the one that does not count.",
    bad: {
      text: `{
  "mcpServers": {
    "docs": { "command": "npx", "args": ["-y", "@example/docs-mcp@2.1.0"] },
    "docs": { "url": "https://mcp.example.com/docs" }
  }
}`,
    },
    good: alone({ docs: '{ "url": "https://mcp.example.com/docs" }' }),
  },
  {
    id: "mcp/hidden-unicode",
    about:
      "A name, command, argument or tool holds characters that do not show: zero-width ones, marks that turn the direction of writing, tags. It is not what it looks like, for a reviewer and for an agent.",
    fix: "Type the text anew.",
    bad: alone({ "docs\u200b": '{ "command": "npx", "args": ["-y", "@example/docs-mcp@2.1.0"] }' }),
    good: alone({ docs: '{ "command": "npx", "args": ["-y", "@example/docs-mcp@2.1.0"] }' }),
  },
  {
    id: "mcp/unapproved-variable",
    about:
      "Kiro fills in `${NAME}` only when the name is among `kiroAgent.mcpApprovedEnvVars`, and asks else. Other forms, `${env:NAME}`, `${NAME:-default}`, `${input:name}`, are those of other editors: in Kiro the server gets the text as it is written.",
    fix: "Write `${NAME}`, and approve the name once you know what the server does with the value.",
    bad: alone({
      standards:
        '{ "url": "https://mcp.example.com/standards/mcp", "headers": { "Authorization": "Bearer ${env:STANDARDS_TOKEN}" } }',
    }),
    good: {
      ...alone({
        standards:
          '{ "url": "https://mcp.example.com/standards/mcp", "headers": { "Authorization": "Bearer ${STANDARDS_TOKEN}" } }',
      }),
      given: {
        words: "with `STANDARDS_TOKEN` approved",
        context: { approvedEnv: ["STANDARDS_TOKEN"] },
      },
    },
  },
  {
    id: "mcp/will-not-start",
    about:
      "The command begins or ends with white space, or holds a whole command line. `command` is the name of a program and nothing else, so that no such program is found and the server does not start.",
    fix: "Name the program in `command`, and each of its words in `args`. The quick fix does so.",
    bad: alone({ docs: '{ "command": "npx -y @example/docs-mcp@2.1.0" }' }),
    good: alone({ docs: '{ "command": "npx", "args": ["-y", "@example/docs-mcp@2.1.0"] }' }),
  },
];

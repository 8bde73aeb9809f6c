import type { CommandHelp } from "../commandHelp.ts";
import { checkSpecs, exportSpecs, lintSpecs, listSpecs } from "./mcpOptions.ts";

const status = `Exit status: 0 nothing at or above --fail-on, 1 a server at or above it, a file that counts for nothing or a
policy that cannot be relied on, 2 error.`;

/** Help of `picket mcp` by its commands. */
export const mcpCommands: Readonly<Record<string, CommandHelp>> = {
  "mcp list": {
    usage: "picket mcp list [options]",
    about: "Lists the MCP servers of every scope with the verdict on each; starts none of them.",
    specs: listSpecs,
    notes: `Read are the organisation's folder, Kiro's files of the user and of each workspace folder, powers and agents,
and the files of VS Code, Cursor, Claude and Amazon Q. An mcp-allowlist.json in the organisation's folder is a
policy too: every policy must allow a server. Without any policy the verdict is UNVERIFIED.

${status}`,
  },
  "mcp check": {
    usage: "picket mcp check --allowlist FILE CONFIG… [options]",
    about: "Judges the MCP servers of configuration files by a policy, each file by itself.",
    specs: checkSpecs,
    notes: status,
  },
  "mcp registry": {
    usage: "picket mcp registry lint FILE [options]",
    about: "Finds what makes Kiro refuse a registry, and what is weak in it.",
    specs: lintSpecs,
    notes: "Exit status: 0 nothing at or above --fail-on, 1 something, 2 error.",
  },
  "mcp export": {
    usage: "picket mcp export --allowlist FILE --to FORM",
    about: "Writes a policy as Kiro's registry or managed settings.",
    specs: exportSpecs,
    notes: `The document goes to standard output, what it cannot hold to standard error.

Exit status: 0 written, 1 the policy cannot be read or has expired, 2 error.`,
  },
};

import type { KiroRulePage } from "../check.ts";
import { agent, managed, permissions, settings } from "./examples.ts";

/** Pages of the rules about what Kiro may do without asking, and about settings of organisations. */
export const trustPages: readonly KiroRulePage[] = [
  {
    id: "kiro/all-tools-allowed",
    about:
      'With `"*"` in `allowedTools` the agent asks to use every tool without a question: it runs commands, writes files, and calls servers that are added later. Builds differ in whether they take the wildcard; those that migrate the file turn it into permissions.',
    fix: "Name the tools that only read. The quick fix takes the wildcard out.",
    bad: agent({ tools: ["read", "grep"], allowedTools: ["*"] }),
    good: agent({ tools: ["read", "grep"], allowedTools: ["read"] }),
  },
  {
    id: "kiro/shell-allowed",
    about:
      "The agent runs any command, or writes any file, without a question. Text that it reads, from an issue or a web page, can make it do so.",
    fix: "Take the tool out of `allowedTools`, or bound it in `toolsSettings` by `allowedCommands` or `allowedPaths`. A list of what is denied has gaps.",
    bad: agent({ tools: ["read", "shell"], allowedTools: ["read", "shell"] }),
    good: agent({
      tools: ["read", "shell"],
      allowedTools: ["read", "shell"],
      toolsSettings: { shell: { allowedCommands: ["git status", "git diff"] } },
    }),
  },
  {
    id: "kiro/all-tools",
    about:
      "The agent has every tool there is, also those of MCP servers that someone adds later. Each use may still be asked for.",
    fix: "Name the tools that its work needs.",
    bad: agent({ tools: ["*"] }),
    good: agent({ tools: ["read", "grep"] }),
  },
  {
    id: "kiro/trusted-commands",
    about:
      "Commands that match run without a question. `*` matches all of them, and a program that runs any code it is given, such as `node` or `bash`, is as good as all. An advisory of 2025 used a `trustedCommands` of `*` in the settings of a workspace to run code.",
    fix: "Name whole commands, and keep the setting out of the repository.",
    bad: settings({ "kiroAgent.trustedCommands": ["*"] }),
    good: settings({ "kiroAgent.trustedCommands": ["git status", "npm run lint"] }),
  },
  {
    id: "kiro/autopilot",
    about:
      "In Autopilot Kiro changes files and runs commands as it goes, and shows them afterwards. Set in a repository, it is so for everyone who opens it.",
    fix: "Leave the choice to the user, or set Supervised.",
    bad: settings({ "kiroAgent.agentAutonomy": "Autopilot" }),
    good: settings({ "kiroAgent.agentAutonomy": "Supervised" }),
  },
  {
    id: "kiro/permissions-void",
    about:
      "One unknown field or a wrong effect voids the whole of `permissions.yaml`, its denials included. The agent then asks, or goes by what other files allow.",
    fix: "Rules have `capability`, `match`, `exclude` and `effect`, and nothing else; `effect` is deny, ask or allow.",
    bad: permissions('rules:\n  - capability: shell\n    matches: ["git *"]\n    effect: allow\n'),
    good: permissions('rules:\n  - capability: shell\n    match: ["git status"]\n    effect: allow\n'),
  },
  {
    id: "kiro/broad-allow",
    about:
      "Without `match`, or with `*`, a rule allows all of a capability: every command, every file, every server.",
    fix: "Name what is allowed. A denial elsewhere still wins.",
    bad: permissions("rules:\n  - capability: shell\n    effect: allow\n"),
    good: permissions(
      'rules:\n  - capability: shell\n    match: ["npm test", "git diff *"]\n    effect: allow\n',
    ),
  },
  {
    id: "kiro/managed-settings-rejected",
    about:
      "Kiro takes managed settings as a whole or not at all: UTF-8 without a byte order mark, plain JSON, no unknown field, effects deny or ask. When it does not take the file, every way to sign in is open, and no one is told.",
    fix: "Correct the place that is marked. Editors on Windows may save with a byte order mark; choose UTF-8 without.",
    bad: managed({ rules: [{ capability: "mcp", effect: "allow" }] }),
    good: managed({ rules: [{ capability: "mcp", effect: "ask" }] }),
  },
  {
    id: "kiro/signin-rule-dropped",
    about:
      "Rules about sign-in fail open. One that denies every way, names a way that Kiro does not know, has more than 16 names, or does not deny is dropped, and everything is allowed again.",
    fix: 'Deny `"*"` and name in `exclude` the ways that stay: `idc`, `external_idp`.',
    bad: managed({
      rules: [{ capability: "signin_method", match: ["*"], exclude: ["IdC"], effect: "deny" }],
    }),
    good: managed({
      rules: [{ capability: "signin_method", match: ["*"], exclude: ["idc"], effect: "deny" }],
    }),
  },
];

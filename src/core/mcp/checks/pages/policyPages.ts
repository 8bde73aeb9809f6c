import type { McpRulePage } from "../check.ts";
import { judged, listedDocs } from "./examples.ts";

/** What the organisation's policy lists, in the words of the examples. */
const asked =
  "The policy of the examples lists the npm package `@example/docs-mcp` 2.1.0 under the name `docs`, the address `https://mcp.example.com/standards/mcp` under the name `standards`, and denies `@example/shell-mcp`.";

/** Pages of the rules that only a policy makes. */
export const policyPages: readonly McpRulePage[] = [
  {
    id: "mcp/denied",
    about: `The organisation's policy forbids this server: the package, address or program, or words of its arguments. What is denied stays denied when it is also listed, and whatever name it has. A policy that is there and cannot be read denies every server.\n\n${asked}`,
    fix: "Remove the server. The finding gives the policy's reason; ask whoever owns the policy when you need what the server does.",
    bad: judged({ shell: '{ "command": "npx", "args": ["-y", "@example/shell-mcp@1.0.0"] }' }),
    good: judged({ docs: listedDocs }),
  },
  {
    id: "mcp/name-only",
    about: `The server has the name of a listed one and is something else: another package, another address, another program. Whoever reads the name, and an agent that is told to use it, takes it for the one that was reviewed.\n\n${asked}`,
    fix: "Use the definition that the policy lists (there is a quick fix), or give the server a name of its own and ask for its approval.",
    bad: judged({ docs: '{ "command": "npx", "args": ["-y", "@other/docs-mcp@2.1.0"] }' }),
    good: judged({ docs: listedDocs }),
  },
  {
    id: "mcp/imitates",
    about: `The name looks like a listed one without being it: letters of another script, a digit for a letter, another case, characters that do not show. The server behind it is not the listed one.\n\n${asked}`,
    fix: "Use the listed definition under its own name, or a name that cannot be taken for it.",
    bad: judged({ d0cs: '{ "command": "npx", "args": ["-y", "@other/docs-mcp@2.1.0"] }' }),
    good: judged({ docs: listedDocs }),
  },
  {
    id: "mcp/not-listed",
    about: `The policy does not list what this server starts or speaks to. The name does not count, only the package, the address or the program.\n\n${asked}`,
    fix: "Ask for approval: the command “Request Approval” fills in a request with a proposed entry for the policy. Until then, remove or disable the server.",
    bad: judged({ weather: '{ "command": "npx", "args": ["-y", "@example/weather-mcp@1.0.0"] }' }),
    good: judged({ docs: listedDocs }),
  },
  {
    id: "mcp/drift",
    about: `The policy lists this server, but with something else: another version, another index or runner, other arguments, a variable that redirects code, a literal in a header, more tools that run unasked, another scope. The finding names each difference, never a value.\n\n${asked}`,
    fix: "Take the listed version, or the whole listed definition, by the quick fix; or have the policy changed.",
    bad: judged({ docs: '{ "command": "npx", "args": ["-y", "@example/docs-mcp@2.0.0", "--verbose"] }' }),
    good: judged({ docs: listedDocs }),
  },
  {
    id: "mcp/unverifiable",
    about: `It cannot be told from the file what would be started: the package, address or program holds a variable, a shell's text starts more than one thing, a runner is named by a path of the project, or a local program has no hash in the policy. What cannot be told cannot be allowed.\n\n${asked}`,
    fix: "Write the package or address out; name the runner without a folder; leave the shell away.",
    bad: judged({ docs: '{ "command": "npx", "args": ["-y", "@example/docs-mcp@${DOCS_VERSION}"] }' }),
    good: judged({ docs: listedDocs }),
  },
  {
    id: "mcp/blocked-by-registry-mode",
    about:
      'The administrator has set a registry for Kiro. Kiro then takes servers from it only: an entry counts when its name is in the registry and it is nothing but `{"type": "registry"}`. Every other entry is dropped without a word.',
    fix: 'Write `{"type": "registry"}` when the registry has the server, or ask for it to be added.',
    bad: {
      ...judged({ docs: listedDocs }),
      given: { words: "with registry mode on", context: { registryMode: true } },
    },
    good: {
      ...judged({ docs: '{ "type": "registry" }' }),
      given: {
        words: "with registry mode on",
        context: { registryMode: true, registryNames: new Set(["docs"]) },
      },
    },
  },
  {
    id: "mcp/allowed-renamed",
    about: `The policy lists this server under another name. It is allowed; under the listed name others recognise it too.\n\n${asked}`,
    fix: "Rename it to the listed name.",
    bad: judged({ "my-docs": listedDocs }),
    good: judged({ docs: listedDocs }),
  },
  {
    id: "mcp/unpinned",
    about: `The server starts whatever version is newest when it starts. Whoever can publish a version of the package, or a version of what it depends on, then runs code on this computer. Almost every public configuration is like that, so that one finding stands for the whole file; without a policy it is a hint.\n\n${asked}`,
    fix: "Name an exact version, such as `@example/docs-mcp@2.1.0`, or the digest of an image. Where the policy lists a version, a quick fix writes it.",
    bad: judged({ docs: '{ "command": "npx", "args": ["-y", "@example/docs-mcp@latest"] }' }),
    good: judged({ docs: listedDocs }),
  },
  {
    id: "mcp/unverified",
    about:
      "There is a policy, but it cannot be relied on: its time is over, its signature is not right, or it is older than one that was seen before. No server is shown as allowed then. Without any policy there is no such finding.",
    fix: "Have a valid policy put in place; the finding says what is wrong with this one.",
    bad: {
      text: judged({ docs: listedDocs }).text,
      given: {
        words: "with a policy whose time is over",
        context: { policy: { state: "expired", reason: "it ended on 1 May 2026." } },
      },
    },
    good: judged({ docs: listedDocs }),
  },
  {
    id: "mcp/shadows-central",
    about:
      "A server of the organisation's central file is defined again in a file that counts more, under the same name. Kiro takes the whole entry of that file, so that the central definition counts for nothing: the name stays and another server can stand behind it.",
    fix: "Remove the definition, or give it a name of its own.",
    bad: {
      ...judged({ docs: listedDocs }),
      given: {
        words: "in a workspace, with a central file that defines `docs`",
        context: { flagsOf: () => ["SHADOWS_CENTRAL"] },
      },
    },
    good: judged({ docs: listedDocs }),
  },
];

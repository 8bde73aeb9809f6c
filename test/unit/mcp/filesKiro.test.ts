import assert from "node:assert/strict";
import { predictKiro, type KiroContext, type KiroOutcome } from "../../../src/core/mcp/files/predictKiro.ts";
import { readMcpFile } from "../../../src/core/mcp/files/readMcpFile.ts";
import type { McpFileKind } from "../../../src/core/mcp/model/definition.ts";

interface Case {
  readonly title: string;
  /** Servers of a file, the first of which is asked about. */
  readonly servers: string;
  readonly outcome: KiroOutcome;
  /** A part of the reasons. */
  readonly says: string;
  readonly context?: KiroContext;
  readonly kind?: McpFileKind;
}

const cases: readonly Case[] = [
  { title: "a good one", servers: '"a":{"command":"x"}', outcome: "loads", says: 'loads it as "a"' },
  {
    title: "one of VS Code",
    servers: '"a":{"command":"x"}',
    kind: "cursor",
    outcome: "not-read",
    says: "does not read",
  },
  {
    title: "one beside a broken one",
    servers: '"a":{"command":"x"},"b":{"args":"y"}',
    outcome: "rejects-file",
    says: '"args" must be a list of texts',
  },
  {
    title: "an earlier key",
    servers: '"a":{"command":"x"},"a":{"command":"y"}',
    outcome: "replaced",
    says: "later key",
  },
  { title: "an empty one", servers: '"a":{}', outcome: "drops", says: 'neither "command" nor "url"' },
  {
    title: "plain http",
    servers: '"a":{"url":"http://mcp.example.com"}',
    outcome: "drops",
    says: "neither https nor",
  },
  {
    title: "an untrusted workspace",
    servers: '"a":{"command":"x"}',
    context: { untrusted: true },
    outcome: "untrusted-workspace",
    says: "not trusted",
  },
  {
    title: "the registry mode",
    servers: '"a":{"command":"x"}',
    context: { registryMode: true },
    outcome: "blocked-by-registry-mode",
    says: "from the registry alone",
  },
  {
    title: "a registry's server",
    servers: '"a":{"type":"registry","env":{"A":"b"}}',
    context: { registryMode: true, registryNames: new Set(["a"]) },
    outcome: "loads",
    says: '"env" here counts more than the registry\'s',
  },
  {
    title: "a name that the registry does not have",
    servers: '"a":{"type":"registry"}',
    context: { registryMode: true, registryNames: new Set(["b"]) },
    outcome: "not-in-registry",
    says: 'no server of the name "a"',
  },
  {
    title: "a shadowed one",
    servers: '"a":{"command":"x"}',
    context: { shadowedBy: "/w/mcp.json" },
    outcome: "replaced",
    says: "/w/mcp.json",
  },
  {
    title: "a disabled one",
    servers: '"a":{"command":"x","disabled":true}',
    outcome: "disabled",
    says: "does not start",
  },
  {
    title: "a command line",
    servers: '"a":{"command":"npx -y acme"}',
    outcome: "will-not-start",
    says: "a whole command line",
  },
  { title: "a blank", servers: '"a":{"command":"npx "}', outcome: "will-not-start", says: "white space" },
  {
    title: "variables that nobody approved",
    servers: '"a":{"command":"x","args":["${B}"],"env":{"T":"${A}","U":"${A}${OK}"},"headers":{"H":"${C}"}}',
    context: { approvedEnv: ["OK"] },
    outcome: "waits-for-approval",
    says: "${B}, ${A}, ${C}",
  },
  {
    title: "approved variables",
    servers: '"a":{"command":"x","env":{"T":"${A}"}}',
    context: { approvedEnv: ["A"] },
    outcome: "loads",
    says: "loads",
  },
  {
    title: "variables when nobody knows what is approved",
    servers: '"a":{"command":"x","env":{"T":"${A}"}}',
    outcome: "loads",
    says: "loads",
  },
  {
    title: "a variable with a default",
    servers: '"a":{"command":"x","env":{"T":"${A:-b}"}}',
    context: { approvedEnv: [] },
    outcome: "loads",
    says: "fills in ${NAME} alone",
  },
];

suite("MCP files: what Kiro will do", () => {
  for (const { title, servers, outcome, says, context, kind = "kiro" } of cases) {
    test(`${title}: ${outcome}`, () => {
      const file = readMcpFile(`{"mcpServers":{${servers}}}`, { path: "mcp.json", kind });
      const [server] = file.servers;
      assert.ok(server);
      const predicted = predictKiro(file, server, context);
      assert.equal(predicted.outcome, outcome);
      assert.ok(predicted.reasons.join(" ").includes(says), predicted.reasons.join(" "));
    });
  }

  test("no reason holds a value, and hidden characters of names are escaped", () => {
    const value = ["hunter", "2", "hunter"].join("");
    const text = `{"mcpServers":{"a\\u202e":{"command":"x","args":["${value}"],"env":{"A":"${value}","B":"\${C}\${D:-${value}}"}}}}`;
    const file = readMcpFile(text, { path: "mcp.json", kind: "kiro" });
    const [server] = file.servers;
    assert.ok(server);
    for (const approvedEnv of [[], ["C"]]) {
      const said = predictKiro(file, server, { approvedEnv }).reasons.join(" ");
      assert.ok(!said.includes(value) && !said.includes("\u202e"), said);
    }
  });
});

import assert from "node:assert/strict";
import { exportAllowlist } from "../../../src/core/mcp/policies/exportAllowlist.ts";
import { readPolicy } from "../../../src/core/mcp/policies/readPolicy.ts";
import type { McpPolicy } from "../../../src/core/mcp/model/policy.ts";
import { fullAllowlist } from "./policySamples.ts";

function policyOf(text: string): McpPolicy {
  const read = readPolicy(text);
  assert.ok("policy" in read, JSON.stringify(read));
  return read.policy;
}

suite("export to Picket's allowlist", () => {
  test("gives the policy back that was read", () => {
    const policy = policyOf(JSON.stringify(fullAllowlist()));
    const { text, notes } = exportAllowlist(policy);
    assert.deepEqual(policyOf(text), policy);
    assert.deepEqual(notes, []);
  });

  const others: readonly (readonly [string, unknown])[] = [
    [
      "kiro-registry",
      {
        servers: [
          {
            server: {
              name: "acme-tool",
              description: "A tool",
              version: "1.0.0",
              packages: [
                {
                  registryType: "npm",
                  identifier: "@acme/tool@1.0.0",
                  transport: { type: "stdio" },
                  environmentVariables: [{ name: "LEVEL" }],
                },
              ],
            },
          },
        ],
      },
    ],
    [
      "copilot",
      {
        allowedMcpServers: [
          { serverCommand: ["docker", "run", "--rm", `acme/x@sha256:${"0".repeat(64)}`, "--stdio"] },
          { serverUrl: "https://mcp.example.com/*" },
        ],
        deniedMcpServers: [{ serverCommand: ["uvx", "acme-files", "/"] }],
      },
    ],
    ["claude", { mcpServers: { remote: { url: "https://mcp.example.com/a", headers: { "X-Team": "a" } } } }],
  ];
  for (const [source, document] of others) {
    test(`holds all that was read from ${source}`, () => {
      const policy = policyOf(JSON.stringify(document));
      assert.equal(policy.source, source);
      const { text, notes } = exportAllowlist(policy);
      assert.deepEqual(policyOf(text), { ...policy, source: "picket" });
      assert.deepEqual(notes, []);
    });
  }

  test("says so when the names of another product are none of Picket's", () => {
    const odd = { mcpServers: { "a\u200bb": { url: "https://mcp.example.com/a" } } };
    const { notes } = exportAllowlist(policyOf(JSON.stringify(odd)));
    assert.deepEqual(notes, [
      "Picket refuses this allowlist until it is mended: servers[0].id must be a text without hidden characters",
    ]);
  });

  test("says what it cannot hold: names alone", () => {
    const names = { allowedMcpServers: [{ serverName: "docs" }], deniedMcpServers: [{ serverName: "bad" }] };
    const { text, notes } = exportAllowlist(policyOf(JSON.stringify(names)));
    assert.deepEqual([policyOf(text).servers, policyOf(text).denied], [[], []]);
    assert.deepEqual(notes, [
      '"allowedMcpServers[0]" is left out: it has a name and no package, address or program',
      'the denial "deniedMcpServers[0]" is left out: Picket denies by what a server is, not by its name',
    ]);
  });
});

import assert from "node:assert/strict";
import fc from "fast-check";
import { judgeServer } from "../../../src/core/mcp/verdict/judgeServer.ts";
import { formatOf, readPolicy } from "../../../src/core/mcp/policies/readPolicy.ts";
import type { ReadPolicy } from "../../../src/core/mcp/policies/allowlist.ts";
import { fullAllowlist } from "./policySamples.ts";

function read(document: unknown): ReadPolicy {
  const result = readPolicy(JSON.stringify(document));
  assert.ok("policy" in result, JSON.stringify(result));
  return result;
}
const allowed = (...entries: readonly unknown[]) => read({ allowedMcpServers: entries });

suite("formats of policies", () => {
  const samples: readonly (readonly [string, unknown])[] = [
    ["picket", fullAllowlist()],
    ["picket", { servers: [{ id: "a" }] }],
    ["kiro-registry", { servers: [{ server: {} }] }],
    ["copilot", { allowedMcpServers: [] }],
    ["copilot", { deniedMcpServers: [], permissions: {} }],
    ["claude", { allowedMcpServers: [], allowManagedMcpServersOnly: true }],
    ["claude", { mcpServers: {} }],
    ["picket", []],
  ];
  for (const [format, document] of samples) {
    test(`${format}: ${JSON.stringify(document).slice(0, 60)}`, () => {
      assert.equal(formatOf(JSON.stringify(document)), format);
    });
  }
});

suite("Copilot's lists", () => {
  test("a command lists the package that it starts", () => {
    const { policy, notes } = allowed(
      { serverCommand: ["npx", "-y", "@acme/tool@1.0.0", "--stdio"] },
      { serverCommand: ["cmd", "/c", "uvx", "acme-docs"] },
      { serverCommand: ["docker", "run", "-i", "--rm", `acme/x@sha256:${"0".repeat(64)}`] },
    );
    assert.equal(policy.source, "copilot");
    assert.deepEqual(
      policy.servers.map(({ package: named, args, runners }) => [named, args, runners]),
      [
        [{ registryType: "npm", identifier: "@acme/tool", version: "1.0.0" }, ["--stdio"], ["npx"]],
        [{ registryType: "pypi", identifier: "acme-docs" }, [], ["uvx"]],
        [
          { registryType: "oci", identifier: "docker.io/acme/x", digest: `sha256:${"0".repeat(64)}` },
          [],
          ["docker"],
        ],
      ],
    );
    assert.deepEqual(policy.servers[2]?.runtimeArgs, ["run", "-i", "--rm"]);
    assert.deepEqual(notes, ["allowedMcpServers[1]: it is not pinned: any version of it is listed"]);
  });

  const leftOut: readonly (readonly [readonly string[], RegExp])[] = [
    [["npx", "-y", "${PKG}"], /variable/],
    [["sh", "-c", "npx x; rm -rf y"], /./],
    [["npx", "git+https://a.example/x"], /no package of a registry/],
    [["npx", "-p", "@acme/x@1.0.0", "other-bin"], /package and its program apart/],
    [["uvx", "--with", "other", "acme-docs"], /options that change what runs/],
    [["./tool"], /./],
  ];
  for (const [command, problem] of leftOut) {
    test(`leaves out ${command.join(" ")}`, () => {
      const { policy, notes } = allowed({ serverCommand: command });
      assert.deepEqual(policy.servers, []);
      assert.match(notes.join("\n"), /^allowedMcpServers\[0\] is left out: /);
      assert.match(notes.join("\n"), problem);
    });
  }

  test("an address is taken with the wildcards that Picket knows", () => {
    const { policy, notes } = allowed(
      { serverUrl: "https://mcp.example.com/*" },
      { serverUrl: "https://*.example.com/a" },
      { serverUrl: "*://mcp.example.com/*" },
    );
    assert.deepEqual(
      policy.servers.map(({ url }) => url),
      ["https://mcp.example.com/*", "https://*.example.com/a"],
    );
    assert.match(
      notes.join("\n"),
      /^allowedMcpServers\[2\] is left out: its address has a wildcard elsewhere/,
    );
  });

  test("a name alone gives no identity", () => {
    const { policy, notes } = allowed({ serverName: "docs" });
    assert.deepEqual(policy.servers, [{ id: "allowedMcpServers[0]", names: ["docs"] }]);
    assert.match(notes.join("\n"), /by its name alone/);
  });

  test("what is denied stays denied, at least as widely", () => {
    const { policy } = read({
      allowedMcpServers: [],
      deniedMcpServers: [
        { serverCommand: ["npx", "-y", "@acme/files", "/"] },
        { serverName: "bad" },
        { serverUrl: "https://*.staging.example.com/*" },
      ],
    });
    assert.deepEqual(policy.denied, [
      {
        id: "deniedMcpServers[0]",
        package: { registryType: "npm", identifier: "@acme/files" },
        argsContain: ["/"],
      },
      { id: "deniedMcpServers[1]", names: ["bad"] },
      { id: "deniedMcpServers[2]", url: "https://*.staging.example.com/*" },
    ]);
  });

  test("a malformed allow list counts as an empty one", () => {
    const good = { serverUrl: "https://mcp.example.com/a" };
    for (const list of [
      {},
      "x",
      null,
      [good, 5],
      [good, {}],
      [{ ...good, serverName: "x" }],
      [{ serverCommand: [] }],
    ]) {
      const { policy, notes } = read({ allowedMcpServers: list });
      assert.deepEqual(policy.servers, [], JSON.stringify(list));
      assert.match(notes.join("\n"), /malformed/);
    }
  });

  test("an absent allow list is no allowance of Picket's", () => {
    const { policy, notes } = read({ deniedMcpServers: [{}] });
    assert.deepEqual([policy.servers, policy.denied], [[], []]);
    assert.match(notes.join("\n"), /1 malformed entries/);
    assert.match(notes.join("\n"), /every server passes there/);
  });
});

suite("verdicts by Copilot's lists", () => {
  const { policy } = read({
    allowedMcpServers: [{ serverCommand: ["npx", "-y", "@acme/tool@1.0.0"] }, { serverName: "docs" }],
    deniedMcpServers: [{ serverName: "bad" }],
  });
  const statusOf = (name: string, identifier: string) =>
    judgeServer(
      { name, definition: { command: "npx", args: ["-y", identifier] } },
      { policy: { state: "valid", policy }, now: 0 },
    ).status;

  const expected: readonly (readonly [string, string, string])[] = [
    ["any-name", "@acme/tool@1.0.0", "ALLOWED"],
    ["any-name", "@acme/tool@2.0.0", "DRIFT"],
    ["any-name", "@acme/other@1.0.0", "NOT_LISTED"],
    ["docs", "@acme/other@1.0.0", "NAME_ONLY"],
    ["bad", "@acme/tool@1.0.0", "DENIED"],
  ];
  for (const [name, identifier, status] of expected) {
    test(`${identifier} as "${name}" is ${status}`, () => assert.equal(statusOf(name, identifier), status));
  }
});

suite("Claude's documents", () => {
  test("managed-mcp.json lists its servers under their names", () => {
    const { policy, notes } = read({
      mcpServers: {
        tool: { command: "npx", args: ["-y", "@acme/tool@1.0.0"], env: { TOKEN: "value-not-kept" } },
        remote: {
          type: "http",
          url: "https://mcp.example.com/a",
          headers: { Authorization: "value-not-kept" },
        },
        odd: { command: "npx", args: "x" },
        none: {},
      },
    });
    assert.deepEqual(
      policy.servers.map(({ id, names, url, package: named }) => [id, names, url ?? named?.identifier]),
      [
        ["tool", ["tool"], "@acme/tool"],
        ["remote", ["remote"], "https://mcp.example.com/a"],
      ],
    );
    assert.deepEqual({ ...policy.servers[0]?.env }, { TOKEN: "*" });
    assert.deepEqual({ ...policy.servers[1]?.headers }, { Authorization: "*" });
    assert.equal(notes.filter((note) => note.includes("is left out")).length, 2);
    assert.ok(!JSON.stringify({ policy, notes }).includes("value-not-kept"));
  });

  test("names do not count beside entries of commands or addresses", () => {
    const settings = { allowManagedMcpServersOnly: true };
    const mixed = [{ serverName: "docs" }, { serverUrl: "https://mcp.example.com/a" }];
    const { policy, notes } = read({ ...settings, allowedMcpServers: mixed });
    assert.deepEqual(
      policy.servers.map(({ names, url }) => [names, url]),
      [[[], "https://mcp.example.com/a"]],
    );
    assert.match(notes.join("\n"), /names in allowedMcpServers do not count/);
    const names = read({ ...settings, allowedMcpServers: [{ serverName: "docs" }] });
    assert.deepEqual(names.policy.servers[0]?.names, ["docs"]);
  });

  test("other shapes are an error", () => {
    for (const text of ["[]", '{"mcpServers":[]}', "5", "{"])
      assert.ok("error" in readPolicy(text, "claude"), text);
    for (const text of ["[]", "5", "{"]) assert.ok("error" in readPolicy(text, "copilot"), text);
  });
});

suite("readers of policies", () => {
  test("no reader throws, whatever the text", () => {
    const list = fc.json().map((json) => `{"allowedMcpServers":[${json},{"serverCommand":["npx",${json}]}]}`);
    const servers = fc.json().map((json) => `{"mcpServers":{"a":${json}}}`);
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), list, servers), (text) => {
        for (const format of ["picket", "kiro-registry", "copilot", "claude"] as const)
          assert.equal(typeof readPolicy(text, format), "object");
      }),
    );
  });
});

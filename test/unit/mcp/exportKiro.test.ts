import assert from "node:assert/strict";
import fc from "fast-check";
import { readAllowlist } from "../../../src/core/mcp/policies/allowlist.ts";
import {
  exportKiroManagedSettings,
  readKiroManagedSettings,
} from "../../../src/core/mcp/policies/exportManagedSettings.ts";
import { exportKiroRegistry } from "../../../src/core/mcp/policies/exportRegistry.ts";
import { readRegistry } from "../../../src/core/mcp/policies/registry.ts";
import { lintRegistry } from "../../../src/core/mcp/policies/registryLint.ts";
import type { McpPolicy } from "../../../src/core/mcp/model/policy.ts";
import { fullAllowlist } from "./policySamples.ts";

const now = Date.UTC(2026, 5, 1);

function policyOf(document: unknown): McpPolicy {
  const read = readAllowlist(JSON.stringify(document));
  assert.ok("policy" in read, JSON.stringify(read));
  return read.policy;
}
const listing = (...servers: readonly unknown[]) => policyOf({ version: 1, servers });
const npm = (id: string, more: object = {}) => ({
  id,
  names: [id],
  package: { registryType: "npm", identifier: `@acme/${id}`, version: "1.0.0" },
  ...more,
});

function importedFrom(text: string): McpPolicy {
  const read = readRegistry(text);
  assert.ok("policy" in read, JSON.stringify(read));
  return read.policy;
}

suite("export to Kiro's registry", () => {
  test("passes Kiro's rules and keeps what the format can hold", () => {
    const policy = policyOf(fullAllowlist());
    const { text, notes } = exportKiroRegistry(policy, now);
    assert.deepEqual(lintRegistry(text), []);
    assert.deepEqual(
      importedFrom(text).servers.map((server) => ({ ...server, env: { ...server.env } })),
      [
        ...["docs", "acme-docs"].map((name) => ({
          id: name,
          names: [name],
          package: {
            registryType: "pypi",
            identifier: "acme-docs",
            version: "1.1.24",
            registryBaseUrl: "https://pypi.example.com/simple",
          },
          runners: ["uvx"],
          args: ["--quiet"],
          env: { LEVEL: "*", REGION: "*" },
        })),
        {
          id: "remote",
          names: ["remote"],
          url: "https://mcp.example.com/a",
          transports: ["streamable-http"],
          headers: Object.assign(Object.create(null), { Authorization: "*" }),
          env: {},
        },
        {
          id: "image",
          names: ["image"],
          package: {
            registryType: "oci",
            identifier: "registry.example.com/mcp/image",
            digest: `sha256:${"0".repeat(64)}`,
          },
          runners: ["docker"],
          args: [],
          runtimeArgs: ["-i", "--rm"],
          env: {},
        },
      ],
    );
    assert.deepEqual(notes, [
      '"tool" is left out: a registry lists packages and addresses, not programs of the machine',
      "1 entry says that no other name is taken: this is not written",
      "1 entry says which tools may be used and approved: this is not written",
      "1 entry says in which scopes it may be defined: this is not written",
      "1 entry says that a header must be a reference: this is not written",
      "2 denied entries are not written: what a registry does not list is refused",
    ]);
  });

  test("is the same when it is read and written again", () => {
    const once = exportKiroRegistry(policyOf(fullAllowlist()), now).text;
    const twice = exportKiroRegistry(importedFrom(once), now).text;
    const thrice = exportKiroRegistry(importedFrom(twice), now).text;
    assert.equal(thrice, twice);
    assert.deepEqual(importedFrom(twice), importedFrom(once));
  });

  const leftOut: readonly (readonly [unknown, string])[] = [
    [npm("old", { expires: "2026-01-01" }), "it has expired"],
    [
      { id: "any", names: ["any-host"], url: "https://*.example.com/*" },
      "a registry holds no patterns of addresses",
    ],
    [{ id: "http", names: ["http"], url: "http://localhost/mcp" }, "a registry holds https addresses only"],
  ];
  for (const [server, problem] of leftOut) {
    test(`leaves out an entry: ${problem}`, () => {
      const { text, notes } = exportKiroRegistry(listing(server), now);
      assert.deepEqual(JSON.parse(text), { servers: [] });
      assert.ok(notes[0]?.endsWith(`is left out: ${problem}`), notes[0]);
    });
  }

  const denials: readonly (readonly [object, boolean])[] = [
    [{ package: { registryType: "npm", identifier: "@ACME/tool" } }, true],
    [{ package: { registryType: "npm", identifier: "@acme/tool", version: "1.0.0" } }, true],
    [{ package: { registryType: "npm", identifier: "@acme/tool", version: "2.0.0" } }, false],
    [{ package: { registryType: "npm", identifier: "@acme/tool" }, argsContain: ["--all"] }, true],
    [{ package: { registryType: "npm", identifier: "@acme/tool" }, argsContain: ["/"] }, false],
    [{ package: { registryType: "pypi", identifier: "tool" } }, false],
    [{ argsContain: ["--all"] }, true],
    [{ url: "https://*.example.com/*" }, false],
  ];
  for (const [denial, isDenied] of denials) {
    test(`${isDenied ? "leaves out" : "keeps"} what is denied by ${JSON.stringify(denial)}`, () => {
      const policy = policyOf({
        version: 1,
        servers: [npm("tool", { args: ["--all"] })],
        denied: [{ id: "no", ...denial }],
      });
      assert.equal(importedFrom(exportKiroRegistry(policy, now).text).servers.length, isDenied ? 0 : 1);
    });
  }

  test("a denied address is left out, whatever the host's case", () => {
    const policy = policyOf({
      version: 1,
      servers: [{ id: "a", names: ["api"], url: "https://a.Staging.example.com/mcp" }],
      denied: [{ id: "no", url: "https://*.staging.example.com/*" }],
    });
    assert.deepEqual(importedFrom(exportKiroRegistry(policy, now).text).servers, []);
  });

  test("names that Kiro refuses, or that are taken, are left out with a note", () => {
    const { text, notes } = exportKiroRegistry(
      listing(
        npm("one", { names: ["shared", "my tool"] }),
        npm("two", { names: ["shared", "ns/two", "two-b"] }),
      ),
      now,
    );
    assert.deepEqual(
      importedFrom(text).servers.map(({ id }) => id),
      ["shared", "two-b"],
    );
    assert.equal(notes.filter((note) => note.startsWith("the name ")).length, 3);
    assert.match(notes.join("\n"), /the name "shared" of "two" is left out: another entry has the name/);
  });

  test("a variable with one value is set, and one of several is the user's", () => {
    const { text } = exportKiroRegistry(
      listing(npm("tool", { env: { A: ["1"], B: ["1", "2"], C: "*" } })),
      now,
    );
    const [{ server }] = JSON.parse(text).servers;
    assert.deepEqual(server.packages[0].environmentVariables, [
      { name: "A", value: "1" },
      { name: "B" },
      { name: "C" },
    ]);
  });

  test("whatever the policy, Kiro would take what is written", () => {
    const odd = fc.constantFrom("\u0000", "\u202e", "ns/x", "a*b", "\ud800", "a".repeat(300), "<b>");
    const word = fc.oneof(fc.string({ maxLength: 12 }), odd);
    const server = fc.record(
      {
        id: word,
        names: fc.array(word),
        args: fc.array(word),
        url: fc.constantFrom("https://a.example/x", "https://*.a.example"),
      },
      { requiredKeys: ["id", "names", "url"] },
    );
    fc.assert(
      fc.property(fc.array(server, { maxLength: 5 }), fc.option(word), (servers, issuer) => {
        const base = policyOf({ version: 1, servers: [] });
        const policy = { ...base, servers, ...(issuer !== null && { issuer }) };
        const { text } = exportKiroRegistry(policy, now);
        assert.deepEqual(
          lintRegistry(text).filter(({ rejects }) => rejects),
          [],
        );
      }),
      { numRuns: 50 },
    );
  });
});

suite("export to Kiro's managed settings", () => {
  test("refuses every name but the listed ones, which ask", () => {
    const { text, notes } = exportKiroManagedSettings(policyOf(fullAllowlist()), now);
    assert.deepEqual(JSON.parse(text), {
      rules: [
        {
          capability: "mcp",
          match: ["*"],
          exclude: ["docs", "acme-docs", "remote", "image", "tool"],
          effect: "deny",
        },
        { capability: "mcp", effect: "ask" },
      ],
    });
    assert.match(notes[0] ?? "", /match the names of servers, not what they start/);
    assert.ok(!text.startsWith("\ufeff"));
  });

  test("is read back as the names", () => {
    const read = readKiroManagedSettings(exportKiroManagedSettings(policyOf(fullAllowlist()), now).text);
    assert.ok(!("error" in read));
    assert.deepEqual([...(read.allowedNames ?? [])], ["docs", "acme-docs", "remote", "image", "tool"]);
    assert.equal(read.asks, true);
  });

  test("refuses all when nothing is listed, and nothing in audit mode", () => {
    const empty = readKiroManagedSettings(exportKiroManagedSettings(listing(), now).text);
    assert.deepEqual(empty, { asks: true, allowedNames: new Set() });
    const audit = policyOf({ version: 1, mode: "audit", servers: [npm("tool")] });
    assert.deepEqual(readKiroManagedSettings(exportKiroManagedSettings(audit, now).text), { asks: true });
  });

  test("leaves out what is expired, denied, or would be a pattern", () => {
    const policy = policyOf({
      version: 1,
      servers: [npm("old", { expires: "2026-01-01" }), npm("bad"), npm("odd", { names: ["*", "ok"] })],
      denied: [{ id: "no", package: { registryType: "npm", identifier: "@acme/bad" } }],
    });
    const { text, notes } = exportKiroManagedSettings(policy, now);
    assert.deepEqual(JSON.parse(text).rules[0].exclude, ["ok"]);
    assert.equal(notes.filter((note) => note.includes("left out")).length, 3);
  });

  test("a name passes only when every rule lets it", () => {
    const rule = (exclude: readonly string[]) => ({
      capability: "mcp",
      match: ["*"],
      exclude,
      effect: "deny",
    });
    const text = JSON.stringify({
      rules: [rule(["a", "b"]), rule(["b", "c"]), { capability: "shell", effect: "deny" }],
    });
    assert.deepEqual(readKiroManagedSettings(text), { asks: false, allowedNames: new Set(["b"]) });
    assert.ok("error" in readKiroManagedSettings("{"));
  });
});

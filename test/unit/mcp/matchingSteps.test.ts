import assert from "node:assert/strict";
import type { McpFlag, McpStatus } from "../../../src/core/mcp/model/verdict.ts";
import { judgeJson, policyFrom, testPolicy, testTime } from "./support/judging.ts";
import { testVerdicts } from "./support/verdictTable.ts";

const weather = { command: "uvx", args: ["acme.weather-mcp==2.4.1"] };
const notes = { command: "npx", args: ["-y", "@acme/notes-mcp@3.0.2"] };
const unknown = { command: "npx", args: ["-y", "something-else@1.0.0"] };
const policyOf = (policy = testPolicy) => ({ policy: { state: "valid", policy } as const });

suite("step 1: a policy to rely on", () => {
  const states: readonly (readonly [McpStatus, McpFlag | undefined, Parameters<typeof judgeJson>[2]])[] = [
    ["UNVERIFIED", "POLICY_MISSING", { policy: { state: "missing" } }],
    ["UNVERIFIED", "POLICY_EXPIRED", { policy: { state: "expired", reason: "in May", policy: testPolicy } }],
    [
      "UNVERIFIED",
      "POLICY_UNTRUSTED",
      { policy: { state: "untrusted", reason: "no signature", policy: testPolicy } },
    ],
    [
      "UNVERIFIED",
      "POLICY_STALE",
      { policy: { state: "stale", reason: "serial 3 after 4", policy: testPolicy } },
    ],
    ["DENIED", undefined, { policy: { state: "broken", reason: "line 3" } }],
    ["UNVERIFIED", "POLICY_EXPIRED", policyOf({ ...testPolicy, expires: testTime })],
  ];
  for (const [status, flag, context] of states) {
    test(`${context?.policy?.state}: ${status} for every entry`, () => {
      for (const server of [weather, unknown, {}, { type: "registry" }]) {
        const verdict = judgeJson("weather", server, context);
        assert.equal(verdict.status, status);
        assert.deepEqual(verdict.flags, flag ? [flag] : []);
        assert.equal(verdict.severity, status === "DENIED" ? "error" : "info");
      }
    });
  }
  testVerdicts([
    ["ALLOWED", "a valid one", "weather", weather, policyOf({ ...testPolicy, expires: testTime + 1 })],
  ]);
});

suite("step 2: would Kiro read it", () => {
  testVerdicts([
    ["INVALID", "neither command nor url", "x", {}],
    ["INVALID", "an empty command", "x", { command: " ", args: [] }],
    ["INVALID", "an empty url", "x", { url: "" }],
    ["INVALID", "arguments as one text", "x", { command: "npx", args: "-y a" }],
    ["INVALID", "an argument that is no text", "x", { command: "npx", args: ["-y", 1] }],
    ["INVALID", "variables that are no texts", "x", { ...notes, env: { A: 1 } }],
    [
      "INVALID",
      "a problem of the reader",
      "x",
      notes,
      {
        problems: [{ path: "timeout", message: '"timeout" must be a number', effect: "rejects-file" }],
      },
    ],
    [
      "ALLOWED",
      "a member that Kiro ignores",
      "notes",
      notes,
      {
        problems: [{ path: "color", message: "unknown", effect: "ignores" }],
      },
    ],
    ["INVALID", "plain http", "wiki", { url: "http://mcp.acme.example/wiki/mcp" }],
    ["INVALID", "plain http to a host like localhost", "x", { url: "http://localhost.acme.example/" }],
    ["INVALID", "plain http to a user named localhost", "x", { url: "http://localhost@acme.example/" }],
    ["INVALID", "another scheme", "x", { url: "ftp://acme.example/" }],
    ["INVALID", "no address", "x", { url: "somewhere" }],
    ["NOT_LISTED", "localhost", "x", { url: "http://localhost:3000/mcp" }],
    ["NOT_LISTED", "a loopback address", "x", { url: "http://127.0.0.5/mcp" }],
    ["NOT_LISTED", "a loopback address in short", "x", { url: "http://127.1/mcp" }],
    ["NOT_LISTED", "a loopback address of IPv6", "x", { url: "http://[::1]:3000/mcp" }],
    ["INVALID", "every address of the computer", "x", { url: "http://0.0.0.0/mcp" }],
  ]);
  test("a policy without requireHttps makes plain http a flag", () => {
    const http = { url: "http://mcp.acme.example/wiki/mcp" };
    const listed = { id: "wiki", names: ["wiki"], url: http.url };
    const verdict = judgeJson(
      "wiki",
      http,
      policyOf(policyFrom({ options: { requireHttps: false }, servers: [listed] })),
    );
    assert.deepEqual([verdict.status, verdict.flags], ["ALLOWED", ["PLAIN_HTTP"]]);
    const problems = [{ path: "url", message: "it is plain http", effect: "drops-server" }] as const;
    const policy = policyFrom({ options: { requireHttps: false }, servers: [listed] });
    assert.equal(judgeJson("wiki", http, { ...policyOf(policy), problems }).status, "ALLOWED");
    assert.equal(judgeJson("wiki", http, { problems }).status, "INVALID");
  });
});

suite("step 3: the mark of a registry's server, and registry mode", () => {
  const registryNames = new Set(["from-registry"]);
  testVerdicts([
    ["ALLOWED", "a name of the policy", "weather", { type: "registry" }],
    ["ALLOWED", "in registry mode too", "weather", { type: "registry" }, { registryMode: true }],
    ["NOT_LISTED", "another name", "other", { type: "registry" }],
    ["NOT_LISTED", "an imitated name", "Weather", { type: "registry" }],
    ["ALLOWED", "a name of the registry", "from-registry", { type: "registry" }, { registryNames }],
    [
      "NOT_LISTED",
      "a name of the policy that the registry has not",
      "weather",
      { type: "registry" },
      { registryNames },
    ],
    ["BLOCKED_BY_REGISTRY_MODE", "no mark", "weather", weather, { registryMode: true }],
    [
      "BLOCKED_BY_REGISTRY_MODE",
      "no mark on what is denied",
      "x",
      { url: "https://a.lab.example/" },
      { registryMode: true },
    ],
    [
      "BLOCKED_BY_REGISTRY_MODE",
      "a mark beside a command",
      "weather",
      { ...weather, type: "registry" },
      { registryMode: true },
    ],
    ["NAME_ONLY", "a mark beside a command without the mode", "weather", { ...unknown, type: "registry" }],
    ["INVALID", "what Kiro does not read, before all", "x", {}, { registryMode: true }],
  ]);
  test("says which variables are added to a registry's server", () => {
    const { reasons } = judgeJson("weather", {
      type: "registry",
      env: { NODE_OPTIONS: "--inspect", A: "b" },
    });
    assert.match(reasons[1] ?? "", /NODE_OPTIONS/);
    assert.equal(reasons.length, 2);
  });
});

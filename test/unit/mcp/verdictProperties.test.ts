import assert from "node:assert/strict";
import fc from "fast-check";
import { identify } from "../../../src/core/mcp/identity/identify.ts";
import { normalizeCommand } from "../../../src/core/mcp/identity/normalizeCommand.ts";
import type { PolicyState } from "../../../src/core/mcp/model/policy.ts";
import { judgeJson, testPolicy } from "./support/judging.ts";

const words = fc.constantFrom(
  "npx",
  "uvx",
  "docker",
  "run",
  "cmd",
  "/c",
  "sh",
  "-c",
  "env",
  "A=1",
  "-y",
  "-p",
  "--from",
  "--",
  "@acme/notes-mcp@3.0.2",
  "acme.weather-mcp==2.4.1",
  "npx -y a",
  "${X}",
  "a;b",
  "./npx",
  "/tmp/npx",
  "C:\\Windows\\System32\\cmd.exe",
  "powershell",
  "-Command",
  "node",
  "wsl",
  "-e",
  "mise",
  "exec",
  "https://a.lab.example/",
  "/",
  "",
);
const word = fc.oneof(words, fc.string({ unit: "binary", maxLength: 12 }));
const text = fc.oneof(
  word,
  fc.constantFrom("https://mcp.acme.example/wiki/mcp", "http://localhost:1/", "weather", "wiki"),
);
const likely = fc.record(
  {
    command: text,
    args: fc.array(word, { maxLength: 8 }),
    url: text,
    env: fc.dictionary(fc.oneof(fc.constantFrom("PATH", "LOG_LEVEL", "__proto__"), fc.string()), text),
    headers: fc.dictionary(fc.string(), text),
    type: fc.constantFrom("stdio", "http", "sse", "registry"),
    autoApprove: fc.array(text),
    disabled: fc.boolean(),
  },
  { requiredKeys: [] },
);
/** Any value at all under the members that are looked at. */
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.dictionary(
    fc.constantFrom("command", "args", "url", "env", "headers", "type", "autoApprove", "disabled"),
    fc.jsonValue(),
  ),
);

suite("properties of verdicts", () => {
  test("any JSON value gets a verdict", () => {
    fc.assert(
      fc.property(fc.string(), fc.oneof(anything, likely), fc.boolean(), (name, server, registryMode) => {
        const { status, reasons, trace } = judgeJson(name, server, { registryMode, approvedEnv: [] });
        assert.ok(status && reasons.length > 0 && trace.at(-1)?.decided);
        assert.ok(reasons.every((reason) => !/[\n\r]/.test(reason)));
      }),
      { numRuns: 2000 },
    );
  });

  test("without a valid policy nothing is allowed", () => {
    const states: readonly PolicyState[] = [
      { state: "missing" },
      { state: "expired", reason: "r", policy: testPolicy },
      { state: "untrusted", reason: "r", policy: testPolicy },
      { state: "stale", reason: "r", policy: testPolicy },
      { state: "broken", reason: "r" },
    ];
    const names = fc.oneof(fc.constantFrom("weather", "notes", "wiki"), fc.string());
    fc.assert(
      fc.property(
        fc.constantFrom(...states),
        names,
        fc.oneof(anything, likely),
        fc.boolean(),
        (state, name, server, mode) => {
          const { status } = judgeJson(name, server, {
            policy: state,
            registryMode: mode,
            registryNames: new Set([name]),
          });
          assert.equal(status, state.state === "broken" ? "DENIED" : "UNVERIFIED");
        },
      ),
      { numRuns: 1000 },
    );
  });

  test("normalising twice is normalising once", () => {
    fc.assert(
      fc.property(word, fc.array(word, { maxLength: 8 }), (command, args) => {
        const once = normalizeCommand(command, args);
        fc.pre(
          once.wrappers.length < 3 &&
            once.program !== "" &&
            /^\S+$/.test(once.path) &&
            !/["']/.test(once.path),
        );
        const twice = normalizeCommand(once.path, once.words);
        assert.deepEqual([twice.program, twice.words, twice.wrappers], [once.program, once.words, []]);
        assert.deepEqual(
          identify({ command: once.path, args: once.words }).identity,
          identify({ command, args }).identity,
        );
      }),
      { numRuns: 2000 },
    );
  });

  test("harmless variables, their names and their order change no status", () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[A-Z]{1,8}_X$/), { maxLength: 5 });
    fc.assert(
      fc.property(likely, names, names, (server, some, others) => {
        const withEnv = (keys: readonly string[]) => ({
          ...server,
          env: Object.fromEntries(keys.map((key) => [key, "v"])),
        });
        const { status } = judgeJson("notes", withEnv(some));
        assert.equal(judgeJson("notes", withEnv(some.toReversed())).status, status);
        assert.equal(judgeJson("notes", withEnv(others)).status, status);
      }),
      { numRuns: 500 },
    );
  });

  test("no value of a variable or header leaves in a verdict", () => {
    const value = fc.stringMatching(/^q[A-Za-z0-9]{12,20}z$/);
    fc.assert(
      fc.property(likely, value, (server, secret) => {
        const env = {
          LOG_LEVEL: secret,
          PATH: secret,
          API_TOKEN: secret,
          NPM_CONFIG_REGISTRY: `https://u:${secret}@h.example`,
        };
        const headers = { Authorization: `Bearer ${secret}` };
        for (const name of ["weather", "notes", "wiki"]) {
          assert.ok(!JSON.stringify(judgeJson(name, { ...server, env, headers })).includes(secret));
        }
      }),
      { numRuns: 300 },
    );
  });

  const huge = [
    "a".repeat(60_000),
    "${".repeat(30_000),
    " ".repeat(60_000),
    ":".repeat(60_000),
    "/".repeat(60_000),
    "-a=".repeat(20_000),
    `a==1${"-a".repeat(30_000)}`,
    "\u200b".repeat(60_000),
    `\${A}${" ".repeat(60_000)}x`,
    "@".repeat(60_000),
    "%a".repeat(30_000),
    "'".repeat(60_000),
    `https://${":".repeat(60_000)}@h`,
    "../".repeat(20_000),
    "[".repeat(60_000),
  ];
  for (const [index, one] of huge.entries()) {
    test(`a huge text is judged, and does not stand in the verdict: ${index}`, () => {
      for (const server of [
        { command: one, args: [one] },
        { command: "npx", args: [one, one] },
        { command: "uvx", args: [one, one] },
        { command: "docker", args: ["run", one, one] },
        { command: "sh", args: ["-c", one] },
        { url: one, headers: { Authorization: one } },
        { url: `https://h.example/${one}`, env: { [one]: one } },
      ]) {
        const verdict = judgeJson(one, server, { approvedEnv: [] });
        assert.ok(JSON.stringify(verdict).length < 20_000);
      }
    });
  }
});

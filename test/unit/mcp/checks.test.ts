import assert from "node:assert/strict";
import type { McpFlag } from "../../../src/core/mcp/model/verdict.ts";
import { policyFrom } from "./support/judging.ts";
import { marksOf, scanServers } from "./support/scanning.ts";

const policy = {
  state: "valid" as const,
  policy: policyFrom({
    servers: [
      {
        id: "docs",
        names: ["docs"],
        package: { registryType: "npm", identifier: "@example/docs-mcp", version: "2.1.0" },
        runners: ["npx"],
        args: [],
        env: { NODE_OPTIONS: ["--max-old-space-size=512"] },
      },
    ],
    denied: [
      { id: "shell", package: { registryType: "npm", identifier: "shell-mcp" }, reason: "it runs anything" },
    ],
  }),
};

function file(servers: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ mcpServers: servers });
}

function npx(args: readonly string[], more: object = {}): object {
  return { command: "npx", args, ...more };
}

const docs = npx(["-y", "@example/docs-mcp@2.1.0"]);

suite("MCP findings: verdicts", () => {
  test("one finding for each status, on the name, with the status as data", () => {
    const text = file({
      docs,
      shell: npx(["shell-mcp@1.0.0"]),
      other: npx(["other-mcp@1.0.0"]),
      variable: npx(["@example/docs-mcp@${V}"]),
      named: npx(["@example/docs-mcp@2.1.0"]),
      older: npx(["@example/docs-mcp@2.0.0"]),
    });
    assert.deepEqual(marksOf(text, { policy }), [
      "error denied shell",
      "warning not-listed other",
      "warning unverifiable variable",
      "info allowed-renamed named",
      "warning drift older",
    ]);
    const statuses = scanServers(text, { policy }).findings.map(({ data }) => data["status"]);
    assert.deepEqual(statuses, ["DENIED", "NOT_LISTED", "UNVERIFIABLE", "ALLOWED_RENAMED", "DRIFT"]);
  });

  test("a listed name with another server, and one that looks like it", () => {
    assert.deepEqual(marksOf(file({ docs: npx(["other@1.0.0"]) }), { policy }), ["error name-only docs"]);
    assert.deepEqual(marksOf(file({ dоcs: npx(["other@1.0.0"]) }), { policy }), ["error imitates dоcs"]);
    assert.deepEqual(marksOf(file({ d0cs: npx(["shell-mcp@1.0.0"]) }), { policy }), [
      "error denied d0cs",
      "warning imitates d0cs",
    ]);
    assert.deepEqual(marksOf(file({ d0cs: npx(["other@1.0.0"]) })), []);
  });

  test("unpinned servers are one finding for a file, a hint without a policy", () => {
    const text = file({ docs: npx(["@example/docs-mcp"]), b: npx(["b@^1"]), c: npx(["c@1.0.0"]) });
    assert.deepEqual(marksOf(text), ["hint unpinned @example/docs-mcp"]);
    const [finding] = scanServers(text).findings;
    assert.deepEqual(
      finding?.related.map(({ span }) => text.slice(span.start, span.end)),
      ["b@^1"],
    );
    assert.deepEqual(marksOf(file({ docs: npx(["@example/docs-mcp"]) }), { policy }), [
      "info unpinned @example/docs-mcp",
    ]);
    const git = "git+https://git.example.com/x.git";
    assert.deepEqual(marksOf(file({ a: npx([git]) })), [`hint unpinned ${git}`]);
    assert.deepEqual(marksOf(file({ a: npx([`${git}#${"0a".repeat(20)}`]) })), []);
  });

  test("no policy is no finding; one that cannot be relied on is one for a file; a broken one denies", () => {
    const text = file({ a: npx(["a@1.0.0"]), b: npx(["b@1.0.0"]) });
    assert.deepEqual(marksOf(text, { policy: { state: "missing" } }), []);
    for (const state of ["expired", "untrusted", "stale"] as const) {
      assert.deepEqual(marksOf(text, { policy: { state, reason: "Why." } }), ["info unverified a"]);
    }
    assert.deepEqual(marksOf(text, { policy: { state: "broken", reason: "Why." } }), [
      "error denied a",
      "error denied b",
    ]);
  });

  test("registry mode drops what is not marked", () => {
    assert.deepEqual(marksOf(file({ docs }), { policy, registryMode: true }), [
      "warning blocked-by-registry-mode docs",
    ]);
    assert.deepEqual(marksOf(file({ docs: { type: "registry" } }), { policy, registryMode: true }), []);
  });

  test("disabled lowers by one, an audit to info, a setting decides", () => {
    const disabled = file({ other: npx(["other@1.0.0"], { disabled: true, autoApprove: ["*"] }) });
    assert.deepEqual(marksOf(disabled, { policy }), ["info not-listed other", "info auto-approve-all *"]);
    const audit = { ...policy, policy: { ...policy.policy, mode: "audit" as const } };
    assert.deepEqual(marksOf(file({ x: npx(["shell-mcp@1.0.0"]) }), { policy: audit }), ["info denied x"]);
    const severities = { "mcp/auto-approve-all": "off", "mcp/not-listed": "error" } as const;
    assert.deepEqual(marksOf(disabled, { policy, severities }), ["error not-listed other"]);
  });

  test("flags of other files: what is shadowed is not judged again, what shadows is an error", () => {
    const text = file({ other: npx(["other@1.0.0"]) });
    const flagged = (flag: McpFlag): string[] => marksOf(text, { policy, flagsOf: () => [flag] });
    assert.deepEqual(flagged("SHADOWED"), []);
    assert.deepEqual(flagged("SHADOWS_CENTRAL"), ["warning not-listed other", "error shadows-central other"]);
  });
});

suite("MCP findings: reading", () => {
  test("a file that is no JSON, and one with a wrong type", () => {
    assert.deepEqual(marksOf('{"mcpServers": {"a": nope}}'), ["error file-rejected nope"]);
    assert.deepEqual(marksOf(file({ a: { command: "a", args: [1] } })), ["error file-rejected 1"]);
    assert.deepEqual(marksOf(""), ["error file-rejected "]);
    assert.deepEqual(marksOf("{}"), []);
  });

  test("dropped servers, with and without a policy", () => {
    assert.deepEqual(marksOf(file({ a: {} })), ["error invalid a"]);
    assert.deepEqual(marksOf(file({ a: { url: "ftp://a.example.com" } })), [
      "error invalid ftp://a.example.com",
    ]);
    assert.deepEqual(marksOf(file({ a: {} }), { policy }), ["error invalid a"]);
    assert.deepEqual(marksOf(file({ a: {} }), { path: ".cursor/mcp.json" }), []);
  });

  test("plain http: an error where Kiro drops it, a warning elsewhere, nothing on this computer", () => {
    const text = file({ a: { url: "http://a.example.com/x" } });
    assert.deepEqual(marksOf(text), ["error plain-http http://a.example.com/x"]);
    assert.deepEqual(marksOf(text, { path: ".cursor/mcp.json" }), [
      "warning plain-http http://a.example.com/x",
    ]);
    const lax = {
      ...policy,
      policy: { ...policy.policy, options: { ...policy.policy.options, requireHttps: false } },
    };
    assert.deepEqual(marksOf(text, { policy: lax }), [
      "warning not-listed a",
      "warning plain-http http://a.example.com/x",
    ]);
    for (const host of ["localhost", "127.0.0.1:9", "[::1]:80"])
      assert.deepEqual(marksOf(file({ a: { url: `http://${host}/` } })), []);
  });

  test("names that stand twice, of servers, members, variables and the file's top", () => {
    assert.deepEqual(
      marksOf(
        '{"mcpServers": {"a": {"url": "https://a.example.com"}, "\\u0061": {"url": "https://b.example.com"}}}',
      ),
      ["warning duplicate-key a"],
    );
    assert.deepEqual(
      marksOf('{"mcpServers": {"a": {"url": "https://a.example.com", "url": "https://b.example.com"}}}'),
      ["warning duplicate-key url"],
    );
    assert.deepEqual(
      marksOf('{"mcpServers": {}, "mcpServers": {"a": {"command": "/opt/a", "env": {"X": "1", "X": "2"}}}}'),
      ["warning duplicate-key mcpServers", "warning duplicate-key X"],
    );
  });

  test("characters that do not show are shown escaped", () => {
    const text = file({ "a\u202eb": { url: "https://a.example.com" } });
    assert.deepEqual(marksOf(text), ["warning hidden-unicode a\u202eb"]);
    assert.match(scanServers(text).findings[0]?.message ?? "", /a\\u\{202e\}b/);
    assert.deepEqual(marksOf(file({ a: npx(["a@1.0.0", "x\u200by"]) })), ["warning hidden-unicode x\u200by"]);
    assert.deepEqual(
      marksOf(file({ a: { command: "sh", args: ["-c", "npx\n a@1.0.0"] } })).filter((mark) =>
        mark.includes("hidden"),
      ),
      [],
    );
  });

  test("variables that Kiro asks for, or never fills in", () => {
    const text = file({ a: npx(["a@1.0.0"], { env: { T: "${T}", U: "${U}", W: "${env:W}" } }) });
    assert.deepEqual(marksOf(text), ["info unapproved-variable ${env:W}"]);
    assert.deepEqual(marksOf(text, { approvedEnv: ["T"] }), [
      "info unapproved-variable ${U}",
      "info unapproved-variable ${env:W}",
    ]);
    assert.deepEqual(marksOf(text, { approvedEnv: [], path: ".vscode/mcp.json" }), []);
  });

  test("commands that no system finds", () => {
    assert.deepEqual(marksOf(file({ a: { command: "npx -y a@1.0.0" } })), [
      "warning will-not-start npx -y a@1.0.0",
    ]);
    assert.deepEqual(marksOf(file({ a: { command: "npx ", args: ["a@1.0.0"] } })), [
      "warning will-not-start npx ",
    ]);
    assert.deepEqual(marksOf(file({ a: { command: "C:\\Program Files\\A\\a.exe" } })), []);
  });

  test("comments suppress", () => {
    const text = `{"mcpServers": {\n// picket:ignore-next-line mcp/auto-approve-all -- agreed\n"a": {"url": "https://a.example.com", "autoApprove": ["*"]}}}`;
    const { findings, suppressed } = scanServers(text);
    assert.deepEqual([findings, suppressed], [[], 1]);
  });
});

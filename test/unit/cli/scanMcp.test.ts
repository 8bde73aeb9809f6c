import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { runCli, tempFolder, type TempFolder } from "./cliProcess.ts";
import { mcpAllowlist, npx } from "./mcpSamples.ts";
import { githubToken } from "./tokens.ts";

interface Reported {
  readonly ruleId: string;
  readonly severity: string;
  readonly message: string;
  readonly path: string;
  readonly span: { readonly start: number; readonly end: number };
  readonly data: { readonly owasp?: string };
}

const open = '{"mcpServers": {"w": {"command": "npx", "args": ["-y", "w@1.0.0"], "autoApprove": ["*"]}}}';

suite("picket scan --only mcp", () => {
  let folder: TempFolder;
  setup(() => {
    folder = tempFolder();
  });
  teardown(() => folder.remove());
  const scan = (...args: readonly string[]) => runCli(["scan", ...args], { cwd: folder.path });
  const found = async (...args: readonly string[]): Promise<readonly Reported[]> =>
    JSON.parse((await scan("--format", "json", ...args)).stdout).findings;
  const rules = (findings: readonly Reported[]) => findings.map(({ ruleId }) => ruleId);

  test("judges configurations of servers by their place, and no other file", async () => {
    folder.write("repo/.kiro/settings/mcp.json", open);
    folder.write("repo/.mcp.json", open);
    folder.write("repo/data.json", open);
    const findings = (await found("--only", "mcp")).filter(({ ruleId }) => ruleId === "mcp/auto-approve-all");
    assert.deepEqual(
      findings.map(({ path }) => path),
      ["repo/.kiro/settings/mcp.json", "repo/.mcp.json"],
    );
    const [first] = findings;
    assert.equal(open.slice(first?.span.start, first?.span.end), "*");
    assert.equal(first?.data.owasp, "MCP02");
  });

  test("the place counts, not the path from where it is scanned; also staged and on standard input", async () => {
    folder.write(".kiro/settings/mcp.json", open);
    const inside = { cwd: `${folder.path}/.kiro/settings` };
    const named = await runCli(["scan", "--only", "mcp", "--quiet"], inside);
    assert.match(named.stdout, /^mcp\.json:1:\d+: .*\[mcp\/auto-approve-all\]$/m);
    const args = ["scan", "--only", "mcp", "--quiet", "--stdin", "--stdin-path", "mcp.json"];
    assert.equal((await runCli(args, { ...inside, input: open })).stdout, named.stdout);
    execFileSync("git", ["init", "-q"], { cwd: folder.path });
    execFileSync("git", ["add", "."], { cwd: folder.path });
    assert.ok(rules(await found("--only", "mcp", "--staged")).includes("mcp/auto-approve-all"));
  });

  test("without --only every engine judges, and a secret is reported once", async () => {
    const token = githubToken(41);
    const config = `{"mcpServers": {"gh": {"command": "npx", "args": ["gh@1.0.0"], "env": {"TOKEN": "${token}"}}}}`;
    folder.write(".kiro/settings/mcp.json", config);
    const at = config.indexOf(token);
    const onToken = (findings: readonly Reported[]) =>
      rules(findings.filter(({ span }) => span.start === at));
    assert.deepEqual(onToken(await found()), ["secrets/github-token"]);
    assert.deepEqual(onToken(await found("--only", "mcp")), ["mcp/inline-secret"]);
    for (const format of ["text", "json", "sarif", "github"]) {
      for (const only of ["mcp", "secrets,mcp"]) {
        const { stdout, stderr } = await scan("--only", only, "--format", format);
        assert.ok(!(stdout + stderr).includes(token.slice(4, 20)), `${format} of ${only} holds the token`);
      }
    }
  });

  test("threads find what this thread finds", async () => {
    for (let index = 0; index < 12; index++) folder.write(`${index}/.cursor/mcp.json`, open);
    folder.write("allow.json", mcpAllowlist());
    folder.write("p.json", '{"mcpAllowlist": "allow.json"}');
    const args = ["--only", "mcp", "--config", "p.json"];
    const alone = await found(...args, "--jobs", "1");
    assert.ok(rules(alone).includes("mcp/not-listed"));
    assert.deepEqual(await found(...args, "--jobs", "2"), alone);
  }).timeout(20_000);

  test("a policy that --config names is judged by; one that lies about is refused", async () => {
    folder.write(
      ".kiro/settings/mcp.json",
      npx({ weather: "acme-weather@2.4.0", bad: "acme-forbidden@1.0.0" }),
    );
    folder.write("ci/allow.json", mcpAllowlist());
    folder.write("ci/picket.json", '{"mcpAllowlist": "allow.json"}');
    assert.deepEqual(rules(await found("--only", "mcp")), []);
    const judged = await found("--only", "mcp", "--config", "ci/picket.json");
    assert.deepEqual(rules(judged), ["mcp/drift", "mcp/denied"]);
    folder.write("picket.json", '{"mcpAllowlist": "ci/allow.json"}');
    const { status, stderr } = await scan();
    assert.equal(status, 2);
    assert.match(stderr, /what is scanned must not choose its judge/);
    folder.write("ci/picket.json", '{"mcpAllowlist": "none.json"}');
    assert.match(
      (await scan("--config", "ci/picket.json")).stderr,
      /the file that mcpAllowlist names does not exist/,
    );
  });

  test("a policy that is broken or over denies or says so", async () => {
    folder.write(".kiro/settings/mcp.json", npx({ weather: "acme-weather@2.4.1" }));
    folder.write("ci.json", '{"mcpAllowlist": "allow.json"}');
    folder.write("allow.json", "{");
    assert.deepEqual(rules(await found("--only", "mcp", "--config", "ci.json")), ["mcp/denied"]);
    folder.write("allow.json", mcpAllowlist({ expires: "2020-01-01T00:00:00Z" }));
    assert.deepEqual(rules(await found("--only", "mcp", "--config", "ci.json")), ["mcp/unverified"]);
  });

  test("rules can be turned off or made quieter", async () => {
    folder.write(".mcp.json", open);
    folder.write("picket.json", '{"severities": {"mcp/auto-approve-all": "off"}}');
    assert.ok(!rules(await found("--only", "mcp")).includes("mcp/auto-approve-all"));
    folder.write("picket.json", '{"severities": {"mcp/auto-approve-all": "hint"}}');
    assert.equal((await scan("--only", "mcp")).status, 0);
  });
});

import assert from "node:assert/strict";
import * as vscode from "vscode";
import { mcpPolicy } from "../../scripts/demo/mcp.ts";
import { closeAll, madeUpToken, remove, withSetting, writeFile } from "./diagnosticsSupport.ts";

/** The text that a tool of Picket answers a language model with. */
async function answerOf(name: string, input: object): Promise<string> {
  const { content } = await vscode.lm.invokeTool(`picket_${name}`, { input, toolInvocationToken: undefined });
  const [part] = content;
  assert.ok(part instanceof vscode.LanguageModelTextPart);
  return part.value;
}

async function jsonOf<T>(name: string, input: object): Promise<T> {
  return JSON.parse(await answerOf(name, input)) as T;
}

interface Scanned {
  readonly findings: readonly { readonly rule: string; readonly line: number; readonly column: number }[];
  readonly checked: readonly string[];
  readonly error?: string;
}

interface Judged {
  readonly allowed: boolean;
  readonly status: string;
  readonly reasons: readonly string[];
  readonly whatItIs?: string;
  readonly policy: string;
}

suite("tools for language models", function () {
  this.timeout(60_000);

  teardown(async () => {
    await closeAll();
    for (const path of [".kiro", "policy"]) await remove(path);
  });

  test("they are offered with what they take", () => {
    const names = vscode.lm.tools.map(({ name }) => name).filter((name) => name.startsWith("picket_"));
    assert.deepEqual([...names].sort(), [
      "picket_check_mcp_server",
      "picket_explain_finding",
      "picket_scan_text",
    ]);
  });

  test("a secret in a text is found at its place, and is not in the answer", async () => {
    const token = madeUpToken(7001);
    const text = `const a = 1;\nconst token = "${token}";\n`;
    const answer = await answerOf("scan_text", { text, path: "src/a.ts" });
    const { findings, checked } = JSON.parse(answer) as Scanned;
    assert.deepEqual(
      findings.map(({ rule, line, column }) => ({ rule, line, column })),
      [{ rule: "secrets/github-token", line: 2, column: 16 }],
    );
    assert.ok(checked.includes("secrets") && checked.includes("iam"));
    assert.ok(!answer.includes(token.slice(4)), "the value is not repeated");
  });

  test("an unsafe policy is found", async () => {
    const policy = {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "iam:PassRole", Resource: "*" }],
    };
    const { findings } = await jsonOf<Scanned>("scan_text", {
      text: JSON.stringify(policy),
      path: "policy.json",
    });
    assert.ok(findings.some(({ rule }) => rule.startsWith("iam/")));
  });

  test("a server of a configuration that the policy denies is found", async () => {
    const policy = await writeFile("policy/allowlist.json", mcpPolicy({ serial: 5001 }));
    const servers = { mcpServers: { tickets: { command: "npx", args: ["-y", "@nobody/unlisted@1.0.0"] } } };
    await withSetting("mcp.policy", policy.fsPath, async () => {
      await vscode.commands.executeCommand("picket.mcp.refresh");
      const { findings, checked } = await jsonOf<Scanned>("scan_text", {
        text: JSON.stringify(servers),
        path: ".kiro/settings/mcp.json",
      });
      assert.ok(checked.includes("mcp"));
      assert.ok(findings.some(({ rule }) => rule === "mcp/not-listed"));
    });
  });

  test("a hook of Kiro that cannot block is found", async () => {
    const hook = {
      version: "v1",
      hooks: [
        {
          name: "guard",
          trigger: "UserPromptSubmit",
          action: { type: "command", command: "check || exit 2" },
        },
        { name: "odd", trigger: "PreToolUses", action: { type: "command", command: "check" } },
      ],
    };
    const { findings, checked } = await jsonOf<Scanned>("scan_text", {
      text: JSON.stringify(hook),
      path: ".kiro/hooks/guard.json",
    });
    assert.ok(checked.includes("kiro"));
    assert.ok(findings.some(({ rule }) => rule.startsWith("kiro/")));
  });

  test("a wrong input is answered with what would be right", async () => {
    const { error } = await jsonOf<Scanned>("scan_text", { text: "a".repeat(100_001) });
    assert.match(error ?? "", /longer than 100000/);
    const unknown = await jsonOf<Scanned>("explain_finding", { rule: "secrets/github" });
    assert.match(unknown.error ?? "", /no such rule.*secrets\/github-token/);
  });

  test("a path outside of the pages is no rule", async () => {
    const { error } = await jsonOf<Scanned>("explain_finding", { rule: "../../package" });
    assert.match(error ?? "", /no such rule/);
  });

  test("a finding is explained by the page on its rule", async () => {
    const page = await answerOf("explain_finding", { rule: "secrets/github-token" });
    assert.match(page, /^# /);
    assert.match(page, /What to do/);
  });

  test("without a policy no server is allowed", async () => {
    const judged = await jsonOf<Judged>("check_mcp_server", {
      name: "docs",
      command: "npx",
      args: ["-y", "@example/docs-mcp@2.1.0"],
    });
    assert.equal(judged.allowed, false);
    assert.match(judged.policy, /No policy/);
    assert.match(judged.whatItIs ?? "", /@example\/docs-mcp/);
  });

  test("a credential among the arguments is not in the answer", async () => {
    const token = madeUpToken(7002);
    const answer = await answerOf("check_mcp_server", {
      name: token,
      command: "npx",
      args: ["-y", `git+https://x:${token}@github.com/a/b.git`, "--token", token],
    });
    assert.ok(!answer.includes(token.slice(4)));
    assert.equal((JSON.parse(answer) as Judged).allowed, false);
  });

  test("a server that is configured is named by its name", async () => {
    const servers = { mcpServers: { tickets: { command: "npx", args: ["-y", "@nobody/unlisted@1.0.0"] } } };
    await writeFile(".kiro/settings/mcp.json", JSON.stringify(servers));
    await vscode.commands.executeCommand("picket.mcp.refresh");
    const { definitions } = await jsonOf<{ definitions: readonly { inUse: boolean; allowed: boolean }[] }>(
      "check_mcp_server",
      { name: "tickets" },
    );
    assert.deepEqual(
      definitions.map(({ inUse, allowed }) => ({ inUse, allowed })),
      [{ inUse: true, allowed: false }],
    );
    const { error } = await jsonOf<Scanned>("check_mcp_server", { name: "nobody-has-this" });
    assert.match(error ?? "", /No server of this name/);
  });
});

import assert from "node:assert/strict";
import * as vscode from "vscode";
import { mcpFiles, mcpPolicy, ticketsEntry } from "../../scripts/demo/mcp.ts";
import {
  closeAll,
  open,
  picketDiagnostics,
  remove,
  replace,
  until,
  withSetting,
  writeFile,
} from "./diagnosticsSupport.ts";

const config = ".kiro/settings/mcp.json";
const policyPath = "policy/allowlist.json";

interface Exported {
  readonly policies: readonly { readonly state: string }[];
  readonly files: readonly { readonly scope: string; readonly ok: boolean }[];
  readonly servers: readonly {
    readonly name: string;
    readonly status: string;
    readonly scope: string;
    readonly effective: boolean;
    readonly flags: readonly string[];
  }[];
}

/** The effective state, by the command that exports it. */
async function exported(): Promise<Exported> {
  const target = await writeFile("export.json", "");
  await vscode.commands.executeCommand("picket.mcp.refresh");
  void vscode.commands.executeCommand("picket.mcp.export", target);
  const read = async (): Promise<string> =>
    new TextDecoder().decode(await vscode.workspace.fs.readFile(target));
  for (let attempt = 0; attempt < 200; attempt++) {
    const text = await read();
    if (text !== "") return JSON.parse(text) as Exported;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("nothing was exported");
}

/** A lower serial than one seen before counts for nothing, and the host remembers across tests. */
let serial = 100;

function nextSerial(): { readonly serial: number } {
  serial += 1;
  return { serial };
}

async function writeDemo(): Promise<vscode.Uri> {
  for (const [path, text] of Object.entries(mcpFiles())) await writeFile(path, text);
  return writeFile(policyPath, mcpPolicy(nextSerial()));
}

function codes(uri: vscode.Uri): readonly string[] {
  return picketDiagnostics(uri).map(({ code }) => (typeof code === "object" ? String(code.value) : ""));
}

function inside(document: vscode.TextDocument, text: string): vscode.Range {
  const at = document.positionAt(document.getText().indexOf(text) + 1);
  return new vscode.Range(at, at);
}

suite("MCP servers in the editor", function () {
  this.timeout(60_000);

  teardown(async () => {
    await closeAll();
    for (const path of [".kiro", ".vscode", ".cursor", "policy", "export.json"]) await remove(path);
  });

  test("without a policy nothing is allowed, and every file is listed", async () => {
    await writeDemo();
    const { policies, files, servers } = await exported();
    assert.deepEqual(policies, []);
    assert.ok(files.some(({ scope, ok }) => scope === "cursor" && !ok));
    assert.ok(servers.length > 8);
    assert.ok(servers.every(({ status }) => status === "UNVERIFIED"));
  });

  test("the policy of the settings judges every server", async () => {
    const policy = await writeDemo();
    await withSetting("mcp.policy", policy.fsPath, async () => {
      const { policies, servers } = await exported();
      assert.deepEqual(
        policies.map(({ state }) => state),
        ["valid"],
      );
      const status = Object.fromEntries(
        servers.filter(({ scope }) => scope === "workspace").map((one) => [one.name, one.status]),
      );
      assert.deepEqual(status, {
        "aws-docs": "ALLOWED",
        "orders-api": "NOT_LISTED",
        tickets: "NOT_LISTED",
        context7: "UNPINNED",
        files: "DENIED",
        standards: "NAME_ONLY",
        wiki: "UNVERIFIABLE",
        legacy: "INVALID",
      });
    });
  });

  test("diagnostics in the file follow the policy", async () => {
    const policy = await writeDemo();
    await withSetting("mcp.policy", policy.fsPath, async () => {
      const document = await open(vscode.Uri.joinPath(policy, "../..", config));
      const listed = (): number => codes(document.uri).filter((code) => code === "mcp/not-listed").length;
      await until(
        () => listed() === 2,
        () => assert.deepEqual(codes(document.uri), ["mcp/not-listed", "mcp/not-listed"]),
      );
      assert.ok(codes(document.uri).includes("mcp/denied"));
      await writeFile(policyPath, mcpPolicy({ ...nextSerial(), more: [ticketsEntry] }));
      await until(
        () => listed() === 1,
        () => assert.equal(listed(), 1),
      );
    });
  });

  test("actions pin a version, use what is listed, and lead to approval; a role may take them away", async () => {
    const policy = await writeDemo();
    await withSetting("mcp.policy", policy.fsPath, async () => {
      const document = await open(vscode.Uri.joinPath(policy, "../..", config));
      await until(
        // Said by the policy alone: whatever is wrong without one may be known earlier.
        () => codes(document.uri).includes("mcp/not-listed"),
        () => assert.ok(codes(document.uri).includes("mcp/not-listed"), codes(document.uri).join(", ")),
      );
      const titles = async (text: string): Promise<readonly string[]> => {
        const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(
          "vscode.executeCodeActionProvider",
          document.uri,
          inside(document, text),
        );
        return found.map(({ title }) => title);
      };
      assert.ok((await titles("@upstash/context7-mcp")).some((title) => title.includes("1.0.31")));
      assert.ok((await titles("tickets")).includes("Request approval…"));
      await withSetting("mcp.role", "compliance", async () => {
        const left = await titles("@upstash/context7-mcp");
        assert.ok(!left.some((title) => title.includes("1.0.31")), left.join(", "));
        assert.ok(!(await titles("tickets")).includes("Request approval…"));
      });
      await withSetting("mcp.role", "securityAdmin", async () => {
        assert.ok((await titles("tickets")).includes("Draft an allowlist entry…"));
      });
    });
  });

  test("the hover on a key gives the verdict; completion offers what the policy lists", async () => {
    const policy = await writeDemo();
    await withSetting("mcp.policy", policy.fsPath, async () => {
      const document = await open(vscode.Uri.joinPath(policy, "../..", config));
      await exported();
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        "vscode.executeHoverProvider",
        document.uri,
        inside(document, "files").start,
      );
      const texts = hovers.flatMap(({ contents }) =>
        contents.map((part) => (typeof part === "string" ? part : part.value)),
      );
      assert.match(texts.join("\n"), /DENIED/);
      // Typed, not written to the disk: when the editor reads a changed file anew is up to its watcher.
      const all = new vscode.Range(0, 0, document.lineCount, 0);
      await replace(document, all, '{\n  "mcpServers": {\n    ""\n  }\n}\n');
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        "vscode.executeCompletionItemProvider",
        document.uri,
        inside(document, '""').start,
      );
      const labels = list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
      assert.ok(labels.includes("context7") && labels.includes("aws-docs"), labels.join(", "));
    });
  });

  test("switched off, nothing is said of servers", async () => {
    const policy = await writeDemo();
    await withSetting("mcp.enabled", false, async () => {
      const document = await open(vscode.Uri.joinPath(policy, "../..", config));
      await vscode.commands.executeCommand("picket.scanFile");
      assert.deepEqual(
        codes(document.uri).filter((code) => code.startsWith("mcp/")),
        [],
      );
    });
  });
});

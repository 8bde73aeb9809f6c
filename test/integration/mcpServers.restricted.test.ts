import assert from "node:assert/strict";
import * as vscode from "vscode";
import { mcpFiles, mcpPolicy } from "../../scripts/demo/mcp.ts";
import { closeAll, remove, withSetting, writeFile } from "./diagnosticsSupport.ts";

suite("MCP servers of a workspace that is not trusted", function () {
  this.timeout(60_000);

  teardown(async () => {
    await closeAll();
    for (const path of [".kiro", ".vscode", ".cursor", "policy", "export.csv"]) await remove(path);
  });

  test("its servers are judged, and marked as ones that Kiro does not load", async () => {
    for (const [path, text] of Object.entries(mcpFiles())) await writeFile(path, text);
    const policy = await writeFile("policy/allowlist.json", mcpPolicy());
    await withSetting("mcp.policy", policy.fsPath, async () => {
      await vscode.commands.executeCommand("picket.mcp.refresh");
      const target = await writeFile("export.csv", "");
      void vscode.commands.executeCommand("picket.mcp.export", target);
      let lines: readonly string[] = [];
      for (let attempt = 0; attempt < 200 && lines.length < 2; attempt++) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        lines = new TextDecoder().decode(await vscode.workspace.fs.readFile(target)).split("\r\n");
      }
      const files = lines.find((line) => line.startsWith("files,"));
      assert.match(files ?? "", /^files,DENIED,error,false,.*UNTRUSTED_WORKSPACE/);
    });
  });
});

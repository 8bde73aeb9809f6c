import assert from "node:assert/strict";
import { join } from "node:path";
import { mcpFiles, mcpHomeFiles, mcpPolicy } from "../../scripts/demo/mcp.ts";
import {
  openServers,
  policyFolder,
  serverRows,
  serversMessage,
  writeBelow,
  type PolicyFolder,
} from "../support/mcpServers.ts";
import { openSession, type Session } from "../support/session.ts";
import { screenshot } from "../support/workbench.ts";

for (const theme of ["dark", "light"] as const) {
  suite(`MCP servers on the screen, ${theme}`, () => {
    let session: Session;
    let policy: PolicyFolder;

    suiteSetup(async function () {
      this.timeout(180_000);
      policy = await policyFolder();
      await policy.write(mcpPolicy());
      session = await openSession({
        theme,
        files: mcpFiles(),
        size: { width: 1280, height: 900 },
        settings: { "picket.mcp.policy": policy.path },
      });
      await writeBelow(join(session.server.folder, "home"), mcpHomeFiles());
    });
    suiteTeardown(async () => {
      await session.close();
      await policy.remove();
    });

    test("the tree shows every definition by scope, with verdict, reason and what shadows it", async () => {
      const { page } = session;
      await openServers(page);
      const seen = await serverRows(page, (all) => all.some((row) => row.startsWith("tickets, Not listed")));
      await screenshot(page, `mcp-tree-${theme}`);
      assert.ok(seen.length > 8, seen.join("\n"));
      const message = await serversMessage(page, (text) => text !== "");
      assert.match(message, /Policy: example-appsec, serial 7, until 2046-12-20/);
    });
  });
}

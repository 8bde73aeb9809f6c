import assert from "node:assert/strict";
import { mcpFiles } from "../../scripts/demo/mcp.ts";
import { openServers, serverRows, serversText, writeBelow } from "../support/mcpServers.ts";
import { useSession } from "../support/uiSuite.ts";
import { screenshot } from "../support/workbench.ts";

suite("MCP servers, nothing configured and no policy", () => {
  const session = useSession({ theme: "light", files: { "README.md": "# Orders\n" } });

  test("the view says that there is nothing, and how to choose a policy", async () => {
    const { page } = session();
    await openServers(page);
    const text = await serversText(page, (all) => all.includes("No MCP server is configured"));
    await serversText(page, (all) => all.includes("Choose the Policy"));
    await screenshot(page, "mcp-empty-light");
    assert.match(text, /Picket never starts one/);
  });

  test("without a policy no server is shown as allowed", async () => {
    const { page, workspace } = session();
    await writeBelow(workspace, mcpFiles());
    const rows = await serverRows(page, (all) => all.some((row) => row.startsWith("tickets")));
    await serversText(page, (all) => all.includes("No policy: nothing is shown as allowed."));
    await screenshot(page, "mcp-no-policy-light");
    assert.ok(!rows.some((row) => row.includes("Allowed")), rows.join("\n"));
    assert.ok(
      rows.some((row) => row.startsWith("aws-docs, Not verified")),
      rows.join("\n"),
    );
  });
});

import assert from "node:assert/strict";
import { mcpFiles, mcpPolicy, ticketsEntry } from "../../scripts/demo/mcp.ts";
import { hoverSettled, hoverSquiggle, openQuickFixes, underlined, waitForText } from "../support/editor.ts";
import { eventually } from "../support/eventually.ts";
import { chooseInMenu, openServers, policyFile, serverRows } from "../support/mcpServers.ts";
import { useSession } from "../support/uiSuite.ts";
import { openFile, screenshot } from "../support/workbench.ts";

suite("from a server that is not listed to one that is allowed", () => {
  const policy = policyFile();
  suiteSetup(() => policy.write(mcpPolicy()));
  const session = useSession({
    theme: "dark",
    size: { width: 1280, height: 900 },
    files: mcpFiles(),
    settings: { "picket.mcp.policy": policy.path },
  });
  suiteTeardown(() => policy.remove());

  test("the file says which servers are not listed, denied, or not what their name says", async () => {
    const { page } = session();
    await openServers(page);
    await openFile(page, ".kiro/settings/mcp.json");
    const seen = await eventually(
      "squiggles of MCP servers",
      () => underlined(page),
      (all) => all.filter(({ text }) => text.includes("tickets")).length > 0,
    );
    await screenshot(page, "mcp-file-dark");
    assert.ok(
      seen.some(({ severity, text }) => severity === "error" && text.includes("files")),
      JSON.stringify(seen),
    );
    const tickets = seen.find(({ text }) => text.includes("tickets"));
    assert.equal(tickets?.severity, "warning");
  });

  test("the hover gives the verdict and the reason", async () => {
    const { page } = session();
    const text = await hoverSquiggle(page, 0);
    await hoverSettled(page);
    await screenshot(page, "mcp-hover-dark");
    assert.match(text, /policy/);
    await page.keyboard.press("Escape");
  });

  test("the menu in the file and the one of the view lead to a filled request for the lead", async () => {
    const { page } = session();
    const titles = await openQuickFixes(page, 0, (all) => all.includes("Why this verdict?"));
    await screenshot(page, "mcp-fixes-dark");
    assert.ok(
      titles.some((title) => title.startsWith("Request approval")),
      titles.join(", "),
    );
    await page.keyboard.press("Escape");
    await chooseInMenu(page, "tickets", "Request Approval");
    const text = await waitForText(page, (all) => all.includes("Request to allow the MCP server"));
    await screenshot(page, "mcp-request-dark");
    assert.match(text, /To: lead/);
    assert.match(text, /@example\/tickets-mcp/);
  });

  test("once the allowlist holds the server it is allowed, in the view and in the file", async () => {
    const { page } = session();
    await policy.write(mcpPolicy({ serial: 8, more: [ticketsEntry] }));
    await serverRows(
      page,
      (all) =>
        all.some((row) => row.startsWith("tickets, Allowed")) &&
        !all.some((row) => row.startsWith("tickets, Not listed")),
    );
    await page.locator(".tab", { hasText: "mcp.json" }).first().click();
    await eventually(
      "no squiggle under the server",
      () => underlined(page),
      (all) => all.length > 0 && !all.some(({ text }) => text.includes("tickets")),
    );
    await screenshot(page, "mcp-allowed-dark");
  });
});

import assert from "node:assert/strict";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { mcpFiles, mcpHomeFiles, mcpPolicy } from "../../scripts/demo/mcp.ts";
import { eventually } from "../support/eventually.ts";
import {
  chooseInMenu,
  openServers,
  policyFile,
  serverRows,
  serversText,
  writeBelow,
} from "../support/mcpServers.ts";
import type { SessionOptions } from "../support/session.ts";
import { useSession } from "../support/uiSuite.ts";
import { clean, runCommand, screenshot } from "../support/workbench.ts";

interface Look {
  readonly name: string;
  readonly theme: NonNullable<SessionOptions["theme"]>;
  readonly size: { readonly width: number; readonly height: number };
}

const looks: readonly Look[] = [
  { name: "dark", theme: "dark", size: { width: 1280, height: 900 } },
  { name: "light", theme: "light", size: { width: 1280, height: 900 } },
  { name: "narrow", theme: "high-contrast", size: { width: 640, height: 720 } },
];

/** The text of the page on a server, which a preview shows. */
async function detailsText(page: Page, accept: (text: string) => boolean): Promise<string> {
  const frame = page.frameLocator("iframe.webview.ready").frameLocator("iframe");
  return eventually(
    "the page on the server",
    async () => clean(await frame.locator("body").innerText({ timeout: 2_000 })),
    accept,
  );
}

for (const { name, theme, size } of looks) {
  suite(`MCP servers on the screen, ${name}`, () => {
    const policy = policyFile();
    suiteSetup(() => policy.write(mcpPolicy()));
    const session = useSession({
      theme,
      size,
      files: mcpFiles(),
      settings: { "picket.mcp.policy": policy.path },
    });
    suiteTeardown(() => policy.remove());

    test("every definition by scope, with its verdict", async () => {
      const { page } = session();
      await openServers(page);
      // The tree is drawn row by row: both must stand there at once.
      await serverRows(page, (all) =>
        ["tickets, Not listed", "aws-docs, Allowed"].every((start) =>
          all.some((row) => row.startsWith(start)),
        ),
      );
      await serversText(page, (text) => /Policy: example-appsec, serial 7, until 2046-12-20/.test(text));
    });

    test("a file outside of the workspace appears as soon as it is written, and its servers are shadowed", async () => {
      const { page, server } = session();
      await writeBelow(join(server.folder, "home"), mcpHomeFiles());
      const isLoser = (row: string): boolean => row.includes("shadowed by orders/.kiro/settings/mcp.json");
      const seen = await serverRows(
        page,
        (all) => all.filter(isLoser).length >= 2 && all.some((row) => row.startsWith("Cursor")),
      );
      await screenshot(page, `mcp-tree-${name}`);
      const losers = seen.filter(isLoser);
      assert.deepEqual(
        losers.map((row) => row.split(",")[0]),
        ["context7", "standards"],
      );
    });

    test("grouped by verdict, the worst first", async () => {
      const { page } = session();
      await runCommand(page, "Picket: Group MCP Servers by Verdict");
      const isLast = /^(?:context7|standards|aws-docs)/;
      const seen = await serverRows(
        page,
        (all) => (all[0]?.startsWith("Denied") ?? false) && isLast.test(all.at(-1) ?? ""),
      );
      await screenshot(page, `mcp-verdicts-${name}`);
      assert.ok(seen.findIndex((row) => row.startsWith("Not listed")) > 0, seen.join("\n"));
    });

    test("a filter leaves what holds all of its words", async () => {
      const { page } = session();
      await runCommand(page, "Picket: Filter MCP Servers…");
      await page.locator(".quick-input-widget:visible input.input").fill("not listed tickets");
      await page.keyboard.press("Enter");
      const seen = await serverRows(page, (all) => all.length > 0 && all.length < 5);
      await screenshot(page, `mcp-filter-${name}`);
      assert.ok(
        seen.slice(1).every((row) => row.startsWith("tickets")),
        seen.join("\n"),
      );
      await runCommand(page, "Picket: Clear the Filter of MCP Servers");
      await runCommand(page, "Picket: Group MCP Servers by Scope");
      await serverRows(page, (all) => all[0]?.startsWith("User") ?? false);
    });

    test("a page says step by step how the verdict came about", async () => {
      const { page } = session();
      await chooseInMenu(page, "orders-api", "Explain the Verdict");
      const text = await detailsText(page, (seen) => seen.includes("How this was decided"));
      await screenshot(page, `mcp-details-${name}`);
      assert.match(text, /orders-api: Not listed/);
      assert.match(text, /Does the policy list what it is\?.*This decided\./);
      assert.match(text, /"Authorization": "\$\{ORDERS_MCP\}"/);
    });

    test("a policy that has expired allows nothing, at once", async () => {
      const { page } = session();
      await policy.write(mcpPolicy({ serial: 8, expires: "2026-11-02T00:00:00Z" }));
      const seen = await serverRows(page, (all) =>
        all.some((row) => row.startsWith("aws-docs, Not verified")),
      );
      await serversText(page, (text) => text.includes("The policy has expired"));
      // The page that is open follows, and so do the marks behind the names.
      await detailsText(page, (text) => text.includes("Not verified"));
      await eventually(
        "marks of a stale policy",
        () => page.locator('.sidebar .monaco-list-row [class*="itemBadge"]').count(),
        (count) => count > 5,
      );
      await screenshot(page, `mcp-expired-${name}`);
      assert.ok(!seen.some((row) => /, Allowed/.test(row)), seen.join("\n"));
      assert.ok(seen.some((row) => /^aws-docs.*policy expired/.test(row)));
    });
  });
}

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Page } from "playwright-core";
import { eventually } from "./eventually.ts";
import { clean, runCommand } from "./workbench.ts";

/** A folder for a policy, outside of every workspace and known before the workbench starts. */
export interface PolicyFolder {
  readonly path: string;
  write(text: string): Promise<void>;
  remove(): Promise<void>;
}

/** Makes a folder of its own; the policy is not there until it is written. */
export async function policyFolder(): Promise<PolicyFolder> {
  const folder = await mkdtemp(join(tmpdir(), "picket-policy-"));
  const path = join(folder, "allowlist.json");
  return {
    path,
    write: (text) => writeFile(path, text),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Writes files below a folder. */
export async function writeBelow(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
}

const rows = ".pane-body .monaco-list-row";

/** Opens the view as a person does, by its icon. */
export async function openServers(page: Page): Promise<void> {
  await runCommand(page, "View: Show Picket");
  await page.locator(".pane-body .monaco-list, .pane-body .welcome-view-content").first().waitFor();
}

/** The rows of the view as a screen reader gets them, once `accept` likes them. */
export async function serverRows(
  page: Page,
  accept: (rows: readonly string[]) => boolean,
): Promise<readonly string[]> {
  return eventually(
    "the rows of MCP servers",
    async () => {
      const labels = await page
        .locator(rows)
        .evaluateAll((all) => all.map((row) => row.getAttribute("aria-label") ?? ""));
      return labels.map(clean);
    },
    accept,
  );
}

/** What the view says above its rows. */
export async function serversMessage(page: Page, accept: (text: string) => boolean): Promise<string> {
  return eventually(
    "the line above the MCP servers",
    async () => clean(await page.locator(".pane-body .message").first().innerText()),
    accept,
  );
}

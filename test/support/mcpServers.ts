import { randomUUID } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Page } from "playwright-core";
import { eventually, patience } from "./eventually.ts";
import { onlyView } from "./onlyView.ts";
import { clean, pickEntry, runCommand } from "./workbench.ts";

/** A policy outside of every workspace, at a path that is known before the workbench starts. */
export interface PolicyFile {
  readonly path: string;
  write(text: string): Promise<void>;
  remove(): Promise<void>;
}

/** Nothing is there before the first `write`. */
export function policyFile(): PolicyFile {
  const folder = join(tmpdir(), `picket-policy-${randomUUID()}`);
  const path = join(folder, "allowlist.json");
  return {
    path,
    write: (text) => writeBelow(folder, { "allowlist.json": text }),
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

const pane = ".sidebar .pane-body";

/** Opens the view as a person does, by the command that its icon runs, and gives it the room: rows out of sight are none. */
export async function openServers(page: Page): Promise<void> {
  await runCommand(page, "View: Show Picket");
  await onlyView(page, "MCP Servers");
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
        .locator(`${pane} .monaco-list-row`)
        .evaluateAll((all) => all.map((row) => row.getAttribute("aria-label") ?? ""));
      return labels.map(clean);
    },
    accept,
  );
}

/** What the view says above its rows, or in their place. */
export async function serversText(page: Page, accept: (text: string) => boolean): Promise<string> {
  return eventually(
    "the text of the view of MCP servers",
    async () => (await page.locator(pane).allInnerTexts()).map(clean).join("\n"),
    accept,
  );
}

/** Opens the menu of the row whose label begins so, and chooses an entry. */
export async function chooseInMenu(page: Page, row: string, entry: string): Promise<void> {
  const target = page.locator(`${pane} .monaco-list-row[aria-label^="${row}"]`).first();
  await target.click({ button: "right", timeout: patience });
  await pickEntry(page, entry);
}

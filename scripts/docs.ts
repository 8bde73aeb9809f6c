/**
 * `npm run docs`: writes the generated pages of `docs/` (settings, commands, rules). With `--check` writes nothing and
 * fails when a page is missing, old or left over.
 */
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { format, resolveConfig } from "prettier";
import { root } from "./build/paths.ts";
import { commandsPage, settingsPage } from "./docs/manifestPages.ts";
import { riskPage } from "./docs/riskPages.ts";
import { rulePages } from "./docs/rulePages.ts";

const docs = join(root, "docs");
/** Folders under `docs/` that hold generated pages only; anything else in them is left over. */
const generatedFolders = ["rules"];

async function pages(): Promise<ReadonlyMap<string, string>> {
  const raw = new Map([
    ["settings.md", await settingsPage()],
    ["commands.md", await commandsPage()],
    ["activity-risk.md", riskPage()],
    ...(await rulePages()),
  ]);
  const options = await resolveConfig(join(root, "package.json"));
  const formatted = new Map<string, string>();
  for (const [path, text] of raw) formatted.set(path, await format(text, { ...options, parser: "markdown" }));
  return formatted;
}

async function leftOver(wanted: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const found: string[] = [];
  for (const folder of generatedFolders) {
    const names = await readdir(join(docs, folder), { recursive: true, withFileTypes: true }).catch(() => []);
    for (const entry of names) {
      const path = relative(docs, join(entry.parentPath, entry.name)).replaceAll("\\", "/");
      if (entry.isFile() && !wanted.has(path)) found.push(path);
    }
  }
  return found;
}

const wanted = await pages();
const stale: string[] = [];
for (const [path, text] of wanted) {
  const target = join(docs, path);
  if ((await readFile(target, "utf8").catch(() => undefined)) === text) continue;
  stale.push(path);
  if (process.argv.includes("--check")) continue;
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, text);
}
const extra = await leftOver(wanted);
if (process.argv.includes("--check")) {
  const problems = [
    ...stale.map((path) => `docs/${path} is not fresh`),
    ...extra.map((path) => `docs/${path} is left over`),
  ];
  for (const line of problems) process.stderr.write(`${line}: run npm run docs\n`);
  process.exitCode = problems.length > 0 ? 1 : 0;
} else {
  for (const path of extra) await rm(join(docs, path));
  process.stdout.write(`${wanted.size} pages, ${stale.length} written, ${extra.length} removed\n`);
}

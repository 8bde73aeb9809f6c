import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { collectStrings } from "../../../scripts/l10n.ts";
import { manifest, readJson, root } from "./manifest.ts";

const { commands, menus, submenus, walkthroughs, grammars } = manifest.contributes;
const names = new Set(commands.map(({ command }) => command));
const sources = globSync("src/{extension.ts,editor/**/*.ts,features/**/*.ts}", { cwd: fileURLToPath(root) })
  .sort()
  .map((path) => ({ path, text: readFileSync(new URL(path.replaceAll("\\", "/"), root), "utf8") }));

suite("contributions", () => {
  test("every command of a menu is declared, and every submenu has its menu", () => {
    const used = Object.values(menus).flat();
    assert.deepEqual(
      used.filter(({ command }) => command !== undefined && !names.has(command)),
      [],
    );
    for (const { id } of submenus) assert.ok(menus[id], id);
  });

  test("commands that are registered are declared", () => {
    const registered = sources.flatMap(({ text }) =>
      [...text.matchAll(/registerCommand\(\s*"(picket\.[\w.]+)"/g)].map((match) => match[1] ?? ""),
    );
    assert.ok(registered.length > 0);
    assert.deepEqual(
      registered.filter((command) => !names.has(command) && !command.startsWith("picket.internal.")),
      [],
    );
  });

  test("every walkthrough step can be completed and shows a page that exists", () => {
    for (const { id, steps } of walkthroughs) {
      assert.ok(steps.length >= 4, id);
      for (const { media, completionEvents } of steps) {
        assert.ok(existsSync(new URL(media.markdown, root)), media.markdown);
        assert.ok(completionEvents.length > 0);
        for (const event of completionEvents) {
          const command = /^onCommand:(.+)$/.exec(event)?.[1];
          if (command !== undefined) assert.ok(names.has(command), event);
        }
      }
    }
  });

  test("grammars exist under the scope they are declared with", () => {
    for (const { path, scopeName } of grammars) {
      assert.equal((readJson(path) as { scopeName: string }).scopeName, scopeName);
    }
  });
});

suite("translations", () => {
  test("every %key% of the manifest has a string, and every string a use", () => {
    const text = readFileSync(new URL("package.json", root), "utf8");
    const used = new Set([...text.matchAll(/"%([\w.]+)%"/g)].map((match) => match[1] ?? ""));
    assert.deepEqual(
      Object.keys(readJson("package.nls.json") as object).sort(),
      [...used].sort((a, b) => (a < b ? -1 : 1)),
    );
  });

  test("l10n/bundle.l10n.json holds the strings of the code (node scripts/l10n.ts writes it)", () => {
    const bundle = readJson("l10n/bundle.l10n.json") as Record<string, string>;
    assert.deepEqual(Object.keys(bundle).sort(), collectStrings().strings);
    for (const [key, value] of Object.entries(bundle)) assert.equal(value, key);
  });

  test("every translated string is a literal, so that translators see it", () => {
    assert.deepEqual(collectStrings().hidden, []);
  });
});

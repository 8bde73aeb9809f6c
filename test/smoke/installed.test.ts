import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { outRoot } from "../../scripts/host/project.ts";
import { hostVersions } from "../../scripts/host/versions.ts";
import { makeDemoSecrets } from "../../scripts/demo/tokens.ts";
import { chooseQuickFix, openQuickFixes, waitForText, waitForUnderlined } from "../support/editor.ts";
import { seeded } from "../support/seeded.ts";
import { storedSecrets } from "../support/storedSecrets.ts";
import { useSession } from "../support/uiSuite.ts";
import { answerDialog, openFile, readDialog } from "../support/workbench.ts";

const { githubToken } = makeDemoSecrets(seeded(6));
const packages = globSync("*.vsix", { cwd: outRoot }).map((name) => join(outRoot, name));

test("there is exactly one package to install", () => {
  assert.equal(packages.length, 1, "run `npm run package` first");
});

for (const version of hostVersions) {
  suite(`the package, installed into a fresh VS Code ${version.vscode}`, () => {
    const session = useSession({
      version,
      install: packages,
      files: { "app.py": `token = "${githubToken}"\n` },
    });

    test("underlines a token", async () => {
      const { page } = session();
      await openFile(page, "app.py");
      await waitForUnderlined(page, [githubToken]);
    });

    test("moves it to Secrets Manager", async () => {
      const { page, aws } = session();
      await openQuickFixes(page, 0, (titles) =>
        titles.some((title) => title.startsWith("Move to Secrets Manager")),
      );
      await chooseQuickFix(page, "Move to Secrets Manager");
      await readDialog(page);
      await answerDialog(page, "Move and Replace");
      await waitForText(page, (text) => text.includes("get_secret_value") && !text.includes(githubToken));
      assert.ok(Object.values(await storedSecrets(aws)).includes(githubToken), "it is not stored");
    });

    test("brings a command line that runs from its own folder", async () => {
      const { server, workspace } = session();
      const cli = join(await installedFolder(server.extensions), "dist", "cli.js");
      const scan = promisify(execFile)(
        server.install.node,
        [cli, "scan", "--format", "json", "--fail-on", "never"],
        {
          cwd: workspace,
        },
      );
      const report = JSON.parse((await scan).stdout) as { findings: { ruleId: string; path: string }[] };
      assert.deepEqual(
        report.findings.map(({ ruleId, path }) => [ruleId, path]),
        [["secrets/github-token", "app.py"]],
      );
    });

    test("holds the licence and the rules' pages, and neither sources nor tests", async () => {
      const folder = await installedFolder(session().server.extensions);
      const top = new Set((await readdir(folder)).map((name) => name.toLowerCase()));
      assert.ok(
        [...top].some((name) => name.startsWith("license")),
        "no licence",
      );
      assert.ok(
        existsSync(join(folder, "docs", "rules", "secrets", "github-token.md")),
        "no page of the rule",
      );
      for (const unwanted of ["src", "test", "scripts", "node_modules"])
        assert.ok(!top.has(unwanted), unwanted);
      const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as { name: string };
      assert.equal(manifest.name, "picket");
    });
  });
}

async function installedFolder(extensions: string): Promise<string> {
  const name = (await readdir(extensions)).find((entry) => entry.startsWith("picket.picket-"));
  assert.ok(name, "the extension is not installed");
  return join(extensions, name);
}

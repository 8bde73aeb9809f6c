import assert from "node:assert/strict";
import * as vscode from "vscode";
import { settingDefinitions } from "../../src/editor/settingDefinitions.ts";
import {
  baselineOf,
  closeAll,
  madeUpToken,
  open,
  openUntitled,
  picketDiagnostics,
  remove,
  until,
  untilCount,
  untilUnderlined,
  writeFile,
} from "./diagnosticsSupport.ts";

const token = madeUpToken(11);
const line = `t = "${token}"\n`;

/** What a folder might bring along to blind Picket, or to make it send secrets elsewhere. */
const hostileSettings = {
  "picket.secrets.enabled": false,
  "picket.secrets.severity": { "secrets/github-token": "off" },
  "picket.secrets.ignore": ["**"],
  "picket.secrets.baseline": "other.json",
  "picket.scan.maxFileSizeMB": 1,
  "picket.scan.delayMs": 2000,
  "picket.aws.profile": "attacker",
  "picket.aws.region": "xx-hostile-1",
  "picket.aws.endpoint": "https://attacker.invalid",
  "picket.fix.kmsKeyId": "arn:aws:kms:eu-west-1:999999999999:key/attacker",
  "picket.fix.tags": { owner: "attacker" },
};

suite("settings of a hostile workspace", () => {
  teardown(async () => {
    await closeAll();
    await remove(".vscode");
    await remove("hostile");
  });

  test("change nothing", async () => {
    const before = currentSettings();
    await writeFile(".vscode/settings.json", JSON.stringify({ ...hostileSettings, "editor.tabSize": 7 }));
    const editorTab = (): unknown => vscode.workspace.getConfiguration("editor").get("tabSize");
    await until(
      () => editorTab() === 7,
      () => assert.equal(editorTab(), 7, "the workspace's settings were read"),
    );
    assert.deepEqual(currentSettings(), before);
    assert.notDeepEqual({ ...before, ...hostileSettings }, before);
    const document = await open(await writeFile("hostile/a.txt", line));
    await untilUnderlined(document, [token]);
  });
});

suite("ignore files of a trusted workspace", () => {
  teardown(async () => {
    await closeAll();
    await remove("ignoring");
  });

  test("leave files out, the deepest one last, and count as soon as they change", async () => {
    await writeFile("ignoring/.picketignore", "*.txt\n");
    await writeFile("ignoring/kept/.picketignore", "!a.txt\n");
    const kept = await open(await writeFile("ignoring/kept/a.txt", line));
    const left = await open(await writeFile("ignoring/b.txt", line));
    await untilUnderlined(kept, [token]);
    assert.deepEqual(picketDiagnostics(left.uri), []);
    await writeFile("ignoring/.picketignore", "*.md\n");
    await untilUnderlined(left, [token]);
  });
});

suite("the baseline of a trusted workspace", () => {
  teardown(async () => {
    await closeAll();
    await remove("baseline");
    await remove(".picket-baseline.json");
  });

  test("hides what it knows, and nothing else, and counts as soon as it changes", async () => {
    const other = madeUpToken(12);
    const document = await open(await writeFile("baseline/a.txt", `${line}u = "${other}"\n`));
    await untilUnderlined(document, [token, other]);
    await writeFile(".picket-baseline.json", await baselineOf("baseline/a.txt", line));
    await untilUnderlined(document, [other]);
    await writeFile(".picket-baseline.json", "no baseline");
    await untilUnderlined(document, [token, other]);
  });

  test("counts in the scan of the workspace too", async () => {
    const known = await writeFile("baseline/known.txt", line);
    const unknown = await writeFile("baseline/unknown.txt", line);
    await writeFile(".picket-baseline.json", await baselineOf("baseline/known.txt", line));
    await vscode.commands.executeCommand("picket.scanWorkspace");
    await untilCount(unknown, 1);
    assert.deepEqual(picketDiagnostics(known), []);
    await vscode.commands.executeCommand("picket.clearWorkspaceResults");
  });
});

suite("scan of the workspace", () => {
  teardown(async () => {
    await vscode.commands.executeCommand("picket.clearWorkspaceResults");
    await closeAll();
    await remove("whole");
  });

  test("lists findings of closed files, without what ignore files name", async () => {
    const found = await writeFile("whole/src/a.txt", `\r\n// 😀\r\nconst ${line}`);
    const ignored = await writeFile("whole/out/b.txt", line);
    await writeFile("whole/.gitignore", "out/\n");
    await writeFile("whole/image.bin", new Uint8Array([0, 1, 2, 0, 0, 255]));
    await vscode.commands.executeCommand("picket.scanWorkspace");
    const [diagnostic] = await untilCount(found, 1);
    assert.deepEqual(diagnostic?.range, new vscode.Range(2, 11, 2, 11 + token.length));
    assert.deepEqual(picketDiagnostics(ignored), []);
    await vscode.commands.executeCommand("picket.clearWorkspaceResults");
    await untilCount(found, 0);
  });

  test("an open file is listed once, and again as it is on disk after it is closed", async () => {
    const uri = await writeFile("whole/twice.txt", line);
    const document = await open(uri);
    await untilUnderlined(document, [token]);
    await vscode.commands.executeCommand("picket.scanWorkspace");
    await untilCount(uri, 1);
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    await until(
      () => document.isClosed && picketDiagnostics(uri).length === 1,
      () => assert.deepEqual([document.isClosed, picketDiagnostics(uri).length], [true, 1]),
    );
  });

  test("a listed file that changes or goes is followed", async () => {
    const changing = await writeFile("whole/changing.txt", line);
    const going = await writeFile("whole/going.txt", line);
    await vscode.commands.executeCommand("picket.scanWorkspace");
    await untilCount(changing, 1);
    await untilCount(going, 1);
    await writeFile("whole/changing.txt", "nothing\n");
    await vscode.workspace.fs.delete(going);
    await untilCount(changing, 0);
    await untilCount(going, 0);
  });
});

suite("commands", () => {
  teardown(closeAll);

  test("every command of Picket that is registered is declared", async () => {
    const extension = vscode.extensions.getExtension("picket.picket");
    assert.ok(extension);
    const declared: { command: string }[] = extension.packageJSON.contributes.commands;
    const names = new Set(declared.map(({ command }) => command));
    const views: { id: string }[] = Object.values<{ id: string }[]>(
      extension.packageJSON.contributes.views,
    ).flat();
    // The editor makes commands of its own for each view, such as `….focus`.
    const ofViews = (name: string): boolean => views.some(({ id }) => name.startsWith(`${id}.`));
    const registered = (await vscode.commands.getCommands(true)).filter((name) => name.startsWith("picket."));
    const undeclared = registered.filter(
      (name) => !names.has(name) && !ofViews(name) && !name.startsWith("picket.internal."),
    );
    assert.deepEqual(undeclared, []);
  });

  test("a rule's page opens as a preview", async () => {
    await vscode.commands.executeCommand("picket.openRuleDocs", "secrets/github-token");
    await until(previewIsOpen, () => assert.ok(previewIsOpen(), "a Markdown preview is the active tab"));
  });

  test("an address that is no rule's opens nothing", async () => {
    // The command resolves before the warning is answered.
    await vscode.commands.executeCommand("picket.openRuleDocs", "secrets/../../../package");
    assert.equal(previewIsOpen(), false);
    assert.equal(vscode.window.activeTextEditor, undefined);
  });

  test("the example shows findings", async () => {
    await vscode.commands.executeCommand("picket.openExample");
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document?.isUntitled);
    await untilCount(document.uri, 2);
  });

  test("scanning a file on demand, and without a file, is no error", async () => {
    const document = await openUntitled(line);
    await vscode.commands.executeCommand("picket.scanFile");
    assert.equal(picketDiagnostics(document.uri).length, 1);
    await closeAll();
    await vscode.commands.executeCommand("picket.scanFile");
  });
});

function currentSettings(): Readonly<Record<string, unknown>> {
  const configuration = vscode.workspace.getConfiguration();
  const names = Object.keys(settingDefinitions).map((name) => `picket.${name}`);
  return Object.fromEntries(names.map((name) => [name, configuration.get(name)]));
}

function previewIsOpen(): boolean {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputWebview && input.viewType.includes("markdown.preview");
}

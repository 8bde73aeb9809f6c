import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Finding } from "../../src/core/model/finding.ts";
import { createFindingStore } from "../../src/editor/findingStore.ts";
import { createEditorDocument } from "../../src/features/quickFix/editorDocument.ts";
import type { FlowDocument } from "../../src/features/quickFix/flowDocument.ts";
import { createPages, type Pages } from "../../src/features/quickFix/pages.ts";
import { closeAll, open, openUntitled, remove, writeFile } from "./diagnosticsSupport.ts";

const text = "first\nsecond\nthird\n";
const edits = [
  { span: { start: 0, end: 5 }, newText: "1st" },
  { span: { start: 6, end: 12 }, newText: "2nd\nmore" },
];
const edited = "1st\n2nd\nmore\nthird\n";
let pages: Pages;

function flowDocument(uri: vscode.Uri, writable = true): FlowDocument {
  const scanned: Finding[] = [];
  return createEditorDocument(uri, {
    findings: createFindingStore(),
    pages,
    scanner: { scan: async () => scanned },
    severities: () => ({}),
    baselines: { unknown: async (_uri, _text, findings) => findings },
    canWrite: async () => writable,
  });
}

async function current(document: FlowDocument) {
  const snapshot = await document.current();
  assert.ok(snapshot);
  return snapshot;
}

suite("a document under a fix", () => {
  suiteSetup(() => {
    pages = createPages();
  });
  suiteTeardown(() => pages.dispose());
  teardown(async () => {
    await closeAll();
    await remove("flow");
  });

  test("takes all edits as one undo step", async () => {
    const document = await open(await writeFile("flow/a.txt", text));
    const flow = flowDocument(document.uri);
    assert.equal(flow.path, "flow/a.txt");
    assert.equal(await flow.apply(await current(flow), edits), "applied");
    assert.equal(document.getText(), edited);
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), text);
  });

  test("takes none when its text is another one by now", async () => {
    const document = await open(await writeFile("flow/b.txt", text));
    const flow = flowDocument(document.uri);
    const snapshot = await current(flow);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), "zeroth\n");
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.equal(await flow.apply(snapshot, edits), "stale");
    assert.equal(document.getText(), `zeroth\n${text}`);
  });

  test("is opened again when it was closed, and missing when it was deleted", async () => {
    const document = await open(await writeFile("flow/c.txt", text));
    const flow = flowDocument(document.uri);
    const snapshot = await current(flow);
    await closeAll();
    assert.equal(await flow.apply(snapshot, edits), "applied");
    assert.equal((await current(flow)).text, edited);
    await closeAll();
    assert.equal(await flowDocument(vscode.Uri.joinPath(document.uri, "../none.txt")).current(), undefined);
  });

  test("says when it is read-only", async () => {
    const uri = await writeFile("flow/d.txt", text);
    assert.equal(await flowDocument(uri).readOnlyReason(), undefined);
    assert.match((await flowDocument(uri, false).readOnlyReason()) ?? "", /read-only/);
    assert.match((await flowDocument(pages.add("x.txt", text)).readOnlyReason()) ?? "", /read-only/);
    const untitled = await openUntitled(text);
    assert.equal(await flowDocument(untitled.uri).readOnlyReason(), undefined);
  });

  test("is a notebook cell", async () => {
    const data = new vscode.NotebookData([
      new vscode.NotebookCellData(vscode.NotebookCellKind.Code, text, "python"),
    ]);
    const notebook = await vscode.workspace.openNotebookDocument("jupyter-notebook", data);
    const cell = notebook.cellAt(0).document;
    const flow = flowDocument(cell.uri);
    assert.equal(await flow.readOnlyReason(), undefined);
    assert.equal(await flow.apply(await current(flow), edits), "applied");
    assert.equal(cell.getText(), edited);
  });

  test("opens a comparison that closes when the edits are applied", async () => {
    const document = await open(await writeFile("flow/e.txt", text));
    const flow = flowDocument(document.uri);
    const snapshot = await current(flow);
    await flow.compare(snapshot, edits);
    const comparisons = (): vscode.TabInputTextDiff[] =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs.map(({ input }) => input))
        .filter((input) => input instanceof vscode.TabInputTextDiff);
    const [shown] = comparisons();
    assert.ok(shown);
    assert.equal((await vscode.workspace.openTextDocument(shown.modified)).getText(), edited);
    assert.equal(document.getText(), text);
    assert.equal(await flow.apply(snapshot, edits), "applied");
    assert.equal(comparisons().length, 0);
  });
});

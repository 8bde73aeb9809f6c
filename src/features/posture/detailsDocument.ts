import * as vscode from "vscode";
import { describeError, type EditorLog } from "../../editor/log.ts";
import { createDisposables, type Disposable } from "../../editor/disposable.ts";
import { detailsPage } from "./detailsPage.ts";
import type { PostureRun } from "./environment.ts";

const scheme = "picket-posture";

/** Read-only pages on results, which follow every run. */
export interface DetailsDocuments extends Disposable {
  open(id: string): Promise<void>;
  /** There are new results. */
  changed(): void;
}

/** @param current the last run, if there is one */
export function createDetailsDocuments(
  current: () => PostureRun | undefined,
  log: EditorLog,
): DetailsDocuments {
  const all = createDisposables();
  const changed = all.add(new vscode.EventEmitter<vscode.Uri>());
  const textOf = ({ query }: vscode.Uri): string => {
    const run = current();
    const result = run?.body.results.find(({ id }) => id === query);
    return run && result
      ? detailsPage(result, run.body.time, vscode.l10n.t)
      : vscode.l10n.t("There is no result of this check.");
  };
  all.add(
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: textOf,
    }),
  );
  return {
    async open(id) {
      const uri = vscode.Uri.from({ scheme, path: `/${id.replace(/[^\w-]/g, "_")}.md`, query: id });
      try {
        await vscode.commands.executeCommand("markdown.showPreview", uri);
      } catch (error) {
        // The editor's own Markdown extension can be disabled; the source is still readable.
        log.debug(`no Markdown preview: ${describeError(error)}`);
        await vscode.window.showTextDocument(uri, { preview: true });
      }
    },
    changed() {
      for (const { uri } of vscode.workspace.textDocuments) if (uri.scheme === scheme) changed.fire(uri);
    },
    dispose: () => all.dispose(),
  };
}

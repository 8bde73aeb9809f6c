import * as vscode from "vscode";
import { createDisposables, type Disposable } from "../../editor/disposable.ts";

const scheme = "picket-activity-text";

/** Read-only documents of texts that were made here, such as reports. Nothing is written anywhere. */
export interface TextDocuments extends Disposable {
  /** @param name what the tab says; its ending tells the language */
  open(name: string, text: string): Promise<vscode.TextDocument>;
}

/** Each text is held as long as its document is open. */
export function createTextDocuments(): TextDocuments {
  const all = createDisposables();
  const texts = new Map<string, string>();
  let last = 0;
  all.add(
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: ({ query }) => texts.get(query) ?? "",
    }),
  );
  all.add(
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === scheme) texts.delete(uri.query);
    }),
  );
  return {
    async open(name, text) {
      const query = String(++last);
      texts.set(query, text);
      const path = `/${name.replace(/[^\w.-]/g, "_").slice(-80)}`;
      return vscode.workspace.openTextDocument(vscode.Uri.from({ scheme, path, query }));
    },
    dispose: () => all.dispose(),
  };
}

import * as vscode from "vscode";
import { plainMarkdown } from "./markdownText.ts";

/** Scheme of the read-only texts that Picket shows: notes as Markdown, and the result of a plan beside the file. */
export const pageScheme = "picket-fix";

/** Read-only texts held in memory while a tab shows them. They never hold a secret value of their own making. */
export interface Pages {
  /** Opens a Markdown page, rendered where the editor can. */
  show(title: string, markdown: string): Promise<void>;
  /** The address of a text; `fileName` gives it its language. */
  add(fileName: string, text: string): vscode.Uri;
  dispose(): void;
}

/** Registers the scheme. Texts are dropped when their document closes. */
export function createPages(): Pages {
  const texts = new Map<string, string>();
  let count = 0;
  const provider = vscode.workspace.registerTextDocumentContentProvider(pageScheme, {
    provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? "",
  });
  const closing = vscode.workspace.onDidCloseTextDocument((document) => {
    texts.delete(document.uri.toString());
  });
  const add = (fileName: string, text: string): vscode.Uri => {
    count += 1;
    const uri = vscode.Uri.from({ scheme: pageScheme, path: `/${count}/${fileName}` });
    texts.set(uri.toString(), text);
    return uri;
  };
  return {
    add,
    async show(title, markdown) {
      const uri = add(`${title}.md`, `# ${plainMarkdown(title)}\n\n${markdown}\n`);
      await vscode.commands.executeCommand("markdown.showPreview", uri).then(undefined, async () => {
        await vscode.window.showTextDocument(uri, { preview: true });
      });
    },
    dispose() {
      provider.dispose();
      closing.dispose();
      texts.clear();
    },
  };
}

import * as vscode from "vscode";
import type { PolicyJson } from "../../core/iam/language/remote/policyText.ts";
import { toRange } from "../../editor/positions.ts";

/** The text that goes to AWS. */
interface SentText {
  readonly text: string;
  /** Opens it beside the editor. */
  readonly show: () => Promise<void>;
}

/**
 * The policy as JSON, when it can be sent. A value that only a deployment knows is filled with an example after the
 * person agreed; a policy of which parts are missing is not sent, and the cursor goes to the first of them.
 */
export async function prepareText(
  editor: vscode.TextEditor,
  { text, filled, missing }: PolicyJson,
): Promise<SentText | undefined> {
  const { l10n } = vscode;
  const show = async (): Promise<void> => {
    const document = await vscode.workspace.openTextDocument({ content: text, language: "json" });
    await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
    });
  };
  const [first] = missing;
  if (first) {
    const go = l10n.t("Go There");
    const message = l10n.t(
      "This policy cannot be sent to AWS. Values that come from elsewhere and are not known in this file: {0}.",
      missing.length,
    );
    if ((await vscode.window.showWarningMessage(message, go)) === go)
      reveal(editor, toRange(editor.document, first));
    return undefined;
  }
  if (filled.length === 0) return { text, show };
  const send = l10n.t("Send with Examples");
  const look = l10n.t("Show What Would Be Sent");
  const question = l10n.t(
    "Values of this policy that are known only when it is deployed: {0}.",
    filled.length,
  );
  const detail = l10n.t(
    "They are sent as examples, such as account 111122223333. Findings on them may not be true of the deployed policy.",
  );
  const answer = await vscode.window.showWarningMessage(question, { modal: true, detail }, send, look);
  if (answer === look) await show();
  return answer === send ? { text, show } : undefined;
}

function reveal(editor: vscode.TextEditor, range: vscode.Range): void {
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

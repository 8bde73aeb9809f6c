import * as vscode from "vscode";
import { plainMessage } from "../../editor/plainMessage.ts";
import { pickName } from "./namePick.ts";
import type { Choice, FlowUi, Loudness, PickRequest } from "./flowUi.ts";
import type { Pages } from "./pages.ts";

type Row<T> = vscode.QuickPickItem & { readonly choice?: Choice<T> };

const notifiers: Record<Loudness, (message: string, ...buttons: string[]) => Thenable<string | undefined>> = {
  info: (message, ...buttons) => vscode.window.showInformationMessage(message, ...buttons),
  warning: (message, ...buttons) => vscode.window.showWarningMessage(message, ...buttons),
  error: (message, ...buttons) => vscode.window.showErrorMessage(message, ...buttons),
};

/** The real dialogs. Every pick list and input stays open when the focus leaves, so that the text can be looked at. */
export function createVscodeUi(pages: Pages): FlowUi {
  return {
    l10n: vscode.l10n,
    async confirm({ message, detail, buttons, loudness }) {
      const show =
        loudness === "warning" ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
      return show(message, { modal: true, detail }, ...buttons);
    },
    async inform(loudness, message, buttons = []) {
      return notifiers[loudness](plainMessage(message), ...buttons);
    },
    async pick<T>(request: PickRequest<T>) {
      const chosen = await vscode.window.showQuickPick(rowsOf(request.choices), {
        title: request.title,
        placeHolder: request.placeholder,
        ignoreFocusOut: true,
        matchOnDescription: true,
      });
      return chosen?.choice?.value;
    },
    async input({ title, prompt, value, validate }) {
      return vscode.window.showInputBox({
        title,
        prompt,
        value,
        ignoreFocusOut: true,
        ...(validate ? { validateInput: validate } : {}),
      });
    },
    pickName,
    async progress(title, work) {
      const location = vscode.ProgressLocation.Notification;
      const options = { location, title: plainMessage(title), cancellable: true };
      return vscode.window.withProgress(options, async (progress, token) => {
        const abort = new AbortController();
        const subscription = token.onCancellationRequested(() => abort.abort());
        try {
          return await work(abort.signal, (step) => progress.report({ message: step }));
        } finally {
          subscription.dispose();
        }
      });
    },
    async copyName(name) {
      await vscode.env.clipboard.writeText(name);
    },
    showPage: (title, markdown) => pages.show(title, markdown),
  };
}

function rowsOf<T>(choices: readonly Choice<T>[]): Row<T>[] {
  const rows: Row<T>[] = [];
  let group: string | undefined;
  for (const choice of choices) {
    if (choice.group !== undefined && choice.group !== group) {
      rows.push({ label: choice.group, kind: vscode.QuickPickItemKind.Separator });
    }
    group = choice.group;
    rows.push({
      label: choice.label,
      ...(choice.description === undefined ? {} : { description: choice.description }),
      ...(choice.detail === undefined ? {} : { detail: choice.detail }),
      choice,
    });
  }
  return rows;
}

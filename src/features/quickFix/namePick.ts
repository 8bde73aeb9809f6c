import * as vscode from "vscode";
import type { NamePickRequest } from "./flowUi.ts";

type NameRow = vscode.QuickPickItem & { readonly secretName: string };

/**
 * A list of names that loads while it is open, and takes a typed name too: the list may be long, slow or forbidden.
 * Resolves to the name, undefined when the person walked away. Closing the list aborts the loading.
 */
export async function pickName(request: NamePickRequest): Promise<string | undefined> {
  const list = vscode.window.createQuickPick<NameRow>();
  const abort = new AbortController();
  let names: readonly string[] = [];
  const render = (): void => {
    const typed = list.value.trim();
    const rows = names.map((name) => ({ label: `$(key) ${name}`, secretName: name }));
    const extra =
      typed === "" || names.includes(typed)
        ? []
        : [{ label: request.typedLabel(typed), secretName: typed, alwaysShow: true }];
    list.items = [...rows, ...extra];
  };
  list.title = request.title;
  list.placeholder = request.placeholder;
  list.ignoreFocusOut = true;
  list.busy = true;
  list.onDidChangeValue(render);
  list.show();
  request
    .load(abort.signal)
    .then(
      (loaded) => {
        names = loaded;
      },
      (error: unknown) => {
        if (!abort.signal.aborted) list.placeholder = request.loadFailed(error);
      },
    )
    .finally(() => {
      if (abort.signal.aborted) return;
      list.busy = false;
      render();
    })
    .catch(() => undefined);
  try {
    return await new Promise<string | undefined>((resolve) => {
      list.onDidAccept(() => resolve(list.selectedItems[0]?.secretName));
      list.onDidHide(() => resolve(undefined));
    });
  } finally {
    abort.abort();
    list.dispose();
  }
}

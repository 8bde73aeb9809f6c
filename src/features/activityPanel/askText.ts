import * as vscode from "vscode";

/** A text that a person is asked for. */
interface Asked {
  readonly title: string;
  readonly prompt: string;
  readonly value: string;
  readonly isValid: (text: string) => boolean;
}

/** Asks for a text, without spaces around it; undefined when the person left. */
export async function askText({ title, prompt, value, isValid }: Asked): Promise<string | undefined> {
  const typed = await vscode.window.showInputBox({
    title,
    prompt,
    value,
    ignoreFocusOut: true,
    validateInput: (text) => (isValid(text.trim()) ? undefined : prompt),
  });
  return typed?.trim();
}

/** One of what was found, or what the person types; typed at once when nothing was found. */
export async function pickOrType<T extends vscode.QuickPickItem>(
  found: readonly T[],
  { title, none, prompt, isValid }: Omit<Asked, "value"> & { readonly none: string },
): Promise<T | string | undefined> {
  const typing = { label: `$(edit) ${vscode.l10n.t("Type it…")}`, typed: true };
  const picked =
    found.length === 0
      ? typing
      : await vscode.window.showQuickPick<T | typeof typing>([...found, typing], {
          title,
          ignoreFocusOut: true,
        });
  if (picked === undefined) return undefined;
  if (!("typed" in picked)) return picked;
  return askText({ title, prompt: found.length === 0 ? `${none} ${prompt}` : prompt, value: "", isValid });
}

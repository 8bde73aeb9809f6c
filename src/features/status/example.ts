import * as vscode from "vscode";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Opens an unsaved file with secrets that are made up at this moment and open nothing. */
export async function openExample(): Promise<void> {
  const lines = [
    `// ${vscode.l10n.t("These values are made up and open nothing.")}`,
    `// ${vscode.l10n.t("Put the cursor on an underlined one and open the quick fixes.")}`,
    `export const githubToken = "${["ghp", madeUp(36)].join("_")}";`,
    `export const database = "postgres://app:${madeUp(20)}@db.internal:5432/orders";`,
    "",
  ];
  const document = await vscode.workspace.openTextDocument({
    language: "typescript",
    content: lines.join("\n"),
  });
  await vscode.window.showTextDocument(document);
}

function madeUp(length: number): string {
  const pick = (): string => letters[Math.floor(Math.random() * letters.length)] ?? "";
  return Array.from({ length }, pick).join("");
}

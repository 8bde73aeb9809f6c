import * as vscode from "vscode";

/** More than any ignore file or baseline that people keep, in bytes. */
const mostBytes = 20_000_000;

/**
 * The UTF-8 text of a file that a workspace brings along. Only a regular file of ordinary size is read: a link to a
 * device would never end.
 * @throws FileSystemError `FileNotFound` when there is none; another error when it cannot be read, or is no such file
 */
export async function readSmallText(uri: vscode.Uri): Promise<string> {
  const { type, size } = await vscode.workspace.fs.stat(uri);
  if ((type & vscode.FileType.File) === 0) throw vscode.FileSystemError.Unavailable("not a regular file");
  if (size > mostBytes) throw vscode.FileSystemError.Unavailable(`larger than ${mostBytes} bytes`);
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

/** Whether the error says that there is no such file. */
export function isMissing(error: unknown): boolean {
  return error instanceof vscode.FileSystemError && error.code === "FileNotFound";
}

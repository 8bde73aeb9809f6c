import assert from "node:assert/strict";
import * as vscode from "vscode";
import { writeFile } from "./diagnosticsSupport.ts";

/** A report of posture, as far as tests look at it. */
export interface Report {
  readonly time: string;
  readonly subjects: readonly string[];
  readonly network: boolean;
  readonly summary: { readonly pass: number; readonly fail: number; readonly unknown: number };
  readonly results: readonly {
    readonly id: string;
    readonly status: string;
    readonly reason: string;
    readonly evidence: readonly string[];
  }[];
  readonly attestation?: { readonly seq: number; readonly signature?: string };
}

/** Runs the checks and gives the report that they made: what is exported afterwards. */
export async function checked(): Promise<Report> {
  await vscode.commands.executeCommand("picket.posture.run");
  return JSON.parse(await exported("report.json")) as Report;
}

/** The last report in the form that the file's name says. */
export async function exported(name: string): Promise<string> {
  const target = await writeFile(name, "");
  // Not awaited: at its end stands a notification that waits for a person.
  void vscode.commands.executeCommand("picket.posture.export", target);
  for (let attempt = 0; attempt < 300; attempt++) {
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(target));
    if (text !== "") return text;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return assert.fail("no report was exported");
}

/** The status of a check in a report. */
export function statusOf({ results }: Report, id: string): string | undefined {
  return results.find((result) => result.id === id)?.status;
}

/** Absolute path in the workspace of the host. */
export function inWorkspace(path: string): string {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(folder);
  return vscode.Uri.joinPath(folder, path).fsPath;
}

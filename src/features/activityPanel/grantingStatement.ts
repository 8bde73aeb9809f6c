import * as vscode from "vscode";
import { isEvent, readEvent } from "../../core/activity/event.ts";
import type { DeclaredPolicy } from "../../core/activity/policy/declaredPolicy.ts";
import type { GrantingStatement } from "../../core/activity/policy/grantingStatements.ts";
import { mayHoldPolicy } from "../../core/iam/mayHoldPolicy.ts";
import { describeError } from "../../editor/log.ts";
import { toRange } from "../../editor/positions.ts";
import { plain } from "./alertTree.ts";
import { chosenRow, type RowDeps } from "./rowCommands.ts";

/** Files in which policies of a workspace stand. */
const files = "**/*.{json,yaml,yml,tf,ts,js,py,template}";
const elsewhere = "**/{node_modules,.git,dist,out,.venv,.terraform}/**";
/** Files looked at, and their longest text in bytes. */
const mostFiles = 2000;
const longest = 1_000_000;

interface Found {
  readonly document: vscode.TextDocument;
  readonly statement: GrantingStatement;
}

/** Opens the statement of the workspace's policies that allows the call of an event, or lets the person choose one. */
export async function goToGrant(deps: RowDeps, argument: unknown): Promise<void> {
  const { l10n } = vscode;
  const row = chosenRow(deps, argument);
  if (!row) return;
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: l10n.t("Looking through the policies of the workspace"),
    cancellable: true,
  };
  const found = await vscode.window.withProgress(options, (_progress, token) => find(deps, row.n, token));
  if (!found) return;
  const [only] = found;
  if (!only) {
    const call = plain(`${row.service}:${row.name}`);
    const message = l10n.t("No policy of this workspace allows {0}.", call);
    void vscode.window.showInformationMessage(message);
    return;
  }
  const chosen = found.length === 1 ? only : await choose(found);
  if (!chosen) return;
  const { document, statement } = chosen;
  const range = toRange(document, statement.span);
  await vscode.window.showTextDocument(document, { selection: range, preview: true });
}

async function choose(found: readonly Found[]): Promise<Found | undefined> {
  const { l10n } = vscode;
  const items = found.slice(0, 100).map(({ document, statement }) => ({
    label: statement.sid ?? l10n.t("Statement {0}", statement.index + 1),
    description: `${vscode.workspace.asRelativePath(document.uri)}:${document.positionAt(statement.span.start).line + 1}`,
    detail: statement.certain ? statement.action : l10n.t("{0}, if its conditions hold", statement.action),
    found: { document, statement },
  }));
  const picked = await vscode.window.showQuickPick(items, { title: l10n.t("Which statement?") });
  return picked?.found;
}

/** Undefined when the person cancelled or the event is gone. */
async function find(
  { session, loadActivity, loadIam, iamDocuments, log }: RowDeps,
  n: number,
  token: vscode.CancellationToken,
): Promise<readonly Found[] | undefined> {
  const event = readEvent(session.feed?.recordOf(n));
  if (!isEvent(event)) return undefined;
  const { grantingStatements } = await loadActivity();
  const { catalogue } = await loadIam();
  const found: Found[] = [];
  for (const uri of await vscode.workspace.findFiles(files, elsewhere, mostFiles, token)) {
    if (token.isCancellationRequested) return undefined;
    if (!(await holdsPolicy(uri))) continue;
    try {
      const document = await vscode.workspace.openTextDocument(uri);
      const result = await iamDocuments.resultOf(document);
      if (!result || result.version !== document.version) continue;
      const name = vscode.workspace.asRelativePath(uri);
      const policies = result.policies.map((policy): DeclaredPolicy => ({ name, kind: "identity", policy }));
      const statements = grantingStatements(event, policies, catalogue);
      found.push(...statements.map((statement) => ({ document, statement })));
    } catch (error) {
      log.debug(`no policies of ${uri.path}: ${describeError(error)}`);
    }
  }
  return found.sort((a, b) => Number(b.statement.certain) - Number(a.statement.certain));
}

async function holdsPolicy(uri: vscode.Uri): Promise<boolean> {
  try {
    if ((await vscode.workspace.fs.stat(uri)).size > longest) return false;
    return mayHoldPolicy(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
  } catch {
    // Gone meanwhile, or not ours to read.
    return false;
  }
}

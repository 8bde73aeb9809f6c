import * as vscode from "vscode";
import { activePolicies, policiesOf, type IamLanguageDeps } from "./environment.ts";

/** Which statement of which document; it travels in the URI of the page. */
export interface StatementPlace {
  readonly uri: string;
  /** Zero-based, among the policies of the document. */
  readonly policy: number;
  /** Zero-based, as the policy counts its statements. */
  readonly statement: number;
}

const scheme = "picket-iam";

/** The pages on statements, and the command that opens one: from a code lens, or for the statement at the cursor. */
export function registerStatementPages(deps: IamLanguageDeps): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const pages = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => pageOf(deps, uri),
  });
  const command = vscode.commands.registerCommand("picket.showStatement", async (argument?: unknown) => {
    const place = isPlace(argument) ? argument : await placeAtCursor(deps);
    if (!place) return;
    const uri = uriOf(place);
    // The page may be open with what an earlier version of the file said.
    changed.fire(uri);
    const viewColumn = vscode.ViewColumn.Beside;
    await vscode.window.showTextDocument(uri, { viewColumn, preview: true, preserveFocus: true });
  });
  return vscode.Disposable.from(changed, pages, command);
}

async function placeAtCursor(deps: IamLanguageDeps): Promise<StatementPlace | undefined> {
  const active = await activePolicies(deps);
  if (!active) return undefined;
  const { result, offset, editor } = active;
  const { iam } = await deps.loadIam();
  const [policy, statement] = iam.statementAt(result.policies, offset) ?? [];
  if (!policy || !statement) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("There is no statement of a policy at the cursor."),
    );
    return undefined;
  }
  const uri = editor.document.uri.toString();
  return { uri, policy: result.policies.indexOf(policy), statement: statement.index };
}

async function pageOf(deps: IamLanguageDeps, uri: vscode.Uri): Promise<string> {
  const gone = vscode.l10n.t("The statement is not there any more. Open this page anew from its file.");
  const place = placeOf(uri);
  const open = vscode.workspace.textDocuments.find((one) => one.uri.toString() === place?.uri);
  const result = open && (await policiesOf(deps, open));
  const policy = place && result?.policies[place.policy];
  const statement = policy?.statements.find(({ index }) => index === place?.statement);
  if (!open || !policy || !statement) return gone;
  const { iam, catalogue } = await deps.loadIam();
  return iam.statementPage(policy, statement, { file: nameOf(open.uri), catalogue });
}

function uriOf(place: StatementPlace): vscode.Uri {
  const name = nameOf(vscode.Uri.parse(place.uri));
  const path = `/${vscode.l10n.t("Statement {0} of {1}", place.statement + 1, name)}.md`;
  return vscode.Uri.from({ scheme, path, query: JSON.stringify(place) });
}

function placeOf(uri: vscode.Uri): StatementPlace | undefined {
  try {
    const value: unknown = JSON.parse(uri.query);
    return isPlace(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isPlace(value: unknown): value is StatementPlace {
  if (typeof value !== "object" || value === null) return false;
  if (!("uri" in value && "policy" in value && "statement" in value)) return false;
  const { uri, policy, statement } = value;
  return typeof uri === "string" && Number.isInteger(policy) && Number.isInteger(statement);
}

function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf("/") + 1);
}

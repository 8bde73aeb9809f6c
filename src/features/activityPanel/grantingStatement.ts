import * as vscode from "vscode";
import { isEvent, readEvent, type ActivityEvent } from "../../core/activity/event.ts";
import type { GrantingStatement } from "../../core/activity/policy/grantingStatements.ts";
import { toRange } from "../../editor/positions.ts";
import { plain } from "./alertTree.ts";
import { declaredBy } from "./rolePolicies.ts";
import { chosenRow, type RowDeps } from "./rowCommands.ts";
import { workspacePolicies } from "./workspacePolicies.ts";

/** A statement, and where it stands. */
interface Found {
  readonly statement: GrantingStatement;
  /** For a person: file and line, or the policy in AWS. */
  readonly place: string;
  /** Of AWS: a read-only document. */
  readonly open: () => Promise<vscode.TextDocument>;
}

/**
 * Opens the statement that allows the call of an event, of the workspace's policies or of those that the role has in AWS, or
 * lets the person choose one.
 */
export async function goToGrant(deps: RowDeps, argument: unknown): Promise<void> {
  const { l10n } = vscode;
  const row = chosenRow(deps, argument);
  if (!row) return;
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: l10n.t("Looking for the statement that allows the call"),
    cancellable: true,
  };
  const found = await vscode.window.withProgress(options, (_progress, token) => find(deps, row.n, token));
  if (!found) return;
  const [only] = found;
  if (!only) return tellNone(deps, plain(`${row.service}:${row.name}`));
  const chosen = found.length === 1 ? only : await choose(found);
  if (!chosen) return;
  const document = await chosen.open();
  const selection = toRange(document, chosen.statement.span);
  await vscode.window.showTextDocument(document, { selection, preview: true });
}

function tellNone({ session }: RowDeps, call: string): void {
  const { l10n } = vscode;
  const message = session.policies
    ? l10n.t(
        "No policy of this workspace, and none that the role has in AWS, allows {0}. The policy of the resource may.",
        call,
      )
    : l10n.t(
        "No policy of this workspace allows {0}. The role's policies in AWS are looked at as well where events come from AWS and IAM lets them be read.",
        call,
      );
  void vscode.window.showInformationMessage(message);
}

async function choose(found: readonly Found[]): Promise<Found | undefined> {
  const { l10n } = vscode;
  const items = found.slice(0, 100).map((one) => ({
    label: plain(one.statement.sid ?? l10n.t("Statement {0}", one.statement.index + 1)),
    description: one.place,
    detail: one.statement.certain
      ? one.statement.action
      : l10n.t("{0}, if its conditions hold", one.statement.action),
    found: one,
  }));
  const picked = await vscode.window.showQuickPick(items, { title: l10n.t("Which statement?") });
  return picked?.found;
}

/** Those that surely allow the call first. Undefined when the person cancelled or the event is gone. */
async function find(
  deps: RowDeps,
  n: number,
  token: vscode.CancellationToken,
): Promise<readonly Found[] | undefined> {
  const event = readEvent(deps.session.feed?.recordOf(n));
  if (!isEvent(event)) return undefined;
  const { grantingStatements } = await deps.loadActivity();
  const { catalogue } = await deps.loadIam();
  const found: Found[] = [];
  for await (const { document, policies } of workspacePolicies(deps, token)) {
    const file = vscode.workspace.asRelativePath(document.uri);
    for (const statement of grantingStatements(event, policies, catalogue)) {
      const place = `${file}:${document.positionAt(statement.span.start).line + 1}`;
      found.push({ statement, place, open: async () => document });
    }
  }
  if (token.isCancellationRequested) return undefined;
  const all = [...found, ...(await findInAws(deps, event))];
  return all.sort((a, b) => Number(b.statement.certain) - Number(a.statement.certain));
}

async function findInAws(
  { session, texts, loadActivity, loadIam }: RowDeps,
  event: ActivityEvent,
): Promise<readonly Found[]> {
  const code = await loadActivity();
  const { catalogue } = await loadIam();
  return (session.policies ?? []).flatMap((policy) => {
    const { name, text } = policy;
    const open = () => texts.open(`${name.split("/").at(-1) ?? name}.json`, text);
    const place = vscode.l10n.t("{0}, in AWS", plain(name));
    const statements = code.grantingStatements(event, declaredBy(policy, code) ?? [], catalogue);
    return statements.map((statement) => ({ statement, place, open }));
  });
}

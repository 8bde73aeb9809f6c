import * as vscode from "vscode";
import type { Role } from "../../core/activity/identity/role.ts";
import type { DeclaredPolicy, NoPolicy } from "../../core/activity/policy/declaredPolicy.ts";
import { isStoreError } from "../../core/fixes/storeError.ts";
import { isScannable } from "../../editor/documents.ts";
import { plain } from "./alertTree.ts";
import { declaredBy, laidOut } from "./rolePolicies.ts";
import type { RowDeps } from "./rowCommands.ts";
import { policiesOf, workspacePolicies } from "./workspacePolicies.ts";

/** Policies, why there are none, or undefined when the person left. */
type ReadPolicies = readonly DeclaredPolicy[] | NoPolicy | undefined;

interface PolicyItem extends vscode.QuickPickItem {
  readonly read: () => Promise<ReadPolicies>;
}

/**
 * Lets the person choose the policies that shall shrink: those of the role in AWS, of the open file, of the workspace or of a
 * JSON file. An empty list: none, a policy is made of what was used. AWS is asked only when its policies are chosen.
 * @param events how many are looked at
 */
export async function choosePolicies(deps: RowDeps, events: number): Promise<ReadPolicies> {
  const { l10n } = vscode;
  const { role } = deps.session;
  const items = [
    ...(role ? [ofRole(deps, role)] : []),
    ...(await ofOpenFile(deps)),
    { label: `$(search) ${l10n.t("Policies of the workspace…")}`, read: async () => ofWorkspace(deps) },
    { label: `$(folder-opened) ${l10n.t("Policies of a JSON file…")}`, read: async () => ofFile(deps) },
    { label: `$(new-file) ${l10n.t("None: make one of what was used")}`, read: async () => [] },
  ];
  const picked = await vscode.window.showQuickPick<PolicyItem>(items, {
    title: l10n.t("Least privilege: which policy shall shrink?"),
    placeHolder: l10n.t("By {0} events. The shorter they reach back, the more is missing", events),
    ignoreFocusOut: true,
  });
  return picked?.read();
}

function ofRole(deps: RowDeps, role: Role): PolicyItem {
  const { l10n } = vscode;
  return {
    label: `$(cloud) ${l10n.t("All policies that {0} has in AWS", plain(role.name))}`,
    description: "iam:ListRolePolicies, iam:GetRolePolicy, iam:GetPolicyVersion",
    read: async () => readOfRole(deps, role),
  };
}

async function readOfRole({ aws, loadActivity }: RowDeps, role: Role): Promise<ReadPolicies> {
  const { l10n } = vscode;
  const ready = await aws.ready();
  if (!ready) return undefined;
  // Names of roles repeat in other accounts.
  if (ready.identity.account !== role.account)
    return {
      error: l10n.t(
        "the role is of the account {0}, the AWS profile of {1}",
        role.account,
        ready.identity.account,
      ),
    };
  try {
    const { trails } = await aws.access();
    const policies = (await trails.policiesOf(role.name)).map(laidOut);
    const code = await loadActivity();
    const read = policies.map((policy) => ({ policy, declared: declaredBy(policy, code) }));
    const broken = read.find(({ declared }) => !declared);
    if (broken) return { error: l10n.t("{0} cannot be read", plain(broken.policy.name)) };
    if (read.length === 0) return { error: l10n.t("the role has no policies") };
    return read.flatMap(({ declared }) => declared ?? []);
  } catch (error) {
    if (isStoreError(error)) return { error: error.message.replace(/\.$/, "") };
    throw error;
  }
}

async function ofOpenFile(deps: RowDeps): Promise<readonly PolicyItem[]> {
  const document = vscode.window.activeTextEditor?.document;
  if (!document || !isScannable(document)) return [];
  const policies = (await policiesOf(deps, document)).filter(isOfRole);
  if (policies.length === 0) return [];
  const name = vscode.workspace.asRelativePath(document.uri);
  return [
    {
      label: `$(file) ${vscode.l10n.t("The policies of {0}", plain(name))}`,
      read: async () => policies,
    },
  ];
}

/** Trust policies and those of resources are not a role's own. */
function isOfRole({ policy }: DeclaredPolicy): boolean {
  return policy.type === "identity" || policy.type === "boundary";
}

async function ofWorkspace(deps: RowDeps): Promise<ReadPolicies> {
  const { l10n } = vscode;
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: l10n.t("Looking through the policies of the workspace"),
    cancellable: true,
  };
  const found = await vscode.window.withProgress(options, async (_progress, token) => {
    const all: DeclaredPolicy[] = [];
    for await (const { policies } of workspacePolicies(deps, token)) all.push(...policies);
    return token.isCancellationRequested ? undefined : all;
  });
  if (!found) return undefined;
  const own = found.filter(isOfRole);
  if (own.length === 0) return { error: l10n.t("this workspace has no policy of a role") };
  const picked = await vscode.window.showQuickPick(
    own.map((policy) => ({ label: plain(policy.name), policy })),
    { title: l10n.t("Which of them does the role have?"), canPickMany: true, ignoreFocusOut: true },
  );
  return picked && picked.length > 0 ? picked.map(({ policy }) => policy) : undefined;
}

async function ofFile({ loadActivity }: RowDeps): Promise<ReadPolicies> {
  const [file] =
    (await vscode.window.showOpenDialog({ filters: { JSON: ["json"] }, canSelectMany: false })) ?? [];
  if (!file) return undefined;
  const { readDeclaredPolicies } = await loadActivity();
  // As the editor would open it: byte order marks and encodings of the settings count.
  const text = await vscode.workspace.decode(await vscode.workspace.fs.readFile(file), { uri: file });
  return readDeclaredPolicies(text, { name: vscode.workspace.asRelativePath(file), kind: "identity" });
}

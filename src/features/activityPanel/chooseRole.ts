import * as vscode from "vscode";
import { readRole, type Role } from "../../core/activity/identity/role.ts";
import { visible } from "../../core/model/visible.ts";
import type { AwsAccess } from "../../core/awsAccess.ts";
import { createDisposables } from "../../editor/disposable.ts";
import { describeError } from "../../editor/log.ts";
import { callsAws, type RoleChoice } from "./choice.ts";
import type { ActivityDeps } from "./environment.ts";
import type { ActivitySession } from "./session.ts";

interface RoleItem extends vscode.QuickPickItem {
  /** `type`: asks for the ARN. */
  readonly choice?: RoleChoice | "type";
}

export interface RoleDeps extends ActivityDeps {
  readonly session: ActivitySession;
}

/** Callers looked at for the roles of the events that are held. */
const mostRows = 20_000;
const mostSeen = 20;

/**
 * Lets the person choose whose events are shown; undefined when they left. Roles of the account are listed while the list is
 * open, and only when the source calls AWS anyhow.
 */
export async function chooseRole(deps: RoleDeps): Promise<RoleChoice | undefined> {
  const all = createDisposables();
  const abort = new AbortController();
  const pick = all.add(vscode.window.createQuickPick<RoleItem>());
  const { l10n } = vscode;
  pick.title = l10n.t("Whose activity is shown?");
  pick.placeholder = l10n.t("Choose a role, or type to filter");
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.ignoreFocusOut = true;
  let groups: readonly (readonly RoleItem[])[] = [ownItems(deps), seenItems(deps.session)];
  const draw = (): void => void (pick.items = groups.flat());
  const add = (items: readonly RoleItem[]): void => {
    groups = [...groups, items];
    draw();
  };
  draw();
  try {
    const picked = new Promise<RoleItem | undefined>((resolve) => {
      all.add(pick.onDidAccept(() => resolve(pick.activeItems[0])));
      all.add(pick.onDidHide(() => resolve(undefined)));
    });
    pick.show();
    pick.busy = true;
    void listOfAccount(deps, add, abort.signal).finally(() => void (all.disposed || (pick.busy = false)));
    const choice = (await picked)?.choice;
    return choice === "type" ? await typeArn() : choice;
  } finally {
    abort.abort();
    all.dispose();
  }
}

function separator(label: string): RoleItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function ownItems({ session }: RoleDeps): readonly RoleItem[] {
  const { l10n } = vscode;
  const ofProfile: RoleItem = {
    label: `$(account) ${l10n.t("The role of the AWS profile")}`,
    description: l10n.t("the role that Picket's own calls are made with"),
    choice: { kind: "profile" },
  };
  const fromAws = session.choice !== undefined && callsAws(session.choice);
  return [
    ...(fromAws ? [ofProfile] : []),
    { label: `$(edit) ${l10n.t("A role by its ARN…")}`, choice: "type" },
    { label: `$(organization) ${l10n.t("Everybody's events")}`, choice: { kind: "everybody" } },
  ];
}

/** The roles that callers of the events show, the busiest first. */
function seenItems({ feed }: ActivitySession): readonly RoleItem[] {
  const counts = new Map<string, number>();
  for (const { caller } of feed?.rows.slice(-mostRows) ?? []) {
    const role = caller === undefined ? undefined : readRole(caller);
    if (role) counts.set(arnOf(role), (counts.get(arnOf(role)) ?? 0) + 1);
  }
  const busiest = [...counts].sort(([, a], [, b]) => b - a).slice(0, mostSeen);
  if (busiest.length === 0) return [];
  const { l10n } = vscode;
  return [
    separator(l10n.t("seen in the events")),
    ...busiest.map(([arn, count]) => roleItem(arn, l10n.t("{0} events", count))),
  ];
}

async function listOfAccount(
  deps: RoleDeps,
  add: (items: readonly RoleItem[]) => void,
  signal: AbortSignal,
): Promise<void> {
  const { session, aws, log } = deps;
  const { l10n } = vscode;
  if (!session.choice || !callsAws(session.choice)) return;
  const region = session.facts().place.regions[0] ?? aws.current()?.region;
  const list = async (
    label: string,
    roles: (access: AwsAccess) => Promise<readonly RoleItem[]>,
  ): Promise<void> => {
    try {
      const items = await roles(await aws.access());
      if (!signal.aborted && items.length > 0) add([separator(label), ...items]);
    } catch (error) {
      if (!signal.aborted) log.info(`roles were not listed: ${describeError(error)}`);
    }
  };
  const history = async ({ trails }: AwsAccess): Promise<readonly RoleItem[]> =>
    (await trails.assumedRoles(region ?? "us-east-1", signal)).map((role) => roleItem(arnOf(role), ""));
  const known = async ({ trails }: AwsAccess): Promise<readonly RoleItem[]> =>
    (await trails.roles(signal)).map(({ arn, description }) => roleItem(arn, description ?? ""));
  await Promise.all([
    list(l10n.t("assumed in the last day"), history),
    list(l10n.t("roles of the account"), known),
  ]);
}

/** Names and descriptions are written by others: no icon of theirs is drawn. */
function roleItem(arn: string, description: string): RoleItem {
  const plain = (text: string): string => visible(text).replaceAll("$(", "$ (").slice(0, 200);
  const name = readRole(arn)?.name ?? arn;
  return {
    label: plain(name),
    description: plain(description),
    detail: plain(arn),
    choice: { kind: "arn", arn },
  };
}

function arnOf({ partition, account, path, name }: Role): string {
  return `arn:${partition}:iam::${account}:role${path ?? "/"}${name}`;
}

async function typeArn(): Promise<RoleChoice | undefined> {
  const { l10n } = vscode;
  const hint = l10n.t("arn:aws:iam::<account>:role/<name>");
  const typed = await vscode.window.showInputBox({
    title: l10n.t("ARN of the role"),
    prompt: hint,
    ignoreFocusOut: true,
    validateInput: (text) => (readRole(text.trim()) ? undefined : hint),
  });
  return typed === undefined ? undefined : { kind: "arn", arn: typed.trim() };
}

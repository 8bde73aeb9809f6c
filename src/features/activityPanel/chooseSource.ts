import * as vscode from "vscode";
import type { SourceChoice, SourceKind } from "./choice.ts";
import { chooseBucket, chooseGroup, chooseStore, listTrails } from "./chooseTrail.ts";
import type { ActivityDeps } from "./environment.ts";

interface KindItem extends vscode.QuickPickItem {
  readonly choice: SourceKind;
}

/** Lets the person choose where events come from. Undefined when they left; AWS is asked only after a source of AWS was picked. */
export async function chooseSource(deps: ActivityDeps): Promise<SourceChoice | undefined> {
  const kind = await chooseKind();
  if (kind === undefined) return undefined;
  if (kind === "folder") return chooseFolder();
  // Asks who we are, and leads to a sign-in or a profile when that is not known.
  const ready = await deps.aws.ready();
  if (!ready) return undefined;
  if (kind === "lookup") return { kind, regions: [], writesOnly: false };
  const { region } = ready.identity;
  if (kind === "lake") return chooseStore(region);
  const trails = await listTrails(deps);
  return kind === "athena" ? chooseBucket(trails, region) : chooseGroup(kind, trails, region);
}

async function chooseKind(): Promise<SourceKind | undefined> {
  const { l10n } = vscode;
  const separator = (label: string) => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const items: (KindItem | vscode.QuickPickItem)[] = [
    separator(l10n.t("on this machine")),
    {
      label: `$(folder) ${l10n.t("Folder of CloudTrail files…")}`,
      description: l10n.t("no AWS call, no permission"),
      detail: l10n.t("Reads .json and .json.gz files that a trail delivered, and those that come later"),
      choice: "folder",
    },
    separator(l10n.t("calls AWS")),
    {
      label: "$(history) LookupEvents",
      description: "cloudtrail:LookupEvents",
      detail: l10n.t("The last day and on: management events only, some minutes late. Needs no trail"),
      choice: "lookup",
    },
    {
      label: "$(broadcast) CloudWatch Logs: Live Tail…",
      description: "logs:StartLiveTail, logs:FilterLogEvents",
      detail: l10n.t("What a trail sends to CloudWatch Logs, as it arrives. Charged by the minute"),
      choice: "liveTail",
    },
    {
      label: "$(output) CloudWatch Logs: FilterLogEvents…",
      description: "logs:FilterLogEvents",
      detail: l10n.t("The same, asked for every few seconds"),
      choice: "filterLogs",
    },
    {
      label: "$(database) Athena…",
      description: l10n.t("athena, glue and s3 permissions"),
      detail: l10n.t("The bucket of a trail, of a whole organisation if it is one. Charged by what it scans"),
      choice: "athena",
    },
    {
      label: "$(archive) CloudTrail Lake…",
      description: "cloudtrail:StartQuery, cloudtrail:GetQueryResults",
      detail: l10n.t("An event data store that is there already; AWS takes no new customers"),
      choice: "lake",
    },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: l10n.t("Where does agent activity come from?"),
    placeHolder: l10n.t("Nothing is read before you choose"),
    matchOnDescription: true,
  });
  return picked && "choice" in picked ? picked.choice : undefined;
}

async function chooseFolder(): Promise<SourceChoice | undefined> {
  const { l10n } = vscode;
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: l10n.t("Folder with CloudTrail files (.json, .json.gz)"),
      openLabel: l10n.t("Read Events"),
      canSelectFolders: true,
      canSelectFiles: false,
    })) ?? [];
  return folder && { kind: "folder", path: folder.fsPath };
}

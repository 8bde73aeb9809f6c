import * as vscode from "vscode";
import type { TrailInfo } from "../../core/activity/awsTrails.ts";
import type { AwsAccess } from "../../core/awsAccess.ts";
import { describeError } from "../../editor/log.ts";
import type { SourceChoice, SourceKind } from "./choice.ts";
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
  const access = await deps.aws.access();
  const { region } = ready.identity;
  if (kind === "lake") return chooseStore(region);
  const trails = await listTrails(deps, access);
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

/** The account's trails; none when they may not be listed: then what is needed is typed. */
async function listTrails({ log }: ActivityDeps, access: AwsAccess): Promise<readonly TrailInfo[]> {
  const { l10n } = vscode;
  const options = { location: vscode.ProgressLocation.Window, title: l10n.t("Looking for trails") };
  try {
    return await vscode.window.withProgress(options, () => access.trails.trails());
  } catch (error) {
    log.warn(`the trails were not listed: ${describeError(error)}`);
    return [];
  }
}

async function chooseGroup(
  kind: "liveTail" | "filterLogs",
  trails: readonly TrailInfo[],
  region: string,
): Promise<SourceChoice | undefined> {
  const { l10n } = vscode;
  const found = trails.flatMap(({ name, logGroupArn, homeRegion }) =>
    logGroupArn === undefined
      ? []
      : [{ label: groupName(logGroupArn), description: name, detail: homeRegion, group: logGroupArn }],
  );
  const title = l10n.t("Which log group does the trail send its events to?");
  const picked = await pickOrType(found, {
    title,
    none: l10n.t("No trail of this account sends events to CloudWatch Logs, or trails may not be listed."),
    prompt: l10n.t("Name or ARN of the log group"),
    isValid: (text) => /^[\w./#:*-]{1,512}$/.test(text),
  });
  if (picked === undefined) return undefined;
  const logGroup = typeof picked === "string" ? picked : picked.group;
  const own = /^arn:[\w-]+:logs:([\w-]+):/.exec(logGroup)?.[1];
  return { kind, region: own ?? region, logGroup };
}

function groupName(arn: string): string {
  return /:log-group:([^:]+)/.exec(arn)?.[1] ?? arn;
}

async function chooseBucket(trails: readonly TrailInfo[], region: string): Promise<SourceChoice | undefined> {
  const { l10n } = vscode;
  const found = trails.flatMap(({ name, location, homeRegion }) =>
    location === undefined
      ? []
      : [{ label: location, description: name, detail: homeRegion, location, region: homeRegion }],
  );
  const picked = await pickOrType(found, {
    title: l10n.t("Where does the trail deliver its files?"),
    none: l10n.t("No trail of this account delivers to S3, or trails may not be listed."),
    prompt: "s3://bucket/prefix/AWSLogs/",
    isValid: (text) => /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:\/\S*)?$/.test(text),
  });
  if (picked === undefined) return undefined;
  const place = typeof picked === "string" ? { location: picked, region } : picked;
  const table = await type({
    title: l10n.t("Table of Athena for these files"),
    prompt: l10n.t("database.table; it is created, after a question, when it does not exist"),
    value: "default.picket_cloudtrail",
    isValid: (text) => /^[a-z0-9_]{1,128}\.[a-z0-9_]{1,128}$/.test(text),
  });
  if (table === undefined) return undefined;
  const output = await type({
    title: l10n.t("Where does Athena put results?"),
    prompt: l10n.t("s3://bucket/prefix/; empty when the workgroup “primary” has a place"),
    value: "",
    isValid: (text) => text === "" || /^s3:\/\/\S+$/.test(text),
  });
  if (output === undefined) return undefined;
  return {
    kind: "athena",
    region: place.region,
    location: place.location,
    table,
    ...(output !== "" && { output }),
    accounts: [],
    regions: [],
  };
}

async function chooseStore(region: string): Promise<SourceChoice | undefined> {
  const { l10n } = vscode;
  const store = await type({
    title: l10n.t("Event data store of CloudTrail Lake"),
    prompt: l10n.t("Its ARN or id"),
    value: "",
    isValid: (text) => /^[\w:/-]{3,256}$/.test(text),
  });
  if (store === undefined) return undefined;
  return { kind: "lake", region: /^arn:[\w-]+:cloudtrail:([\w-]+):/.exec(store)?.[1] ?? region, store };
}

interface Asked {
  readonly title: string;
  readonly prompt: string;
  readonly value: string;
  readonly isValid: (text: string) => boolean;
}

async function type({ title, prompt, value, isValid }: Asked): Promise<string | undefined> {
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
async function pickOrType<T extends vscode.QuickPickItem>(
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
  return type({ title, prompt: found.length === 0 ? `${none} ${prompt}` : prompt, value: "", isValid });
}

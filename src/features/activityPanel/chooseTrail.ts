import * as vscode from "vscode";
import type { TrailInfo } from "../../core/activity/awsTrails.ts";
import { describeError } from "../../editor/log.ts";
import { askText, pickOrType } from "./askText.ts";
import type { SourceChoice } from "./choice.ts";
import type { ActivityDeps } from "./environment.ts";
import { groupName } from "./sourceText.ts";

/** The account's trails; none when they may not be listed: then what is needed is typed. */
export async function listTrails({ aws, log }: ActivityDeps): Promise<readonly TrailInfo[]> {
  const { l10n } = vscode;
  const options = { location: vscode.ProgressLocation.Window, title: l10n.t("Looking for trails") };
  try {
    const { trails } = await aws.access();
    return await vscode.window.withProgress(options, () => trails.trails());
  } catch (error) {
    log.warn(`the trails were not listed: ${describeError(error)}`);
    return [];
  }
}

/** The log group of a trail. @param region where a name without an ARN is looked for */
export async function chooseGroup(
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

/** The bucket of a trail, the table over it and the place for results. @param region of a bucket that is typed */
export async function chooseBucket(
  trails: readonly TrailInfo[],
  region: string,
): Promise<SourceChoice | undefined> {
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
  const table = await askText({
    title: l10n.t("Table of Athena for these files"),
    prompt: l10n.t("database.table; it is created, after a question, when it does not exist"),
    value: "default.picket_cloudtrail",
    isValid: (text) => /^[a-z0-9_]{1,128}\.[a-z0-9_]{1,128}$/.test(text),
  });
  if (table === undefined) return undefined;
  const output = await askText({
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

/** An event data store of CloudTrail Lake. @param region of a store that is named by its id */
export async function chooseStore(region: string): Promise<SourceChoice | undefined> {
  const { l10n } = vscode;
  const store = await askText({
    title: l10n.t("Event data store of CloudTrail Lake"),
    prompt: l10n.t("Its ARN or id"),
    value: "",
    isValid: (text) => /^[\w:/-]{3,256}$/.test(text),
  });
  if (store === undefined) return undefined;
  return { kind: "lake", region: /^arn:[\w-]+:cloudtrail:([\w-]+):/.exec(store)?.[1] ?? region, store };
}

import * as vscode from "vscode";
import type { Policy } from "../../core/iam/model/policy.ts";
import type { PaidCheck } from "../../core/ports.ts";
import { readSmallText } from "../../editor/readSmallText.ts";

/** Resources for which AWS checks public access: CheckNoPublicAccess in the API reference of Access Analyzer. */
const publicResources = [
  "AWS::S3::Bucket",
  "AWS::SQS::Queue",
  "AWS::SNS::Topic",
  "AWS::KMS::Key",
  "AWS::Lambda::Function",
  "AWS::SecretsManager::Secret",
  "AWS::DynamoDB::Table",
  "AWS::DynamoDB::Stream",
  "AWS::EFS::FileSystem",
  "AWS::Kinesis::Stream",
  "AWS::OpenSearchService::Domain",
  "AWS::ApiGateway::RestApi",
  "AWS::Backup::BackupVault",
  "AWS::CodeArtifact::Domain",
  "AWS::S3::AccessPoint",
];

/** What a paid check asks, in a few words. */
export function paidCheckTitle({ kind }: Pick<PaidCheck, "kind">): string {
  const { l10n } = vscode;
  const titles: Readonly<Record<PaidCheck["kind"], string>> = {
    "not-granted": l10n.t("Check that actions are not granted"),
    "no-new-access": l10n.t("Check for no new access"),
    "no-public-access": l10n.t("Check for no public access"),
  };
  return titles[kind];
}

/** Lets the person choose a custom policy check and what it compares with; undefined when it was given up. */
export async function choosePaidCheck({ type, resourceType }: Policy): Promise<PaidCheck | undefined> {
  const { l10n } = vscode;
  const kinds: readonly PaidCheck["kind"][] =
    type === "resource" || type === "trust"
      ? ["no-public-access", "not-granted", "no-new-access"]
      : ["not-granted", "no-new-access"];
  const details: Readonly<Record<PaidCheck["kind"], string>> = {
    "not-granted": l10n.t("Fails when the policy allows one of the actions you name."),
    "no-new-access": l10n.t("Fails when the policy allows more than an existing policy, a JSON file."),
    "no-public-access": l10n.t("Fails when the resource policy lets the public in."),
  };
  const items = kinds.map((kind) => ({
    label: paidCheckTitle({ kind }),
    detail: details[kind],
    check: kind,
  }));
  const title = l10n.t("Custom policy check: AWS charges for each call");
  const picked = await vscode.window.showQuickPick(items, { title });
  if (picked?.check === "not-granted") return await askActions();
  if (picked?.check === "no-new-access") return await askPolicy();
  if (picked?.check === "no-public-access")
    return await askResource(type === "trust" ? "AWS::IAM::AssumeRolePolicyDocument" : resourceType);
  return undefined;
}

async function askActions(): Promise<PaidCheck | undefined> {
  const { l10n } = vscode;
  const text = await vscode.window.showInputBox({
    title: l10n.t("Actions that must not be granted, separated by commas"),
    placeHolder: "iam:PassRole, s3:DeleteBucket",
    validateInput: (value) =>
      actionsIn(value).every((one) => /^[a-z0-9-]+:[A-Za-z0-9*?]+$/.test(one)) && value.trim() !== ""
        ? undefined
        : l10n.t("Write each action as service:Action."),
  });
  return text === undefined ? undefined : { kind: "not-granted", actions: actionsIn(text) };
}

function actionsIn(text: string): string[] {
  return text
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
}

async function askPolicy(): Promise<PaidCheck | undefined> {
  const title = vscode.l10n.t("The existing policy, as JSON");
  const [file] = (await vscode.window.showOpenDialog({ title, filters: { JSON: ["json"] } })) ?? [];
  return file && { kind: "no-new-access", existing: await readSmallText(file) };
}

async function askResource(known: string | undefined): Promise<PaidCheck | undefined> {
  const title = vscode.l10n.t("What is the policy attached to?");
  const resourceType = known ?? (await vscode.window.showQuickPick(publicResources, { title }));
  return resourceType === undefined ? undefined : { kind: "no-public-access", resourceType };
}

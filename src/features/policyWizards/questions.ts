import * as vscode from "vscode";
import type { AwsAccess } from "../../core/awsAccess.ts";
import { bucketNameProblem, roleNameProblem, secretNameProblem } from "../../core/policyTemplates/names.ts";
import type { WizardDeps } from "./environment.ts";
import type { WizardStep } from "./wizard.ts";

/** Most secrets that are listed; beyond, a name is typed. */
const mostNames = 1_000;

/** The account that a document is for, and what lists its names; undefined for none. */
export interface WizardAccount {
  readonly account: string;
  readonly region: string;
  readonly access: AwsAccess;
}

/**
 * Asks whether names are chosen from the account. AWS is called only when the person says so. `left`: the person walked
 * away, also when AWS could not be reached: the session has said why.
 */
export async function chooseAccount(
  { aws }: WizardDeps,
  title: string,
): Promise<WizardAccount | "none" | "left"> {
  const { l10n, window } = vscode;
  const identity = aws.current();
  const known = identity?.state === "signed-in" ? `${identity.account} · ${identity.region}` : "";
  const fromAws = { label: l10n.t("Use the account of the AWS profile"), description: known };
  const typed = {
    label: l10n.t("Without AWS"),
    description: l10n.t("type the names; the deployment tells the account"),
  };
  const placeHolder = l10n.t("Where do account, Region and names come from?");
  const chosen = await window.showQuickPick([fromAws, typed], { title, placeHolder, ignoreFocusOut: true });
  if (!chosen) return "left";
  if (chosen === typed) return "none";
  const ready = await aws.ready();
  if (!ready) return "left";
  const { account, region } = ready.identity;
  return { account, region, access: await aws.access() };
}

/** The name of the agent's role. */
export function roleStep(from: WizardAccount | "none", openLabel?: string): WizardStep {
  const { l10n } = vscode;
  return {
    id: "role",
    question: l10n.t("What is the agent's role called? Choose or type its name."),
    rows: [
      { label: "kiro-agent", value: "kiro-agent" },
      ...(openLabel === undefined ? [] : [{ label: openLabel, value: undefined }]),
    ],
    check: roleNameProblem,
    ...(from !== "none" && {
      load: async (signal: AbortSignal) =>
        (await from.access.trails.roles(signal)).map(({ role }) => role.name),
    }),
  };
}

/** The bucket. Its names are typed: Picket does not list buckets. */
export function bucketStep(question: string, openLabel: string): WizardStep {
  return { id: "bucket", question, rows: [{ label: openLabel, value: undefined }], check: bucketNameProblem };
}

/** The secret, by name. */
export function secretStep(from: WizardAccount | "none", question: string, openLabel: string): WizardStep {
  return {
    id: "secret",
    question,
    rows: [{ label: openLabel, value: undefined }],
    check: secretNameProblem,
    ...(from !== "none" && {
      load: async (signal: AbortSignal) => {
        const store = from.access.store("secrets-manager");
        return (await store.list({ limit: mostNames }, signal)).map(({ name }) => name);
      },
    }),
  };
}

/** The format. @param more a row for one that only this wizard has */
export function formatStep(more: WizardStep["rows"] = []): WizardStep {
  return {
    id: "format",
    question: vscode.l10n.t("In which format?"),
    rows: [
      { label: "CloudFormation", description: "YAML", value: "yaml" },
      { label: "CloudFormation", description: "JSON", value: "json" },
      { label: "Terraform", description: "HCL", value: "terraform" },
      ...more,
    ],
  };
}

/** Opens a text that nobody has saved yet. */
export async function openUntitled(content: string, format: string): Promise<void> {
  const language = format === "yaml" || format === "terraform" ? format : "json";
  const known = await vscode.languages.getLanguages();
  const document = await vscode.workspace.openTextDocument({
    content,
    // Without an extension for Terraform the editor knows no such language.
    ...(known.includes(language) && { language }),
  });
  await vscode.window.showTextDocument(document);
}

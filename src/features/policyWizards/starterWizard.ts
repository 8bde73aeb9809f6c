import * as vscode from "vscode";
import { isStoreError } from "../../core/fixes/storeError.ts";
import { objectKeyProblem } from "../../core/policyTemplates/names.ts";
import type { StarterOptions } from "../../core/policyTemplates/starter/options.ts";
import { starterPolicyText, starterText } from "../../core/policyTemplates/starter/starterText.ts";
import { validateStarter } from "../../core/policyTemplates/starter/validateStarter.ts";
import { plainMessage } from "../../editor/plainMessage.ts";
import type { WizardDeps } from "./environment.ts";
import {
  bucketStep,
  chooseAccount,
  formatStep,
  openUntitled,
  roleStep,
  secretStep,
  type WizardAccount,
} from "./questions.ts";
import { runWizard, type WizardAnswers, type WizardStep } from "./wizard.ts";

/** Asks for the names and opens the starter policy as a new document. */
export async function generateStarterPolicy(deps: WizardDeps): Promise<void> {
  const title = vscode.l10n.t("Starter Policy for an Agent");
  const from = await chooseAccount(deps, title);
  if (from === "left") return;
  const answers = await runWizard(title, stepsFor(from));
  if (!answers) return;
  const options = optionsOf(answers, from);
  const format = answers.get("format") ?? "yaml";
  const isTemplate = format === "yaml" || format === "json" || format === "terraform";
  await openUntitled(
    isTemplate ? starterText(options, format) : starterPolicyText(options, "permissions"),
    format,
  );
  if (from !== "none") await offerValidation(options, from);
}

function stepsFor(from: WizardAccount | "none"): readonly WizardStep[] {
  const { l10n } = vscode;
  return [
    roleStep(from),
    bucketStep(l10n.t("Which bucket does the agent read? Type its name."), l10n.t("Leave the bucket open")),
    {
      id: "objectKey",
      question: l10n.t("One object alone? Type its key; then the agent cannot list the bucket."),
      rows: [{ label: l10n.t("All objects, with a list of them"), value: undefined }],
      check: objectKeyProblem,
      when: (answers) => answers.get("bucket") !== undefined,
    },
    secretStep(
      from,
      l10n.t("Which secret does the agent read? Choose or type its name."),
      l10n.t("Leave the secret open"),
    ),
    formatStep([{ label: l10n.t("The policy alone"), description: "JSON", value: "policy" }]),
  ];
}

function optionsOf(answers: WizardAnswers, from: WizardAccount | "none"): StarterOptions {
  const [role, bucket, objectKey, secret] = ["role", "bucket", "objectKey", "secret"].map((id) =>
    answers.get(id),
  );
  return {
    ...(role !== undefined && { role }),
    ...(bucket !== undefined && { bucket }),
    ...(objectKey !== undefined && { objectKey }),
    ...(secret !== undefined && { secret }),
    ...(from !== "none" && { account: from.account, region: from.region }),
  };
}

/** Nothing is sent before the person says so. */
async function offerValidation(options: StarterOptions, { access, account }: WizardAccount): Promise<void> {
  const { l10n, window } = vscode;
  const ask = l10n.t("Verify with AWS");
  const question = l10n.t(
    "The policy is not saved or deployed. IAM Access Analyzer of account {0} can look at it, which costs nothing.",
    account,
  );
  if ((await window.showInformationMessage(question, ask)) !== ask) return;
  const progress = {
    location: vscode.ProgressLocation.Notification,
    title: l10n.t("Asking IAM Access Analyzer"),
    cancellable: true,
  };
  try {
    const found = await window.withProgress(progress, async (_report, token) => {
      const stop = new AbortController();
      token.onCancellationRequested(() => stop.abort());
      return await validateStarter(options, access.policies, stop.signal);
    });
    const [first] = found;
    if (!first)
      return void window.showInformationMessage(l10n.t("AWS has nothing to say against this policy."));
    const said = l10n.t("AWS has {0} findings; the first: {1} {2}", found.length, first.code, first.details);
    void window.showWarningMessage(plainMessage(said));
  } catch (error) {
    if (!isStoreError(error)) throw error;
    if (error.code !== "aborted") void window.showErrorMessage(plainMessage(error.message));
  }
}

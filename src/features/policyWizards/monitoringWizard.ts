import * as vscode from "vscode";
import type { MonitoringOptions } from "../../core/monitoring/stack/options.ts";
import { monitoringText } from "../../core/monitoring/stack/stackText.ts";
import { emailProblem } from "../../core/policyTemplates/names.ts";
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

/** Asks for the names and opens the monitoring stack as a new document. */
export async function generateMonitoringStack(deps: WizardDeps): Promise<void> {
  const title = vscode.l10n.t("Monitoring Stack for an Agent");
  const from = await chooseAccount(deps, title);
  if (from === "left") return;
  const answers = await runWizard(title, stepsFor(from));
  if (!answers) return;
  const given = answers.get("format");
  const format = given === "json" || given === "terraform" ? given : "yaml";
  await openUntitled(monitoringText(optionsOf(answers), format), format);
}

function stepsFor(from: WizardAccount | "none"): readonly WizardStep[] {
  const { l10n } = vscode;
  return [
    roleStep(from, l10n.t("Leave the role open")),
    bucketStep(l10n.t("Whose objects are watched? Type a bucket's name."), l10n.t("No bucket")),
    secretStep(
      from,
      l10n.t("Which secret should only the agent read? Choose or type its name."),
      l10n.t("No secret"),
    ),
    {
      id: "email",
      question: l10n.t("Where do alarms go? Type an address for mail."),
      rows: [{ label: l10n.t("Leave the address open"), value: undefined }],
      check: emailProblem,
    },
    {
      id: "config",
      question: l10n.t("Is AWS Config there already? An account has one recorder in each Region."),
      rows: [
        { label: l10n.t("No: set up a recorder, and rules"), value: "recorder" },
        { label: l10n.t("Yes: add rules"), value: "rules" },
        { label: l10n.t("Leave AWS Config alone"), value: "none" },
      ],
    },
    formatStep(),
  ];
}

/** Account and Region are left to the deployment: a stack belongs where it is deployed. */
function optionsOf(answers: WizardAnswers): MonitoringOptions {
  const [role, bucket, secret, email] = ["role", "bucket", "secret", "email"].map((id) => answers.get(id));
  const config = answers.get("config");
  return {
    ...(role !== undefined && { role }),
    ...(bucket !== undefined && { bucket }),
    ...(secret !== undefined && { secret }),
    ...(email !== undefined && { email }),
    ...((config === "rules" || config === "none") && { config }),
  };
}

import * as vscode from "vscode";
import type { Policy } from "../../core/iam/model/policy.ts";
import type { PaidCheckResult, RemoteFinding } from "../../core/ports.ts";
import { toRange } from "../../editor/positions.ts";
import type { IamTools } from "./environment.ts";

const severities: Readonly<Record<RemoteFinding["type"], vscode.DiagnosticSeverity>> = {
  ERROR: vscode.DiagnosticSeverity.Error,
  SECURITY_WARNING: vscode.DiagnosticSeverity.Warning,
  WARNING: vscode.DiagnosticSeverity.Warning,
  SUGGESTION: vscode.DiagnosticSeverity.Information,
};

/** Tells AWS's findings from Picket's own, which may be about the same. */
const source = "Picket (AWS)";

/** Where findings of AWS are shown: on the policy as it was sent. */
export interface SentPolicy {
  readonly document: vscode.TextDocument;
  readonly policy: Policy;
  readonly iam: IamTools["iam"];
}

/** Findings of ValidatePolicy at their places in the source. */
export function validationDiagnostics(
  findings: readonly RemoteFinding[],
  { document, policy, iam }: SentPolicy,
): vscode.Diagnostic[] {
  return findings.map((finding) => {
    const ranges = finding.paths.map((path) => toRange(document, iam.spanOfPath(policy.located.root, path)));
    const [first = toRange(document, iam.spanOfPath(policy.located.root, [])), ...others] = ranges;
    const diagnostic = new vscode.Diagnostic(first, finding.details, severities[finding.type]);
    diagnostic.source = source;
    const target = pageOf(finding.learnMore);
    diagnostic.code = target ? { value: finding.code, target } : finding.code;
    diagnostic.relatedInformation = others.map(
      (range) =>
        new vscode.DiagnosticRelatedInformation(
          new vscode.Location(document.uri, range),
          vscode.l10n.t("also part of this"),
        ),
    );
    return diagnostic;
  });
}

/** Reasons why a paid check did not pass, at their statements. */
export function checkDiagnostics(
  { reasons, message }: PaidCheckResult,
  title: string,
  { document, policy, iam }: SentPolicy,
): vscode.Diagnostic[] {
  const all = reasons.length > 0 ? reasons : [{ description: message }];
  return all.map((reason) => {
    const index = "statement" in reason ? reason.statement : undefined;
    const path = index === undefined ? [] : [{ value: "Statement" }, { index }];
    const range = toRange(document, iam.spanOfPath(policy.located.root, path));
    const diagnostic = new vscode.Diagnostic(range, reason.description, vscode.DiagnosticSeverity.Warning);
    diagnostic.source = source;
    diagnostic.code = title;
    return diagnostic;
  });
}

/** Only AWS's own pages are linked, whatever the answer says. */
function pageOf(link: string | undefined): vscode.Uri | undefined {
  return link?.startsWith("https://docs.aws.amazon.com/") ? vscode.Uri.parse(link) : undefined;
}

import * as vscode from "vscode";
import type { Finding } from "../../core/model/finding.ts";
import { severities, type Severity } from "../../core/model/severity.ts";
import type { Span } from "../../core/model/span.ts";

/** Name of the source that Problems and hovers show. */
const diagnosticSource = "Picket";

/** As many as the editor keeps for one file; it would drop the rest without choosing. */
const maxDiagnostics = 1000;

const severityOf: Record<Severity, vscode.DiagnosticSeverity> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** Where the findings stand: the document's URI and the conversion of its spans. */
export interface Place {
  readonly uri: vscode.Uri;
  readonly rangeOf: (span: Span) => vscode.Range;
  /** The URI that opens a rule's page. */
  readonly pageOf: (ruleId: string) => vscode.Uri;
}

/** The diagnostics of a document's findings: the loudest ones, and a note on how many more there are. */
export function toDiagnostics(findings: readonly Finding[], place: Place): vscode.Diagnostic[] {
  if (findings.length <= maxDiagnostics) return findings.map((finding) => toDiagnostic(finding, place));
  const shown = loudest(findings, maxDiagnostics - 1);
  const last = shown.at(-1);
  const rest = vscode.l10n.t(
    "{0} more findings in this file are not listed.",
    findings.length - shown.length,
  );
  const note = new vscode.Diagnostic(
    last ? place.rangeOf(last.span) : new vscode.Range(0, 0, 0, 0),
    rest,
    vscode.DiagnosticSeverity.Information,
  );
  note.source = diagnosticSource;
  return [...shown.map((finding) => toDiagnostic(finding, place)), note];
}

/** The one place where a diagnostic is made. Its range is exactly the value; it carries nothing else of the text. */
function toDiagnostic(finding: Finding, place: Place): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    place.rangeOf(finding.span),
    finding.message,
    severityOf[finding.severity],
  );
  diagnostic.source = diagnosticSource;
  diagnostic.code = { value: finding.ruleId, target: place.pageOf(finding.ruleId) };
  diagnostic.relatedInformation = finding.related
    // A place in another file has offsets of a text that is not at hand here; the message names it.
    .filter((related) => related.path === undefined)
    .map(
      (related) =>
        new vscode.DiagnosticRelatedInformation(
          new vscode.Location(place.uri, place.rangeOf(related.span)),
          related.message,
        ),
    );
  return diagnostic;
}

function loudest(findings: readonly Finding[], count: number): readonly Finding[] {
  const bySeverity = severities.flatMap((severity) =>
    findings.filter((finding) => finding.severity === severity),
  );
  return bySeverity.slice(0, count);
}

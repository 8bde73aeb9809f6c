import * as vscode from "vscode";
import type * as kiro from "../../bundles/kiro.ts";
import type { Finding } from "../../core/model/finding.ts";
import { kiroPlaceOf } from "../../core/kiro/files/kiroPlace.ts";
import type { Baselines } from "../../editor/baselines.ts";
import { byVersion } from "../../editor/byVersion.ts";
import { isScannable, scanPath } from "../../editor/documents.ts";
import type { Exclusions } from "../../editor/exclusions.ts";
import type { EditorLog } from "../../editor/log.ts";
import { textLength } from "../../editor/positions.ts";
import type { Settings } from "../../editor/settings.ts";
import type { DocumentScanner } from "../../editor/textScanner.ts";

/** What judging the text of an editor needs. */
export interface KiroDocumentDeps {
  readonly settings: Settings;
  readonly exclusions: Pick<Exclusions, "isIgnored" | "onDidChange">;
  readonly baselines: Pick<Baselines, "unknown" | "onDidChange">;
  readonly scanner: Pick<DocumentScanner, "scanDetailed">;
  readonly loadKiro: () => Promise<typeof kiro>;
  readonly log: EditorLog;
}

/** The judgement on one version of a document. */
export interface KiroDocument {
  readonly version: number;
  readonly text: string;
  /** Without those that the baseline knows. */
  readonly findings: readonly Finding[];
  readonly context: Parameters<typeof kiro.scanKiro>[1];
}

/** Judgements on open documents; each version is judged once as long as nothing else changes. */
export interface KiroDocuments {
  /** Undefined for a document that is none of Kiro's files, or is left out. Rejects when the engine fails. */
  resultOf(document: vscode.TextDocument): Promise<KiroDocument | undefined>;
  forget(uri: vscode.Uri): void;
  clear(): void;
}

/** Larger files are no person's, in UTF-16 code units. */
const mostUnits = 5_000_000;

/** No document is judged before it is asked for. */
export function createKiroDocuments(deps: KiroDocumentDeps): KiroDocuments {
  const { of: resultOf, forget, clear } = byVersion((document) => judge(deps, document));
  return { resultOf, forget, clear };
}

/** Whether a document is, by its name, a file of Kiro. */
export function isKiroFile(document: vscode.TextDocument): boolean {
  return isScannable(document) && kiroPlaceOf(document.uri.path) !== undefined;
}

async function judge(
  deps: KiroDocumentDeps,
  document: vscode.TextDocument,
): Promise<KiroDocument | undefined> {
  const { settings, exclusions, scanner, baselines } = deps;
  if (!settings.kiroEnabled() || !isKiroFile(document)) return undefined;
  if (textLength(document) > mostUnits || (await exclusions.isIgnored(document.uri))) return undefined;
  const { uri, version, languageId, encoding } = document;
  const text = document.getText();
  const [{ scanKiro, hideValues }, { seen }, isLink] = await Promise.all([
    deps.loadKiro(),
    scanner.scanDetailed(text, { path: scanPath(uri), languageId }),
    isSymbolicLink(uri),
  ]);
  const context: KiroDocument["context"] = {
    // Its place in the workspace does not tell the kind of a file outside of it.
    path: uri.path,
    isLink,
    encoding: encoding === "utf8bom" ? "utf-8-bom" : encoding.startsWith("utf16") ? "utf-16" : "utf-8",
    severities: settings.severities(),
  };
  const all = hideValues(
    scanKiro(text, context).findings,
    text,
    seen.map(({ candidate }) => candidate.span),
  );
  return { version, text, findings: await baselines.unknown(uri, text, all), context };
}

/** A text that is not stored, as an unsaved one, is no link. */
async function isSymbolicLink(uri: vscode.Uri): Promise<boolean> {
  if (uri.scheme !== "file") return false;
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.SymbolicLink) !== 0;
  } catch {
    return false;
  }
}

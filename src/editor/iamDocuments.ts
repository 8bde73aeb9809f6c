import ignore from "ignore";
import type * as vscode from "vscode";
import type { IamContext, IamResult } from "../core/iam/engine.ts";
import type { hideValues } from "../core/iam/hideValues.ts";
import { mayHoldPolicy } from "../core/iam/mayHoldPolicy.ts";
import type { PolicyType } from "../core/iam/model/located.ts";
import type { Policy } from "../core/iam/model/policy.ts";
import type { Finding } from "../core/model/finding.ts";
import type { Baselines } from "./baselines.ts";
import { byVersion } from "./byVersion.ts";
import { isScannable, scanPath } from "./documents.ts";
import type { Exclusions } from "./exclusions.ts";
import type { ScanState } from "./findingStore.ts";
import { textLength } from "./positions.ts";
import type { Settings } from "./settings.ts";
import { workerThreshold, type DocumentScanner } from "./textScanner.ts";

/** What the engine is told of a text. */
type TextContext = Pick<IamContext, "path" | "languageId" | "policyType" | "severities">;

/** What is loaded when the first text with a policy is met. */
export interface IamModule {
  readonly scan: (text: string, context: TextContext) => Promise<IamResult>;
  readonly hideValues: typeof hideValues;
}

/** What judging the policies of documents needs. */
export interface IamDocumentDeps {
  readonly settings: Settings;
  readonly exclusions: Pick<Exclusions, "isIgnored">;
  readonly baselines: Pick<Baselines, "unknown">;
  /** Finds the secrets of a text, which no message may quote. */
  readonly scanner: Pick<DocumentScanner, "scanDetailed">;
  readonly loadIam: () => Promise<IamModule>;
  /** A thread for large texts. */
  readonly worker: { scanIam(text: string, context: TextContext): Promise<IamResult> };
}

/** The engine's result for one version of a document. */
export interface IamDocument {
  readonly version: number;
  readonly text: string;
  /** Without those that the baseline knows. */
  readonly findings: readonly Finding[];
  readonly policies: readonly Policy[];
}

/** Results of the IAM engine for open documents; each version is judged once. */
export interface IamDocuments {
  /**
   * The result for this version of the document, judged now if need be; undefined when the document is left out, which
   * `stateOf` explains. Rejects when the engine fails.
   */
  resultOf(document: vscode.TextDocument): Promise<IamDocument | undefined>;
  /** Why the document is left out; undefined when it is not. */
  refusalOf(document: vscode.TextDocument): Promise<ScanState | undefined>;
  forget(uri: vscode.Uri): void;
  /** Forgets everything: settings, exclusions or the baseline changed. */
  clear(): void;
}

const unitsPerMegabyte = 1_000_000;

/** No document is judged before it is asked for. */
export function createIamDocuments(deps: IamDocumentDeps): IamDocuments {
  const results = byVersion((document) => judgeDocument(deps, document));
  return {
    resultOf: results.of,
    refusalOf: (document) => refusalOf(deps, document),
    forget: results.forget,
    clear: results.clear,
  };
}

async function judgeDocument(
  deps: IamDocumentDeps,
  document: vscode.TextDocument,
): Promise<IamDocument | undefined> {
  const { uri, version, languageId } = document;
  const text = document.getText();
  const nothing = { version, text, findings: [], policies: [] };
  if (!mayHoldPolicy(text)) return (await refusalOf(deps, document)) ? undefined : nothing;
  if (await refusalOf(deps, document)) return undefined;
  const path = scanPath(uri);
  const severities = deps.settings.severities();
  const policyType = typeFor(path, deps.settings.policyTypes());
  const context = { path, languageId, severities, ...(policyType && { policyType }) };
  const { scan, hideValues } = await deps.loadIam();
  const large = text.length > workerThreshold;
  const { findings, policies } = await (large ? deps.worker.scanIam(text, context) : scan(text, context));
  if (findings.length === 0) return { ...nothing, policies };
  const { seen } = await deps.scanner.scanDetailed(text, { path, languageId });
  const values = seen.map(({ candidate }) => candidate.span);
  const shown = await deps.baselines.unknown(uri, text, hideValues(findings, text, values));
  return { version, text, findings: shown, policies };
}

async function refusalOf(
  { settings, exclusions }: IamDocumentDeps,
  document: vscode.TextDocument,
): Promise<ScanState | undefined> {
  if (!settings.iamEnabled() || !isScannable(document)) return "off";
  if (textLength(document) > settings.maxFileSizeMB() * unitsPerMegabyte) return "too-large";
  return (await exclusions.isIgnored(document.uri)) ? "ignored" : undefined;
}

/** The type that the first matching pattern gives. */
function typeFor(path: string, types: Readonly<Record<string, PolicyType>>): PolicyType | undefined {
  if (!ignore.isPathValid(path)) return undefined;
  return Object.entries(types).find(([pattern]) => ignore().add(pattern).ignores(path))?.[1];
}

import * as vscode from "vscode";
import type * as iam from "../../bundles/iam.ts";
import type { Catalogue } from "../../core/iam/catalogue/catalogue.ts";
import type { AwsSession } from "../../editor/awsSession.ts";
import { isScannable } from "../../editor/documents.ts";
import type { IamDocument, IamDocuments } from "../../editor/iamDocuments.ts";
import { describeFault, type EditorLog } from "../../editor/log.ts";
import type { Settings } from "../../editor/settings.ts";

/** The IAM code and the catalogue, loaded when a document with a policy first asks for something. */
export interface IamTools {
  readonly iam: typeof iam;
  readonly catalogue: Catalogue;
}

/** What the language features need. */
export interface IamLanguageDeps {
  readonly settings: Settings;
  readonly log: EditorLog;
  readonly iamDocuments: IamDocuments;
  readonly aws: AwsSession;
  readonly loadIam: () => Promise<IamTools>;
}

/** What is known of the account for which policies are written, without a call. */
export interface AccountFacts {
  readonly account?: string;
  readonly region?: string;
  readonly partition?: string;
}

/** The account that AWS has confirmed, and the Region of the settings where there is none. */
export function accountFacts({ aws, settings }: Pick<IamLanguageDeps, "aws" | "settings">): AccountFacts {
  const identity = aws.current();
  const region = identity?.region ?? settings.awsSelection().region;
  const where = region === undefined ? {} : { region };
  if (identity?.state !== "signed-in") return where;
  const partition = identity.arn.split(":")[1];
  return { ...where, account: identity.account, ...(partition === undefined ? {} : { partition }) };
}

/** The judgement on the document as it is now; undefined when it holds no policy, is left out, or went on meanwhile. */
export async function policiesOf(
  { iamDocuments, log }: Pick<IamLanguageDeps, "iamDocuments" | "log">,
  document: vscode.TextDocument,
): Promise<IamDocument | undefined> {
  if (!isScannable(document)) return undefined;
  try {
    const result = await iamDocuments.resultOf(document);
    const isFresh = result?.version === document.version && !document.isClosed;
    return isFresh && result.policies.length > 0 ? result : undefined;
  } catch (error) {
    log.debug(`no policies of ${document.uri.scheme} document: ${describeFault(error)}`);
    return undefined;
  }
}

/** The document of the active editor with its policies; tells the person when there is none. */
export async function activePolicies(
  deps: Pick<IamLanguageDeps, "iamDocuments" | "log">,
): Promise<{ editor: vscode.TextEditor; result: IamDocument; offset: number } | undefined> {
  const editor = vscode.window.activeTextEditor;
  const result = editor && (await policiesOf(deps, editor.document));
  if (!editor || !result) {
    void vscode.window.showInformationMessage(vscode.l10n.t("There is no IAM policy in the active editor."));
    return undefined;
  }
  return { editor, result, offset: editor.document.offsetAt(editor.selection.active) };
}

import type * as vscode from "vscode";
import type * as activity from "../../bundles/activity.ts";
import type * as iam from "../../bundles/iam.ts";
import type { Catalogue } from "../../core/iam/catalogue/catalogue.ts";
import type { Disposable } from "../../editor/disposable.ts";
import type { AwsSession } from "../../editor/awsSession.ts";
import type { IamDocuments } from "../../editor/iamDocuments.ts";
import type { EditorLog } from "../../editor/log.ts";
import type { Settings } from "../../editor/settings.ts";
import type { ActivityCommand } from "./commandNames.ts";

/** Agent activity, as long as the window lives. */
export interface ActivityPanel extends Disposable {
  /** The editor has made room for the view. */
  show(view: vscode.WebviewView): void;
  /** @param argument what the menu or the caller hands over: a row's context, a node, a number or a file */
  run(command: ActivityCommand, argument: unknown): Promise<void>;
}

/** What the feature needs from the extension. */
export interface ActivityDeps {
  readonly settings: Settings;
  readonly log: EditorLog;
  readonly aws: AwsSession;
  readonly iamDocuments: IamDocuments;
  /** Storage of this workspace. */
  readonly memento: vscode.Memento;
  readonly extensionUri: vscode.Uri;
  /** The feature itself; loaded when its view is shown, or a source was chosen before. */
  readonly loadActivityPanel: () => Promise<{
    readonly createActivityPanel: (deps: ActivityDeps) => ActivityPanel;
  }>;
  /** Feed, risk and files; loaded when a source is read. */
  readonly loadActivity: () => Promise<typeof activity>;
  readonly loadIam: () => Promise<{ readonly iam: typeof iam; readonly catalogue: Catalogue }>;
}

import type * as vscode from "vscode";
import type { Finding } from "../../core/model/finding.ts";
import type { AccountFacts } from "../../core/posture/facts.ts";
import type { ReportBody } from "../../core/posture/report/reportBody.ts";
import type { CheckResult } from "../../core/posture/result.ts";
import type { AwsSession } from "../../editor/awsSession.ts";
import type { Disposable } from "../../editor/disposable.ts";
import type { EditorLog } from "../../editor/log.ts";
import type { Settings } from "../../editor/settings.ts";
import type { DocumentScanner } from "../../editor/textScanner.ts";
import type { PostureCommand } from "./commandNames.ts";

/** What a run looks at beside this machine. */
export interface RunScope {
  /** Names are resolved, and hosts connected to. */
  readonly network: boolean;
  readonly aws: boolean;
}

/** The results of one run. */
export interface PostureRun {
  /** As it is written, without its proof. */
  readonly body: ReportBody;
  /** Hours after which another run is due, as the organisation expects. */
  readonly everyHours: number;
  /** Why the run could not be kept, or what is wrong with what was kept; absent when all is well. */
  readonly problem?: string;
  /** Absolute path of the report's JSON; its other forms lie beside it. Absent when it could not be written. */
  readonly path?: string;
}

/** What one run is to do. */
export interface RunRequest {
  readonly network: boolean;
  readonly workspaces: readonly string[];
  /** Absolute folder of reports and their chain. */
  readonly folder: string;
  /** PKCS #8 PEM of the Ed25519 key that signs. */
  readonly key: string;
  /** Of Picket. */
  readonly version: string;
  /** Absolute path of `dist/hook.js`, which hooks are expected to run. */
  readonly hookProgram: string;
  readonly signal: AbortSignal;
  /** Told what is being looked at. */
  readonly onStep: (step: string) => void;
  /** What the machine's settings say of the allowlist of MCP servers. */
  readonly allowlist: { readonly policy?: string; readonly policyKey?: string; readonly stateFolder: string };
  readonly findSecrets: FindSecrets;
  /** What the account shows, for the role that the organisation names; absent: it is not asked. */
  readonly account?: (role: string | undefined) => Promise<AccountFacts>;
}

/** Finds the secrets of a text; places only. */
export type FindSecrets = (
  text: string,
  path: string,
  signal: AbortSignal,
) => Promise<readonly Pick<Finding, "ruleId" | "severity" | "span">[]>;

/** What came of verifying a report or a chain. */
export interface Verified {
  readonly isIntact: boolean;
  /** One line each, for a person. */
  readonly lines: readonly string[];
}

export type ReportFormat = "json" | "csv" | "html";

/** Everything about posture that is not the editor's. */
export interface PostureEngine {
  /** Collects, judges, and keeps the report. Rejects with the signal's reason only. */
  run(request: RunRequest): Promise<PostureRun>;
  /**
   * The newest report of a folder; undefined when there is none. One that this key did not sign, or that was changed, is
   * told as a problem and not read.
   */
  latest(folder: string, key: string): Promise<PostureRun | { readonly problem: string } | undefined>;
  /** The report as it was kept, byte for byte; without its proof when it could not be kept. */
  render(run: PostureRun, format: ReportFormat): Promise<string>;
  /** A new key to sign with, as PEM. */
  newKey(): string;
  /** The other half of a key, as PEM, with its id. */
  publicKey(key: string): { readonly pem: string; readonly id: string };
  /** Verifies a report, or a chain, against the other half of `key`; without one, against the key that it names. */
  verify(path: string, key: string | undefined): Promise<Verified>;
}

/** Posture, as long as the window lives. */
export interface PosturePanel extends Disposable {
  children(node: PostureNode | undefined): Promise<PostureNode[]>;
  item(node: PostureNode): vscode.TreeItem;
  /** @param argument what the menu or the caller hands over: a node, a check's id, or a file */
  run(command: PostureCommand, argument: unknown): Promise<void>;
}

/** A node of the tree: an area with its checks, a check with its lines. */
export type PostureNode = AreaNode | CheckNode | LineNode;

export interface AreaNode {
  readonly kind: "area";
  readonly area: string;
  readonly results: readonly CheckResult[];
}

export interface CheckNode {
  readonly kind: "check";
  readonly result: CheckResult;
}

/** Something about a check: what was seen, what to do, or a command that helps. */
export interface LineNode {
  readonly kind: "line";
  readonly id: string;
  readonly role: "reason" | "evidence" | "note" | "remedy" | "mapping" | "action";
  readonly text: string;
  /** Of an action. */
  readonly command?: RemedyCommand;
}

/** A command of the editor that helps with a check. */
export interface RemedyCommand {
  readonly command: string;
  readonly arguments: readonly unknown[];
}

/** What the feature needs from the extension. */
export interface PostureDeps {
  readonly settings: Settings;
  readonly log: EditorLog;
  readonly aws: AwsSession;
  readonly scanner: Pick<DocumentScanner, "scan">;
  readonly extension: Pick<vscode.Extension<unknown>, "packageJSON" | "extensionUri">;
  /** Keeps the key that signs. */
  readonly secrets: vscode.SecretStorage;
  /** Storage of the extension on this machine. */
  readonly storageUri: vscode.Uri;
  readonly globalState: vscode.Memento;
  /** The feature itself; loaded when its view is shown, or a run is due. */
  readonly loadPosturePanel: () => Promise<{
    readonly createPosturePanel: (deps: PostureDeps, view: PostureView) => PosturePanel;
  }>;
  /** Collectors, checks and reports; loaded when they are needed. */
  readonly loadPosture: () => Promise<PostureEngine>;
}

/** The tree on the screen. */
export interface PostureView {
  /** What stands above the tree, and the number on its icon. */
  show(state: { readonly message: string; readonly badge: vscode.ViewBadge | undefined }): void;
  /** Draws the tree anew. */
  changed(): void;
  readonly isVisible: boolean;
  readonly selected: PostureNode | undefined;
}

/** What the feature remembers of the last run before its code is loaded. */
export const lastRunKey = "picket.posture.lastRun";

import type * as vscode from "vscode";
import type * as iam from "../../bundles/iam.ts";
import type * as kiro from "../../bundles/kiro.ts";
import type * as mcp from "../../bundles/mcp.ts";
import type { McpState } from "../../editor/mcpState.ts";
import type { EditorLog } from "../../editor/log.ts";
import type { Settings } from "../../editor/settings.ts";
import type { DocumentScanner } from "../../editor/textScanner.ts";
import type { ToolName } from "./toolNames.ts";

/** Answers one call of a tool: text for the model, which never holds a secret value. Rejects when an engine fails. */
export type AnswerTool = (
  deps: ToolDeps,
  name: ToolName,
  input: unknown,
  signal: AbortSignal,
) => Promise<string>;

/** The part of the IAM engine that judges a text. */
interface IamEngine {
  readonly scan: ReturnType<typeof iam.iamEngineIn>["scan"];
}

/** A rule, or a check of the posture, by its id. */
export interface ExplainedRule {
  readonly ruleId: string;
  readonly title: string;
}

/** What the tools need. */
export interface ToolDeps {
  readonly log: EditorLog;
  readonly settings: Settings;
  readonly scanner: Pick<DocumentScanner, "scanDetailed">;
  readonly mcpState: Pick<McpState, "ready">;
  readonly extensionUri: vscode.Uri;
  readonly loadMcp: () => Promise<typeof mcp>;
  readonly loadKiro: () => Promise<Pick<typeof kiro, "scanKiro">>;
  readonly loadIamEngine: () => Promise<IamEngine>;
  readonly loadRules: () => Promise<readonly ExplainedRule[]>;
  /** The answers; loaded with the first call. */
  readonly loadTools: () => Promise<{ readonly answerTool: AnswerTool }>;
}

import type { AwsSession } from "../../editor/awsSession.ts";
import type { EditorLog } from "../../editor/log.ts";

/** What the wizards need. */
export interface WizardDeps {
  readonly aws: AwsSession;
  readonly log: EditorLog;
}

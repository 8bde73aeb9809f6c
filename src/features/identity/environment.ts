import type { AwsAccess } from "../../core/awsAccess.ts";
import type { AwsProfiles, AwsSelection, Log } from "../../core/ports.ts";
import type { Settings } from "../../editor/settings.ts";

/** What `dist/aws.js` gives this feature. */
interface AwsModule {
  readonly createAwsAccess: (
    selection: AwsSelection,
    options: { readonly knownHostsOnly: boolean },
  ) => AwsAccess;
  readonly createAwsProfiles: () => AwsProfiles;
  /** The AWS CLI on PATH, and the arguments that sign in for a profile; each undefined when there is none. */
  readonly findAwsSignIn: (
    profile: string | undefined,
  ) => Promise<{ readonly cli: string | undefined; readonly args: readonly string[] | undefined }>;
}

/** What the identity needs from the extension. */
export interface IdentityDeps {
  readonly settings: Pick<Settings, "awsSelection" | "updateAwsSelection" | "onDidChange">;
  readonly log: Log;
  /** Loads the AWS code; called when a person first asks for AWS. */
  readonly loadAws: () => Promise<AwsModule>;
}

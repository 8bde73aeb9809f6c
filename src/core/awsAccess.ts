import type { AwsTrails } from "./activity/awsTrails.ts";
import type { CollectAccount } from "./posture/ports.ts";
import type { AwsIdentity, PolicyValidator, SecretStore, StoreKind } from "./ports.ts";

/** The one way to AWS. Nothing is stored; each call uses the selection given at construction. */
export interface AwsAccess {
  identity(signal?: AbortSignal): Promise<AwsIdentity>;
  store(kind: StoreKind): SecretStore;
  /** IAM Access Analyzer. */
  readonly policies: PolicyValidator;
  /** CloudTrail, where its events go, and the roles they are about. */
  readonly trails: AwsTrails;
  /** What the account shows of its posture. */
  readonly account: CollectAccount;
  dispose(): void;
}

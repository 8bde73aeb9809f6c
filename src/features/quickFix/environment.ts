import type { FixPlan, FixRequest, ProjectFacts } from "../../core/fixes/plan.ts";
import type { storeSecrets } from "../../core/fixes/storeSecrets.ts";
import type { AwsSession } from "../../editor/awsSession.ts";
import type { FlowDocument } from "./flowDocument.ts";
import type { FlowUi } from "./flowUi.ts";

/** The way to AWS for flows. Each method talks to the person itself. */
export type AwsGate = Pick<AwsSession, "ready" | "selectProfile" | "signIn">;

/** How the user wants new secrets; the settings, as far as flows need them. */
export interface StoreOptions {
  readonly nameTemplate: string;
  readonly kmsKeyId?: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** What every flow works with: one document, and the parts that it must not reach for itself. */
export interface FlowEnvironment {
  readonly ui: FlowUi;
  readonly document: FlowDocument;
  readonly gate: AwsGate;
  readonly options: StoreOptions;
  readonly project: ProjectFacts;
  readonly plan: (request: FixRequest) => Promise<FixPlan>;
  /** `core/fixes/storeSecrets.ts`, loaded with the AWS code when it is first needed. */
  readonly storeSecrets: typeof storeSecrets;
  /** A fresh random token of 32 to 64 characters. */
  readonly newToken: () => string;
  /** Resolves after so many ms. */
  readonly wait: (ms: number) => Promise<void>;
}

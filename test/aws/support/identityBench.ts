import assert from "node:assert/strict";
import { createAwsAccess } from "../../../src/adapters/aws/awsAccess.ts";
import type { CallLimits } from "../../../src/adapters/aws/clients.ts";
import type { AwsIdentity, AwsSelection } from "../../../src/core/ports.ts";
import { startStub, type Stub } from "../../../scripts/aws/stub/server.ts";
import { type IsolatedAws, isolateAws, stubKeys } from "./environment.ts";

/** What the tests of the identity work with. `stub` and `aws` are fresh in each test. */
export interface IdentityBench {
  readonly stub: Stub;
  readonly aws: IsolatedAws;
}

/** Registers the setup of a suite about the identity: a stub, an empty home, nothing in the environment. */
export function identityBench(): IdentityBench {
  let stub: Stub | undefined;
  let aws: IsolatedAws | undefined;
  setup(async () => {
    stub = await startStub();
    aws = await isolateAws({ AWS_ENDPOINT_URL_SSO: stub.url });
  });
  teardown(async () => {
    await stub?.stop();
    await aws?.restore();
  });
  return {
    get stub() {
      assert.ok(stub);
      return stub;
    },
    get aws() {
      assert.ok(aws);
      return aws;
    },
  };
}

/** Asks a fresh access against the stub who we are. */
export async function identify(
  { stub }: IdentityBench,
  selection: AwsSelection = {},
  limits: Partial<CallLimits> = {},
): Promise<AwsIdentity> {
  const options = { limits: { maxAttempts: 1, ...limits } };
  const access = createAwsAccess({ endpoint: stub.url, ...selection }, options);
  try {
    return await access.identity();
  } finally {
    access.dispose();
  }
}

/** Puts keys that the stub takes into the environment. */
export function setKeys(extra: Readonly<Record<string, string>> = {}): void {
  Object.assign(process.env, stubKeys, extra);
}

/** The reason of a missing identity. */
export function reasonOf(identity: AwsIdentity): string {
  assert.ok(identity.state !== "signed-in");
  return identity.reason;
}

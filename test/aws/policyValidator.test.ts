import assert from "node:assert/strict";
import { startStub, type Stub } from "../../scripts/aws/stub/server.ts";
import { createAwsAccess } from "../../src/adapters/aws/awsAccess.ts";
import { isStoreError } from "../../src/core/fixes/storeError.ts";
import type { AwsAccess } from "../../src/core/awsAccess.ts";
import type { PolicyValidator, RemotePolicy } from "../../src/core/ports.ts";
import { type IsolatedAws, isolateAws, stubKeys } from "./support/environment.ts";

const identity = (policy: object): RemotePolicy => ({
  text: JSON.stringify(policy),
  type: "IDENTITY_POLICY",
});

const broken = {
  Statement: [
    { Effect: "Allow", Action: ["s3:GetObjct"], Resource: "*" },
    { Effect: "Allow", Action: "iam:PassRole", Resource: "*" },
  ],
};

suite("Access Analyzer behind the port", () => {
  let stub: Stub;
  let aws: IsolatedAws;
  let access: AwsAccess;
  let policies: PolicyValidator;

  setup(async () => {
    stub = await startStub();
    aws = await isolateAws({ ...stubKeys, AWS_REGION: "eu-west-1" });
    access = createAwsAccess({ endpoint: stub.url }, { limits: { maxAttempts: 1, deadlineMs: 4_000 } });
    policies = access.policies;
  });

  teardown(async () => {
    access.dispose();
    await aws.restore();
    await stub.stop();
  });

  const refusal = async (call: Promise<unknown>): Promise<{ code: string; message: string }> => {
    const error: unknown = await call.then(
      () => assert.fail("the call was refused"),
      (reason: unknown) => reason,
    );
    assert.ok(isStoreError(error), String(error));
    return { code: error.code, message: error.message };
  };

  test("gives the findings of every page with their paths", async () => {
    const found = await policies.validate(identity(broken));
    assert.deepEqual(
      found.map(({ code, type, paths }) => [code, type, paths.length]),
      [
        ["MISSING_VERSION", "WARNING", 1],
        ["INVALID_ACTION", "ERROR", 1],
        ["PASS_ROLE_WITH_STAR_IN_RESOURCE", "SECURITY_WARNING", 2],
      ],
    );
    assert.deepEqual(found[1]?.paths[0], [
      { value: "Statement" },
      { index: 0 },
      { value: "Action" },
      { index: 0 },
    ]);
    assert.match(found[0]?.learnMore ?? "", /^https:/);
    assert.deepEqual(stub.operations, ["ValidatePolicy", "ValidatePolicy", "ValidatePolicy"]);
  });

  test("runs the paid checks", async () => {
    const policy = identity({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }],
    });
    const passed = await policies.check(policy, { kind: "not-granted", actions: ["iam:PassRole"] });
    assert.equal(passed.passed, true);
    const failed = await policies.check(policy, { kind: "not-granted", actions: ["s3:*"] });
    assert.deepEqual([failed.passed, failed.reasons[0]?.statement], [false, 0]);
    await policies.check(policy, { kind: "no-new-access", existing: policy.text });
    const open = { Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" }] };
    const remote: RemotePolicy = { text: JSON.stringify(open), type: "RESOURCE_POLICY" };
    const exposed = await policies.check(remote, {
      kind: "no-public-access",
      resourceType: "AWS::S3::Bucket",
    });
    assert.equal(exposed.passed, false);
    assert.deepEqual(stub.operations.slice(2), ["CheckNoNewAccess", "CheckNoPublicAccess"]);
  });

  test("says that the policy was refused, and nothing of secrets", async () => {
    const { code, message } = await refusal(policies.validate({ text: "{", type: "IDENTITY_POLICY" }));
    assert.equal(code, "invalid");
    assert.match(message, /could not read the policy/);
    assert.doesNotMatch(message, /secret|KMS|tags/i);
  });

  test("says what was denied, throttled or expired", async () => {
    const expectations = [
      ["AccessDeniedException", "denied", /may not do access-analyzer:ValidatePolicy/],
      ["ThrottlingException", "throttled", /limiting the rate of access-analyzer:ValidatePolicy/],
      ["ExpiredTokenException", "expired", /has expired/],
    ] as const;
    for (const [name, wanted, pattern] of expectations) {
      stub.faults.add({ operation: "ValidatePolicy", kind: "error", code: name, status: 400, times: 1 });
      const { code, message } = await refusal(policies.validate(identity(broken)));
      assert.equal(code, wanted);
      assert.match(message, pattern);
    }
  });

  test("stops when it is told to", async () => {
    const abort = new AbortController();
    abort.abort();
    assert.equal((await refusal(policies.validate(identity(broken), abort.signal))).code, "aborted");
  });
});

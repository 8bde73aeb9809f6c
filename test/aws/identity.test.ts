import assert from "node:assert/strict";
import { createAwsAccess } from "../../src/adapters/aws/awsAccess.ts";
import type { AwsSelection } from "../../src/core/ports.ts";
import { identify, identityBench, reasonOf, setKeys } from "./support/identityBench.ts";
import { refused } from "./support/leaks.ts";
import { newSecret } from "./support/target.ts";

suite("the AWS identity", () => {
  const bench = identityBench();

  test("of keys in the environment", async () => {
    setKeys({ AWS_REGION: "eu-west-1" });
    assert.deepEqual(await identify(bench), {
      state: "signed-in",
      profile: undefined,
      region: "eu-west-1",
      account: "123456789012",
      arn: "arn:aws:sts::123456789012:assumed-role/picket-demo/picket",
    });
    assert.deepEqual(bench.stub.operations, ["GetCallerIdentity"]);
  });

  test("of a profile with keys", async () => {
    await bench.aws.config("[profile keys]\nregion = ap-south-1\n");
    await bench.aws.credentials(
      "[keys]\naws_access_key_id = picket-test\naws_secret_access_key = picket-test\n",
    );
    const identity = await identify(bench, { profile: "keys" });
    assert.deepEqual(
      [identity.state, identity.profile, identity.region],
      ["signed-in", "keys", "ap-south-1"],
    );
  });

  test("of a credential process", async () => {
    const answer = { Version: 1, AccessKeyId: "picket-process", SecretAccessKey: "picket-test" };
    const program = `process.stdout.write(JSON.stringify(${JSON.stringify(answer)}))`;
    await bench.aws.config(
      `[profile own]\nregion = eu-west-1\ncredential_process = "${process.execPath}" -e '${program}'\n`,
    );
    assert.equal((await identify(bench, { profile: "own" })).state, "signed-in");
  });

  test("a credential process that hangs does not hang Picket", async () => {
    await bench.aws.config(
      `[profile slow]\nregion = eu-west-1\ncredential_process = "${process.execPath}" -e 'setTimeout(() => {}, 1500)'\n`,
    );
    const identity = await identify(bench, { profile: "slow" }, { deadlineMs: 300 });
    assert.equal(identity.state, "unreachable");
    assert.match(reasonOf(identity), /did not answer/);
  });

  test("nothing at all: signed out, with what to do", async () => {
    process.env["AWS_REGION"] = "eu-west-1";
    const identity = await identify(bench);
    assert.equal(identity.state, "signed-out");
    assert.match(reasonOf(identity), /no AWS credentials on this machine.*aws configure sso/);
  });

  test("a profile that no file has: signed out, and not another identity", async () => {
    setKeys({ AWS_REGION: "eu-west-1" });
    const identity = await identify(bench, { profile: "gone" });
    assert.equal(identity.state, "signed-out");
    assert.match(reasonOf(identity), /no AWS profile "gone"/);
    assert.deepEqual(bench.stub.operations, []);
  });

  test("a profile without credentials does not fall back to other keys", async () => {
    setKeys();
    await bench.aws.config("[profile empty]\nregion = eu-west-1\n");
    assert.equal((await identify(bench, { profile: "empty" })).state, "signed-out");
    assert.deepEqual(bench.stub.operations, []);
  });

  test("a role that wants an MFA code: signed out, with the reason", async () => {
    await bench.aws.config(
      "[profile mfa]\nregion = eu-west-1\nrole_arn = arn:aws:iam::123456789012:role/x\nsource_profile = base\nmfa_serial = arn:aws:iam::123456789012:mfa/me\n[profile base]\n",
    );
    await bench.aws.credentials(
      "[base]\naws_access_key_id = picket-test\naws_secret_access_key = picket-test\n",
    );
    const identity = await identify(bench, { profile: "mfa" });
    assert.equal(identity.state, "signed-out");
    assert.match(reasonOf(identity), /MFA code/);
  });

  test("no Region: says where to set one", async () => {
    setKeys();
    const identity = await identify(bench);
    assert.deepEqual([identity.state, identity.region], ["no-region", undefined]);
    assert.match(reasonOf(identity), /picket\.aws\.region/);
    assert.deepEqual(bench.stub.operations, []);
  });

  test("no Region: a store says so too", async () => {
    setKeys();
    const store = createAwsAccess({ endpoint: bench.stub.url }).store("secrets-manager");
    await refused(
      store.create(newSecret("a", "b-value-of-some-length-here")),
      "invalid",
      "b-value-of-some-length-here",
    );
  });

  test("a Region that is no Region never becomes a host name", async () => {
    setKeys();
    for (const region of ["evil.example/#", "x@y", "EU-WEST-1", "eu-west-1.evil.example"]) {
      const identity = await identify(bench, { region });
      assert.equal(identity.state, "unreachable");
      assert.match(reasonOf(identity), /is not the name of an AWS Region/);
    }
    assert.deepEqual(bench.stub.operations, []);
  });

  for (const [kind, state] of [
    ["expire", "expired"],
    ["deny", "denied"],
    ["throttle", "unreachable"],
    ["drop", "unreachable"],
  ] as const) {
    test(`STS answers ${kind}: ${state}`, async () => {
      setKeys({ AWS_REGION: "eu-west-1" });
      bench.stub.faults.add({ kind, operation: "GetCallerIdentity" });
      const identity = await identify(bench);
      assert.equal(identity.state, state, reasonOf(identity));
      assert.ok(reasonOf(identity).length > 20);
    });
  }

  test("keys that AWS does not know: signed out", async () => {
    setKeys({ AWS_REGION: "eu-west-1" });
    bench.stub.faults.add({ kind: "error", code: "InvalidClientTokenId", status: 403 });
    assert.equal((await identify(bench)).state, "signed-out");
  });

  test("cancelled: rejects, and only then", async () => {
    setKeys({ AWS_REGION: "eu-west-1" });
    await refused(createAwsAccess({ endpoint: bench.stub.url }).identity(AbortSignal.abort()), "aborted");
  });

  test("the Region: the selection, the profile's, the environment's, in this order", async () => {
    await bench.aws.config("[default]\nregion = sa-east-1\n[profile p]\nregion = ca-central-1\n");
    await bench.aws.credentials(
      "[p]\naws_access_key_id = picket-test\naws_secret_access_key = picket-test\n",
    );
    setKeys();
    const regionOf = async (selection: AwsSelection): Promise<string | undefined> =>
      (await identify(bench, selection)).region;
    assert.equal(await regionOf({}), "sa-east-1");
    process.env["AWS_DEFAULT_REGION"] = "us-east-2";
    assert.equal(await regionOf({}), "us-east-2");
    process.env["AWS_REGION"] = "us-west-2";
    assert.equal(await regionOf({}), "us-west-2");
    assert.equal(await regionOf({ profile: "p" }), "ca-central-1");
    assert.equal(await regionOf({ profile: "p", region: "eu-west-3" }), "eu-west-3");
  });

  test("AWS_PROFILE counts as chosen, and is reported", async () => {
    await bench.aws.config("[profile p]\nregion = ca-central-1\n");
    await bench.aws.credentials(
      "[p]\naws_access_key_id = picket-test\naws_secret_access_key = picket-test\n",
    );
    process.env["AWS_PROFILE"] = "p";
    const identity = await identify(bench);
    assert.deepEqual([identity.state, identity.profile, identity.region], ["signed-in", "p", "ca-central-1"]);
  });
});

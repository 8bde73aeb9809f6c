import assert from "node:assert/strict";
import { startStub } from "../../scripts/aws/stub/server.ts";
import { identify, identityBench, reasonOf } from "./support/identityBench.ts";

const hour = 3_600_000;

const ssoProfile = `[profile dev]
sso_session = work
sso_account_id = 123456789012
sso_role_name = Developer
region = eu-north-1

[sso-session work]
sso_region = us-west-2
sso_start_url = https://example.awsapps.com/start
sso_registration_scopes = sso:account:access

[profile old]
sso_start_url = https://example.awsapps.com/old
sso_region = us-west-2
sso_account_id = 123456789012
sso_role_name = Developer
region = eu-north-1
`;

suite("the AWS identity of SSO", () => {
  const bench = identityBench();

  test("signed in, until the token ends", async () => {
    const end = Date.now() + 8 * hour;
    await bench.aws.config(ssoProfile);
    await bench.aws.ssoToken("work", { accessToken: "good", expiresAt: new Date(end).toISOString() });
    const identity = await identify(bench, { profile: "dev" });
    assert.equal(identity.state, "signed-in", JSON.stringify(identity));
    assert.equal(identity.region, "eu-north-1");
    assert.equal(identity.expiresAt, end);
    assert.deepEqual(bench.stub.operations, ["GetRoleCredentials", "GetCallerIdentity"]);
  });

  test("that renews itself: until the role's credentials end", async () => {
    const now = Date.now();
    await bench.aws.config(ssoProfile);
    const token = {
      accessToken: "good",
      expiresAt: new Date(now + 8 * hour).toISOString(),
      refreshToken: "r",
    };
    await bench.aws.ssoToken("work", token);
    const identity = await identify(bench, { profile: "dev" });
    assert.equal(identity.state, "signed-in");
    assert.ok(identity.expiresAt !== undefined && identity.expiresAt < now + 2 * hour);
  });

  test("in the older form", async () => {
    await bench.aws.config(ssoProfile);
    const end = new Date(Date.now() + hour).toISOString();
    await bench.aws.ssoToken("https://example.awsapps.com/old", { accessToken: "good", expiresAt: end });
    assert.equal((await identify(bench, { profile: "old" })).state, "signed-in");
  });

  for (const profile of ["dev", "old"]) {
    test(`never signed in (${profile}): signed out, with the command`, async () => {
      await bench.aws.config(ssoProfile);
      const identity = await identify(bench, { profile });
      assert.equal(identity.state, "signed-out");
      assert.match(
        reasonOf(identity),
        new RegExp(`not signed in\\. Run: aws sso login --profile ${profile}$`),
      );
      assert.deepEqual(bench.stub.operations, []);
    });

    test(`whose token has ended (${profile}): expired, with the command`, async () => {
      await bench.aws.config(ssoProfile);
      const token = { accessToken: "good", expiresAt: new Date(Date.now() - hour).toISOString() };
      await bench.aws.ssoToken(profile === "dev" ? "work" : "https://example.awsapps.com/old", token);
      const identity = await identify(bench, { profile });
      assert.equal(identity.state, "expired");
      assert.match(reasonOf(identity), new RegExp(`has expired\\. Run: aws sso login --profile ${profile}$`));
    });
  }

  test("whose session was ended elsewhere: expired", async () => {
    await bench.aws.config(ssoProfile);
    await bench.aws.ssoToken("work", {
      accessToken: "expired",
      expiresAt: new Date(Date.now() + hour).toISOString(),
    });
    assert.equal((await identify(bench, { profile: "dev" })).state, "expired");
  });

  test("whose portal cannot be reached: unreachable", async () => {
    const gone = await startStub();
    await gone.stop();
    process.env["AWS_ENDPOINT_URL_SSO"] = gone.url;
    await bench.aws.config(ssoProfile);
    await bench.aws.ssoToken("work", {
      accessToken: "good",
      expiresAt: new Date(Date.now() + hour).toISOString(),
    });
    const identity = await identify(bench, { profile: "dev" });
    assert.equal(identity.state, "unreachable", JSON.stringify(identity));
    assert.match(reasonOf(identity), /sign-in service of profile "dev" cannot be reached/);
  });

  test("a sign-in after a failed call is seen by a new access", async () => {
    await bench.aws.config(ssoProfile);
    assert.equal((await identify(bench, { profile: "dev" })).state, "signed-out");
    await bench.aws.ssoToken("work", {
      accessToken: "good",
      expiresAt: new Date(Date.now() + hour).toISOString(),
    });
    assert.equal((await identify(bench, { profile: "dev" })).state, "signed-in");
  });
});

import assert from "node:assert/strict";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createAwsProfiles, readProfiles, signInArguments } from "../../src/adapters/aws/profiles.ts";
import { findAwsSignIn } from "../../src/adapters/aws/signIn.ts";
import { type IsolatedAws, isolateAws } from "./support/environment.ts";
import { assertHides } from "./support/leaks.ts";
import { randomValue } from "./support/target.ts";

suite("the profiles of the AWS CLI's files", () => {
  let aws: IsolatedAws;
  setup(async () => {
    aws = await isolateAws();
  });
  teardown(() => aws.restore());

  test("are none without files", async () => {
    assert.deepEqual(await createAwsProfiles().list(), []);
  });

  test("have kinds and Regions, default first, without sessions and services", async () => {
    await aws.config(`[profile sso]
sso_session = work
region = eu-west-1
[sso-session work]
sso_start_url = https://example.awsapps.com/start
[services local]
[profile role]
role_arn = arn:aws:iam::123456789012:role/x
source_profile = sso
[profile process]
credential_process = /bin/true
[profile nothing]
output = json
[default]
region = us-east-1
`);
    await aws.credentials(
      "[keys]\naws_access_key_id = a\naws_secret_access_key = b\n[default]\naws_access_key_id = a\n",
    );
    const profiles = await createAwsProfiles().list();
    assert.equal(profiles[0]?.name, "default");
    const byName = Object.fromEntries(profiles.map(({ name, kind, region }) => [name, [kind, region]]));
    assert.deepEqual(byName["default"], ["keys", "us-east-1"]);
    assert.deepEqual(byName["sso"], ["sso", "eu-west-1"]);
    assert.deepEqual(byName["role"], ["role", undefined]);
    assert.deepEqual(byName["process"], ["process", undefined]);
    assert.deepEqual(byName["keys"], ["keys", undefined]);
    assert.deepEqual(byName["nothing"], ["other", undefined]);
    assert.ok(!profiles.some(({ name }) => /^(sso-session|services)/.test(name)));
  });

  test("carry no key and no token", async () => {
    const value = randomValue(30);
    await aws.credentials(
      `[keys]\naws_access_key_id = ${value}\naws_secret_access_key = ${value}\naws_session_token = ${value}\n`,
    );
    assertHides(await readProfiles(), value);
  });

  test("are read again each time", async () => {
    await aws.config("[profile one]\noutput = json\n");
    assert.equal((await createAwsProfiles().list()).length, 1);
    await aws.config("[profile one]\noutput = json\n[profile two]\noutput = json\n");
    assert.equal((await createAwsProfiles().list()).length, 2);
  });

  test("survive files that are no configuration", async () => {
    await aws.config("\u0000\u0001[[[profile\n= = =\n[profile ok]\nregion=eu-west-1\n[unclosed");
    await aws.credentials("{}");
    assert.deepEqual(await createAwsProfiles().list(), [{ name: "ok", kind: "other", region: "eu-west-1" }]);
  });

  test("sign in where the chain of source profiles says", async () => {
    await aws.config(`[profile base]
sso_start_url = https://example.awsapps.com/start
[profile middle]
role_arn = arn:aws:iam::123456789012:role/x
source_profile = base
[profile top]
role_arn = arn:aws:iam::123456789012:role/y
source_profile = middle
[profile loop]
role_arn = arn:aws:iam::123456789012:role/z
source_profile = loop
[profile console]
login_session = arn:aws:iam::123456789012:user/me
`);
    const profiles = await readProfiles();
    assert.deepEqual(signInArguments("top", profiles), ["sso", "login", "--profile", "base"]);
    assert.deepEqual(signInArguments("console", profiles), ["login", "--profile", "console"]);
    assert.equal(signInArguments("loop", profiles), undefined);
    assert.equal(signInArguments("gone", profiles), undefined);
  });
});

suite("the AWS CLI", () => {
  let aws: IsolatedAws;
  setup(async () => {
    aws = await isolateAws();
    await aws.config("[profile dev]\nsso_start_url = https://example.awsapps.com/start\n");
  });
  teardown(() => aws.restore());

  test("is found on PATH by its full path", async () => {
    const folder = join(aws.home, "bin");
    await mkdir(folder);
    await writeFile(join(folder, "aws"), "#!/bin/sh\n");
    await chmod(join(folder, "aws"), 0o755);
    const found = await findAwsSignIn("dev", { PATH: `/nowhere:${folder}` });
    assert.deepEqual(found, { cli: join(folder, "aws"), args: ["sso", "login", "--profile", "dev"] });
  });

  test("is not taken from a relative folder, nor when it is no program", async () => {
    await writeFile(join(aws.home, "aws"), "");
    const found = await findAwsSignIn("dev", { PATH: `.:bin:${aws.home}` });
    assert.equal(found.cli, undefined);
  });

  test("signs in for AWS_PROFILE when no profile is chosen", async () => {
    const found = await findAwsSignIn(undefined, { PATH: "", AWS_PROFILE: "dev" });
    assert.deepEqual(found, { cli: undefined, args: ["sso", "login", "--profile", "dev"] });
  });
});

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import { noteSkipped } from "../support/testReport.ts";
import {
  addFault,
  answerMessages,
  awsCodeLoaded,
  hasTerminals,
  operations,
  pressThrough,
  resetStub,
  savedSelection,
  select,
  until,
  useAwsFiles,
} from "./identitySupport.ts";

const config = `[profile keys]
region = eu-west-3
[profile dev]
sso_session = work
sso_account_id = 123456789012
sso_role_name = Developer
region = eu-north-1
[sso-session work]
sso_region = us-west-2
sso_start_url = https://example.awsapps.com/start
`;
const credentials = "[keys]\naws_access_key_id = picket-test\naws_secret_access_key = picket-test\n";

suite("the AWS identity in the editor", () => {
  let before: ReturnType<typeof savedSelection>;
  let files: Awaited<ReturnType<typeof useAwsFiles>>;

  suiteSetup(async () => {
    before = savedSelection();
    await vscode.extensions.getExtension("picket.picket")?.activate();
  });
  setup(async () => {
    await resetStub();
    files = await useAwsFiles(config, credentials);
  });
  teardown(async () => {
    await vscode.commands.executeCommand("workbench.action.closeQuickOpen");
    await select(before.profile, before.region);
    await files.remove();
    await resetStub();
  });

  test("nothing is loaded and nobody is called before a person asks", async () => {
    assert.equal(awsCodeLoaded(), false);
    assert.deepEqual(await operations(), []);
  });

  test("showing it asks STS once, and lists what AWS said", async () => {
    await pressThrough(vscode.commands.executeCommand("picket.showAwsIdentity"));
    assert.equal(awsCodeLoaded(), true);
    assert.deepEqual(await operations(), ["GetCallerIdentity"]);
  });

  test("choosing a profile and its Region saves both for the user, and asks who that is", async () => {
    await select(undefined, "eu-central-2");
    // One below the default chain is the first profile of the file. Its own Region is preselected.
    await pressThrough(vscode.commands.executeCommand("picket.selectAwsProfile"), 1);
    assert.equal(savedSelection().profile, "keys");
    assert.notEqual(savedSelection().region, "eu-central-2");
    assert.deepEqual(await operations(), ["GetCallerIdentity"]);
  });

  test("leaving the choice changes nothing", async () => {
    await select("keys", "eu-central-2");
    const state = { ended: false };
    const work = vscode.commands.executeCommand("picket.selectAwsProfile");
    void Promise.resolve(work).finally(() => (state.ended = true));
    await until(async () => {
      await vscode.commands.executeCommand("workbench.action.closeQuickOpen");
      return state.ended;
    }, "the end of the choice");
    assert.deepEqual(savedSelection(), { profile: "keys", region: "eu-central-2" });
    assert.deepEqual(await operations(), []);
  });

  test("an expired sign-in leads to signing in", async () => {
    await select("keys", "eu-central-2");
    await addFault({ kind: "expire", operation: "GetCallerIdentity" });
    const messages = answerMessages(() => undefined);
    try {
      // The first line signs in; keys cannot, and the message says so.
      await pressThrough(vscode.commands.executeCommand("picket.showAwsIdentity"));
    } finally {
      messages.restore();
    }
    assert.match(messages.seen.join("\n"), /The profile keys has no sign-in/);
  });

  if (hasTerminals()) defineSignIn(() => files.folder);
  else noteSkipped("signing in to AWS", `VS Code ${vscode.version} has no terminals here`, 2);

  test("without the AWS CLI it says which command is missing", async () => {
    await select("dev", "eu-central-2");
    process.env["PATH"] = files.folder;
    const messages = answerMessages(() => undefined);
    try {
      await vscode.commands.executeCommand("picket.signInToAws");
    } finally {
      messages.restore();
    }
    assert.match(messages.seen[0] ?? "", /PATH has no aws command.*aws sso login --profile dev/s);
  });

  test("a profile that needs no sign-in says so", async () => {
    await select("keys", "eu-central-2");
    const messages = answerMessages(() => undefined);
    try {
      await vscode.commands.executeCommand("picket.signInToAws");
    } finally {
      messages.restore();
    }
    assert.match(messages.seen[0] ?? "", /The profile keys has no sign-in/);
  });
});

function defineSignIn(folder: () => string): void {
  test("signing in runs the AWS CLI without a shell, and then asks who we are", async () => {
    await select("dev", "eu-central-2");
    await fakeCli(folder(), 0);
    await vscode.commands.executeCommand("picket.signInToAws");
    assert.equal(await readFile(join(folder(), "arguments"), "utf8"), "sso login --profile dev\n");
    assert.deepEqual(await operations(), ["GetRoleCredentials", "GetCallerIdentity"]);
  });

  test("a sign-in that fails says so, and asks nobody", async () => {
    await select("dev", "eu-central-2");
    await fakeCli(folder(), 3);
    const messages = answerMessages(() => undefined);
    try {
      await vscode.commands.executeCommand("picket.signInToAws");
    } finally {
      messages.restore();
    }
    assert.equal(messages.seen.length, 1);
    assert.match(messages.seen[0] ?? "", /sign-in of dev failed with status 3/);
    assert.deepEqual(await operations(), []);
  });
}

/** An `aws` that writes down its arguments, signs in when it ends well, and ends with `status`. */
async function fakeCli(folder: string, status: number): Promise<void> {
  const bin = join(folder, "bin");
  const cache = join(folder, ".aws", "sso", "cache");
  await mkdir(bin);
  await mkdir(cache, { recursive: true });
  const token = { accessToken: "good", expiresAt: new Date(Date.now() + 3_600_000).toISOString() };
  const name = createHash("sha1").update("work").digest("hex");
  await writeFile(join(folder, "token"), JSON.stringify(token));
  const script = [
    "#!/bin/sh",
    `echo "$@" > '${join(folder, "arguments")}'`,
    `[ ${status} = 0 ] && cp '${join(folder, "token")}' '${join(cache, name)}.json'`,
    `exit ${status}`,
  ].join("\n");
  await writeFile(join(bin, "aws"), script);
  await chmod(join(bin, "aws"), 0o755);
  process.env["PATH"] = `${bin}:${process.env["PATH"] ?? ""}`;
}

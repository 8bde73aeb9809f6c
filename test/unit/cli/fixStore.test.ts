import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { endpointEnvironment, startAwsEndpoint, type AwsEndpoint } from "../../../scripts/aws/endpoint.ts";
import { runCli, spawnCli, tempFolder, type TempFolder } from "./cliProcess.ts";
import { githubToken } from "./tokens.ts";

suite("picket fix --store", function () {
  this.timeout(60_000);
  const token = githubToken(91);
  const source = `GITHUB_TOKEN=${token}\n`;
  const before = { ...process.env };
  let endpoint: AwsEndpoint;
  let folder: TempFolder;
  suiteSetup(async () => {
    endpoint = await startAwsEndpoint({ prefer: "stub" });
  });
  suiteTeardown(() => endpoint.stop());
  setup(() => {
    folder = tempFolder({ "package.json": '{"name":"shop"}', "app.env": source });
    for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) delete process.env[name];
    Object.assign(process.env, endpointEnvironment, {
      AWS_ENDPOINT_URL: endpoint.url,
      AWS_CONFIG_FILE: join(folder.path, "none"),
      AWS_SHARED_CREDENTIALS_FILE: join(folder.path, "none"),
    });
  });
  teardown(() => {
    process.env = { ...before };
    folder.remove();
  });

  const client = () => ({
    endpoint: endpoint.url,
    region: "us-east-1",
    credentials: { accessKeyId: "picket-demo", secretAccessKey: "picket-demo" },
  });
  const fix = async (args: readonly string[], run = runCli) => {
    const result = await run(["fix", "app.env", "--store", ...args], { cwd: folder.path });
    assert.ok(!result.stdout.includes(token) && !result.stderr.includes(token));
    return result;
  };
  const read = (): string => readFileSync(join(folder.path, "app.env"), "utf8");
  const stored = async (name: string): Promise<string | undefined> => {
    const answer = await new SecretsManagerClient(client()).send(
      new GetSecretValueCommand({ SecretId: name }),
    );
    return answer.SecretString;
  };

  test("stores in Secrets Manager, reads back, and then changes the file", async () => {
    const { status, stderr } = await fix(["--write", "--name", "one/{key}"], spawnCli);
    assert.equal(status, 0, stderr);
    assert.match(stderr, /storing 1 in account \d{12}, us-east-1\n.*stored and read back 1 of 1\n$/);
    assert.equal(await stored("one/GITHUB_TOKEN"), token);
    assert.match(read(), /^GITHUB_TOKEN=$/m);
  });

  test("stores in Parameter Store", async () => {
    const { status, stdout, stderr } = await fix(["--to", "parameter-store", "--format", "json"]);
    assert.equal(status, 0, stderr);
    const name = JSON.parse(stdout).secrets[0].name;
    const answer = await new SSMClient(client()).send(
      new GetParameterCommand({ Name: name, WithDecryption: true }),
    );
    assert.equal(answer.Parameter?.Value, token);
    assert.equal(read(), source);
  });

  test("uses a name that holds the same value, and refuses one that holds another", async () => {
    const name = ["--name", "two/{key}"];
    assert.equal((await fix(name)).status, 0);
    assert.equal((await fix(name)).status, 0);
    const other = `GITHUB_TOKEN=${githubToken(92)}\n`;
    folder.write("app.env", other);
    const refused = await fix([...name, "--write"]);
    assert.deepEqual([refused.status, refused.stdout], [2, ""]);
    assert.match(refused.stderr, /"two\/GITHUB_TOKEN" holds another value\. .*--if-exists/);
    assert.equal(read(), other);
    assert.equal(await stored("two/GITHUB_TOKEN"), token);
    assert.equal((await fix([...name, "--if-exists", "add-version"])).status, 0);
    assert.equal(await stored("two/GITHUB_TOKEN"), githubToken(92));
  });

  test("leaves the file alone when nothing answers, or no Region is known", async () => {
    process.env["AWS_ENDPOINT_URL"] = "http://127.0.0.1:9";
    const silent = await fix(["--write"]);
    assert.equal(silent.status, 2);
    assert.match(silent.stderr, /^picket: \S/);
    delete process.env["AWS_REGION"];
    const nowhere = await fix(["--write"]);
    assert.equal(nowhere.status, 2);
    assert.match(nowhere.stderr, /Region/);
    assert.equal(read(), source);
  });
});

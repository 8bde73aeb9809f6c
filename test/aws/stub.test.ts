import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { connect } from "node:net";
import { join } from "node:path";
import { request } from "node:http";
import { GetParametersByPathCommand, GetParametersCommand, SSMClient } from "@aws-sdk/client-ssm";
import {
  RestoreSecretCommand,
  SecretsManagerClient,
  TagResourceCommand,
} from "@aws-sdk/client-secrets-manager";
import { createAwsAccess } from "../../src/adapters/aws/awsAccess.ts";
import { endpointEnvironment, startAwsEndpoint } from "../../scripts/aws/endpoint.ts";
import { findMoto } from "../../scripts/aws/moto.ts";
import { startStub, type Stub } from "../../scripts/aws/stub/server.ts";
import { noteSkipped } from "../support/testReport.ts";
import { type IsolatedAws, isolateAws, stubKeys } from "./support/environment.ts";
import { newSecret, randomValue } from "./support/target.ts";

suite("the stub", () => {
  let aws: IsolatedAws;
  let stub: Stub;
  suiteSetup(async () => {
    aws = await isolateAws({ ...stubKeys, AWS_REGION: "eu-west-1" });
    stub = await startStub();
  });
  suiteTeardown(async () => {
    await stub.stop();
    await aws.restore();
  });
  setup(() => stub.reset());

  /** Status of a raw request. */
  function status(
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body = "",
  ): Promise<number> {
    return new Promise((resolve, reject) => {
      const outgoing = request(new URL(path, stub.url), { method, headers }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      outgoing.on("error", reject);
      outgoing.end(body);
    });
  }

  test("is told over its control route to fail, and to forget", async () => {
    const store = createAwsAccess({ endpoint: stub.url }, { limits: { maxAttempts: 1 } }).store(
      "secrets-manager",
    );
    assert.equal(await status("POST", "/_stub/faults", {}, JSON.stringify({ kind: "deny" })), 204);
    await assert.rejects(store.describe("a"));
    assert.equal(await status("DELETE", "/_stub/faults"), 204);
    await store.create(newSecret("a", randomValue()));
    const answer = await fetch(`${stub.url}/_stub/operations`);
    assert.deepEqual(await answer.json(), ["DescribeSecret", "CreateSecret"]);
    assert.equal(await status("POST", "/_stub/reset"), 204);
    assert.equal(await store.describe("a"), undefined);
    assert.equal(await status("GET", "/_stub/other"), 404);
  });

  test("answers no page in a browser", async () => {
    assert.equal(await status("GET", "/_stub/operations", { host: "evil.example" }), 403);
    assert.equal(await status("POST", "/_stub/reset", { origin: "https://evil.example" }), 403);
  });

  test("refuses what no service takes, what is unsigned and what is too large", async () => {
    const target = { "x-amz-target": "secretsmanager.GetSecretValue" };
    assert.equal(await status("GET", "/"), 404);
    assert.equal(await status("POST", "/", target, "{}"), 400);
    assert.equal(await status("POST", "/", target, "x".repeat(1_100_000)), 413);
  });

  test("keeps Regions apart", async () => {
    const of = (region: string) => createAwsAccess({ endpoint: stub.url, region }).store("secrets-manager");
    await of("eu-west-1").create(newSecret("a", randomValue()));
    assert.equal(await of("us-east-1").describe("a"), undefined);
  });

  test("restores and tags secrets", async () => {
    const raw = new SecretsManagerClient({ endpoint: stub.url });
    const store = createAwsAccess({ endpoint: stub.url }).store("secrets-manager");
    await store.create(newSecret("a", randomValue()));
    await raw.send(new TagResourceCommand({ SecretId: "a", Tags: [{ Key: "k", Value: "v" }] }));
    await raw.send(new RestoreSecretCommand({ SecretId: "a" }));
    assert.equal((await store.describe("a"))?.deleting, undefined);
    raw.destroy();
  });

  test("gives parameters by name and by path, hidden unless decrypted", async () => {
    const raw = new SSMClient({ endpoint: stub.url });
    const store = createAwsAccess({ endpoint: stub.url }).store("parameter-store");
    const value = randomValue();
    for (const name of ["/a/b/one", "/a/b/c/two", "/other"]) await store.create(newSecret(name, value));
    const named = await raw.send(new GetParametersCommand({ Names: ["/other", "/gone"] }));
    assert.deepEqual(named.InvalidParameters, ["/gone"]);
    assert.ok(named.Parameters?.[0]?.Value !== value);
    const input = { Path: "/a/b", WithDecryption: true };
    const flat = await raw.send(new GetParametersByPathCommand(input));
    assert.deepEqual(
      flat.Parameters?.map(({ Name }) => Name),
      ["/a/b/one"],
    );
    assert.ok(flat.Parameters?.[0]?.Value === value);
    const deep = await raw.send(new GetParametersByPathCommand({ ...input, Recursive: true }));
    assert.equal(deep.Parameters?.length, 2);
    raw.destroy();
  });
});

suite("an endpoint by hand", () => {
  test("the stub starts on a free port of 127.0.0.1 and stops", async () => {
    const endpoint = await startAwsEndpoint({ prefer: "stub" });
    assert.equal(endpoint.kind, "stub");
    assert.match(endpoint.url, /^http:\/\/127\.0\.0\.1:\d+$/);
    await endpoint.stop();
    assert.equal(await answers(endpoint.url), false);
  });

  test("serve.ts prints the address and ends on a signal", async () => {
    const { url, ended, child } = await serve("stub");
    assert.equal(await answers(url), true);
    child.kill("SIGTERM");
    assert.equal(await ended, 0);
    assert.equal(await answers(url), false);
  });

  if ("reason" in findMoto()) noteSkipped("an endpoint by hand, with moto", "moto is not to be had", 1);
  else {
    test("moto ends even when its owner is killed", async () => {
      const { url, ended, child } = await serve("moto");
      child.kill("SIGKILL");
      await ended;
      const deadline = Date.now() + 20_000;
      while ((await answers(url)) && Date.now() < deadline)
        await new Promise((resolve) => setTimeout(resolve, 100));
      assert.equal(await answers(url), false);
    });
  }
});

async function serve(kind: "stub" | "moto"): Promise<{
  url: string;
  ended: Promise<number | null>;
  child: ReturnType<typeof spawn>;
}> {
  const script = join(import.meta.dirname, "../../scripts/aws/serve.ts");
  const child = spawn(process.execPath, [script, kind], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...endpointEnvironment },
  });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const url = await new Promise<string>((resolve, reject) => {
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(output);
      if (found && output.includes("AWS_REGION")) resolve(found[0]);
    });
    void ended.then(() => reject(new Error("serve.ts ended early")));
  });
  return { url, ended, child };
}

function answers(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

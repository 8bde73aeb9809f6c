import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { CreateSecretCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { endpointEnvironment, startAwsEndpoint } from "../../../scripts/aws/endpoint.ts";
import type { AwsEndpoint } from "../../../scripts/aws/endpoint.ts";
import type { SecretToStore } from "../../../src/core/fixes/plan.ts";
import type { StoreKind } from "../../../src/core/ports.ts";
import { fix } from "./support/marked.ts";
import type { Outcome } from "./support/marked.ts";
import { javascriptPrograms, pythonPrograms, shellPrograms } from "./support/programs.ts";
import type { Program } from "./support/programs.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../../", import.meta.url));
const stores: readonly StoreKind[] = ["secrets-manager", "parameter-store"];

suite("fixed programs print what they printed before", function () {
  this.timeout(120_000);
  let endpoint: AwsEndpoint;
  let folder: string;
  let environment: NodeJS.ProcessEnv;

  suiteSetup(async () => {
    endpoint = await startAwsEndpoint({ prefer: "stub" });
    const shared = { AWS_ENDPOINT_URL: endpoint.url, AWS_DEFAULT_REGION: "us-east-1" };
    environment = { ...process.env, ...endpointEnvironment, ...shared };
    mkdirSync(join(root, ".cache"), { recursive: true });
    folder = mkdtempSync(join(root, ".cache", "run-"));
  });
  suiteTeardown(async () => {
    rmSync(folder, { recursive: true, force: true });
    await endpoint.stop();
  });

  async function store(secrets: readonly SecretToStore[]): Promise<void> {
    const credentials = { accessKeyId: "picket-demo", secretAccessKey: "picket-demo" };
    const config = { endpoint: endpoint.url, region: "us-east-1", credentials };
    const manager = new SecretsManagerClient(config);
    const parameters = new SSMClient(config);
    for (const { name, store: kind, value } of secrets) {
      if (kind === "secrets-manager") {
        await manager.send(new CreateSecretCommand({ Name: name, SecretString: value.reveal() }));
      } else {
        const parameter = {
          Name: name,
          Value: value.reveal(),
          Type: "SecureString",
          Overwrite: true,
        } as const;
        await parameters.send(new PutParameterCommand(parameter));
      }
    }
    manager.destroy();
    parameters.destroy();
  }

  async function output(
    command: string,
    name: string,
    text: string,
    env: NodeJS.ProcessEnv,
  ): Promise<string> {
    const path = join(folder, name);
    writeFileSync(path, text);
    return (await run(command, [path], { env, cwd: folder })).stdout;
  }

  async function planned(program: Program, to: StoreKind): Promise<Outcome> {
    const name = `${to}-${program.path}`;
    const outcome = await fix(name, program.text, { target: { to }, project: { name: program.path } });
    assert.deepEqual(outcome.plan.skipped, []);
    assert.notEqual(outcome.after, outcome.text);
    return outcome;
  }

  async function same(program: Program, command: string, to: StoreKind): Promise<void> {
    const { text, after, plan } = await planned(program, to);
    await store(plan.secrets);
    const before = await output(command, `before-${to}-${program.path}`, text, environment);
    assert.notEqual(before, "");
    assert.equal(await output(command, `after-${to}-${program.path}`, after, environment), before);
  }

  for (const to of stores) {
    for (const program of javascriptPrograms) {
      test(`JavaScript, ${to}: ${program.title}`, () => same(program, process.execPath, to));
    }
  }

  if (spawnSync("python3", ["-c", "import boto3"]).status === 0) {
    for (const to of stores) {
      for (const program of pythonPrograms) {
        test(`Python, ${to}: ${program.title}`, () => same(program, "python3", to));
      }
    }
  }

  if (spawnSync("bash", ["--version"]).status === 0) {
    for (const to of stores) {
      for (const program of shellPrograms) {
        test(`shell, ${to}: ${program.title}`, async () => {
          const { text, after, plan } = await planned(program, to);
          // Stands in for the AWS command line: prints the file named like the secret, and a line break as `--output text` does.
          const bin = join(folder, `bin-${to}`);
          mkdirSync(bin, { recursive: true });
          writeFileSync(join(bin, "aws"), '#!/bin/sh\ncat "$STORE/$(printf %s "$4" | tr / _)" && echo\n');
          chmodSync(join(bin, "aws"), 0o755);
          for (const { name, value } of plan.secrets)
            writeFileSync(join(bin, name.replaceAll("/", "_")), value.reveal());
          const path = `${bin}${delimiter}${environment["PATH"] ?? ""}`;
          const env = { ...environment, STORE: bin, PATH: path };
          const before = await output("bash", `before-${to}.sh`, text, env);
          assert.equal(await output("bash", `after-${to}.sh`, after, env), before);
        });
      }
    }
  }
});

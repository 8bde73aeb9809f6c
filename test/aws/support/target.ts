import { randomBytes, randomUUID } from "node:crypto";
import { DeleteSecretCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { DeleteParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { createAwsAccess } from "../../../src/adapters/aws/awsAccess.ts";
import { Sensitive } from "../../../src/core/model/sensitive.ts";
import type { AwsAccess } from "../../../src/core/awsAccess.ts";
import type { AwsSelection, NewSecret, SecretStore, StoreKind } from "../../../src/core/ports.ts";
import { isolateAws, stubKeys } from "./environment.ts";

/** Where the contract suite runs. */
export interface ContractTarget {
  readonly title: string;
  /** Real AWS: no KMS key of our own, and everything is deleted afterwards. */
  readonly real: boolean;
  start(): Promise<{ readonly selection: AwsSelection; stop(): Promise<void> }>;
}

/** One store under test, and the raw clients that look behind it. */
export interface Bench {
  readonly real: boolean;
  readonly access: AwsAccess;
  readonly store: SecretStore;
  readonly secretsManager: SecretsManagerClient;
  readonly parameters: SSMClient;
  /** A fresh name in the form of the store; deleted at the end. */
  readonly name: (label: string) => string;
  stop(): Promise<void>;
}

/** Starts the endpoint and opens the store. */
export async function openBench(target: ContractTarget, kind: StoreKind): Promise<Bench> {
  const aws = target.real ? undefined : await isolateAws({ ...stubKeys, AWS_REGION: "eu-west-1" });
  const endpoint = await target.start();
  const access = createAwsAccess(endpoint.selection);
  const raw = { ...endpoint.selection };
  const secretsManager = new SecretsManagerClient(raw);
  const parameters = new SSMClient(raw);
  const folder = `picket-test-${randomBytes(5).toString("hex")}`;
  const names: string[] = [];
  return {
    real: target.real,
    access,
    store: access.store(kind),
    secretsManager,
    parameters,
    name(label) {
      const name = `${kind === "parameter-store" ? "/" : ""}${folder}/${label}`;
      names.push(name);
      return name;
    },
    async stop() {
      if (target.real) await clean(kind, [...new Set(names)], secretsManager, parameters);
      access.dispose();
      secretsManager.destroy();
      parameters.destroy();
      await endpoint.stop();
      await aws?.restore();
    },
  };
}

async function clean(
  kind: StoreKind,
  names: readonly string[],
  secretsManager: SecretsManagerClient,
  parameters: SSMClient,
): Promise<void> {
  for (const name of names) {
    const done =
      kind === "secrets-manager"
        ? secretsManager.send(new DeleteSecretCommand({ SecretId: name, ForceDeleteWithoutRecovery: true }))
        : parameters.send(new DeleteParameterCommand({ Name: name }));
    await done.catch((error: unknown) => {
      // Not every test creates every name.
      if (!/NotFound/.test(String(error))) throw error;
    });
  }
}

/** A value that no other test has. */
export function randomValue(bytes = 30): string {
  return randomBytes(bytes).toString("base64url");
}

/** A secret to create, with a fresh token. */
export function newSecret(name: string, value: string, more: Partial<NewSecret> = {}): NewSecret {
  return { name, value: new Sensitive(value), tags: {}, idempotencyToken: randomUUID(), ...more };
}

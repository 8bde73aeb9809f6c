import type { StoreKind } from "../../ports.ts";

/** What of the AWS SDK for Java 2.x reads one store. */
export interface JavaStore {
  /** Full names of the types that the code uses. */
  readonly client: string;
  readonly request: string;
  readonly clientNames: readonly [string, ...string[]];
  /** The call, of a client, with the written name of the request's type and the code of the secret's name. */
  call(client: string, request: string, name: string): string;
  /** Group and artifact. */
  readonly artifact: string;
}

/** Code as the SDK's own guide writes it (GetSecretValue, GetParameter). */
export const javaStores: Record<StoreKind, JavaStore> = {
  "secrets-manager": {
    client: "software.amazon.awssdk.services.secretsmanager.SecretsManagerClient",
    request: "software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest",
    clientNames: ["SECRETS_CLIENT", "SECRETS_MANAGER_CLIENT"],
    call: (client, request, name) =>
      `${client}.getSecretValue(${request}.builder().secretId(${name}).build()).secretString()`,
    artifact: "software.amazon.awssdk:secretsmanager",
  },
  "parameter-store": {
    client: "software.amazon.awssdk.services.ssm.SsmClient",
    request: "software.amazon.awssdk.services.ssm.model.GetParameterRequest",
    clientNames: ["SSM_CLIENT", "PARAMETER_STORE_CLIENT"],
    call: (client, request, name) =>
      `${client}.getParameter(${request}.builder().name(${name}).withDecryption(true).build()).parameter().value()`,
    artifact: "software.amazon.awssdk:ssm",
  },
};

/** Whether the manifest's names include the artifact, or one that holds the whole SDK. */
export function hasArtifact(dependencies: readonly string[], artifact: string): boolean {
  return dependencies.some((name) =>
    [artifact, "software.amazon.awssdk:bundle", "software.amazon.awssdk:aws-sdk-java"].includes(name),
  );
}

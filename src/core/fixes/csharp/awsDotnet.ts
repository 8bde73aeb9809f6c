import type { StoreKind } from "../../ports.ts";

/** What of the AWS SDK for .NET reads one store. */
export interface DotnetStore {
  /** Full names of the types that the code uses. */
  readonly client: string;
  readonly request: string;
  /** Words of a name for the client. */
  readonly clientName: string;
  readonly method: string;
  /** The call that gives a task, with the written name of the request's type and the code of the secret's name. */
  call(client: string, request: string, name: string): string;
  /** What picks the value from the response. */
  readonly pick: string;
  readonly dependency: string;
}

/** Code as the SDK's own guide writes it (GetSecretValueAsync, GetParameterAsync). */
export const dotnetStores: Record<StoreKind, DotnetStore> = {
  "secrets-manager": {
    client: "Amazon.SecretsManager.AmazonSecretsManagerClient",
    request: "Amazon.SecretsManager.Model.GetSecretValueRequest",
    clientName: "SecretsClient",
    method: "ReadSecret",
    call: (client, request, name) => `${client}.GetSecretValueAsync(new ${request} { SecretId = ${name} })`,
    pick: ".SecretString",
    dependency: "AWSSDK.SecretsManager",
  },
  "parameter-store": {
    client: "Amazon.SimpleSystemsManagement.AmazonSimpleSystemsManagementClient",
    request: "Amazon.SimpleSystemsManagement.Model.GetParameterRequest",
    clientName: "SsmClient",
    method: "ReadParameter",
    call: (client, request, name) =>
      `${client}.GetParameterAsync(new ${request} { Name = ${name}, WithDecryption = true })`,
    pick: ".Parameter.Value",
    dependency: "AWSSDK.SimpleSystemsManagement",
  },
};

/** The value of a task's response, awaited or waited for. */
export function valueOf(call: string, store: DotnetStore, awaits: boolean): string {
  return awaits ? `(await ${call})${store.pick}` : `${call}.GetAwaiter().GetResult()${store.pick}`;
}

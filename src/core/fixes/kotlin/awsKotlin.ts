import type { StoreKind } from "../../ports.ts";
import { hasArtifact, javaStores } from "../java/awsJava.ts";

/** What of an AWS SDK reads one store in Kotlin. */
export interface KotlinStore {
  /** Full names of the types that the code uses. */
  readonly client: string;
  readonly request: string;
  readonly artifact: string;
  /** Set when the client and its calls suspend: the SDK for Kotlin, unlike the one for Java. */
  readonly suspends: boolean;
  /** The call, of a client, with the written name of the request's type and the code of the secret's name. */
  call(client: string, request: string, name: string): string;
  readonly clientName: string;
  readonly method: string;
  /** A parameter's name that is no property of the request, which would hide it. */
  readonly parameter: string;
}

const names: Record<StoreKind, Pick<KotlinStore, "clientName" | "method" | "parameter">> = {
  "secrets-manager": { clientName: "secretsClient", method: "readSecret", parameter: "id" },
  "parameter-store": { clientName: "ssmClient", method: "readParameter", parameter: "path" },
};

/** Code as the SDK's own guide writes it (GetSecretValue, GetParameter). */
const kotlinStores: Record<StoreKind, KotlinStore> = {
  "secrets-manager": {
    ...names["secrets-manager"],
    client: "aws.sdk.kotlin.services.secretsmanager.SecretsManagerClient",
    request: "aws.sdk.kotlin.services.secretsmanager.model.GetSecretValueRequest",
    artifact: "aws.sdk.kotlin:secretsmanager",
    suspends: true,
    call: (client, request, name) =>
      `${client}.getSecretValue(${request} { secretId = ${name} }).secretString!!`,
  },
  "parameter-store": {
    ...names["parameter-store"],
    client: "aws.sdk.kotlin.services.ssm.SsmClient",
    request: "aws.sdk.kotlin.services.ssm.model.GetParameterRequest",
    artifact: "aws.sdk.kotlin:ssm",
    suspends: true,
    call: (client, request, name) =>
      `${client}.getParameter(${request} { name = ${name}; withDecryption = true }).parameter!!.value!!`,
  },
};

/** The SDK for Kotlin, unless the file or the manifest uses the one for Java and not that. */
export function kotlinStore(
  from: StoreKind,
  text: string,
  dependencies: readonly string[] | undefined,
): KotlinStore {
  const java = { ...javaStores[from], ...names[from], suspends: false };
  if (/^import\s+aws\.sdk\.kotlin\./m.test(text)) return kotlinStores[from];
  if (/^import\s+software\.amazon\.awssdk\./m.test(text)) return java;
  const own = dependencies?.some((name) => name.startsWith("aws.sdk.kotlin:")) ?? false;
  const other = dependencies?.some((name) => name.startsWith("software.amazon.awssdk:")) ?? false;
  return other && !own ? java : kotlinStores[from];
}

/** Whether the manifest names the library. */
export function hasKotlinArtifact(dependencies: readonly string[], store: KotlinStore): boolean {
  return store.suspends ? dependencies.includes(store.artifact) : hasArtifact(dependencies, store.artifact);
}

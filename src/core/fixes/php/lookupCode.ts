import type { StoreKind } from "../../ports.ts";
import type { Lookup } from "../targetForm.ts";

/** What of the AWS SDK for PHP reads one store. */
export interface PhpStore {
  readonly type: string;
  readonly word: string;
  readonly method: string;
  readonly variable: string;
  readonly title: string;
  call(client: string, name: string, quote: string): string;
}

/** Code as the SDK's developer guide writes it (GetSecretValue, GetParameter). */
export const phpStores: Record<StoreKind, PhpStore> = {
  "secrets-manager": {
    type: "Aws\\SecretsManager\\SecretsManagerClient",
    word: "secret",
    method: "getSecretValue",
    variable: "secretsClient",
    title: "a secret from AWS Secrets Manager",
    call: (client, name, q) =>
      `${client}->getSecretValue([${q}SecretId${q} => ${name}])[${q}SecretString${q}]`,
  },
  "parameter-store": {
    type: "Aws\\Ssm\\SsmClient",
    word: "parameter",
    method: "getParameter",
    variable: "ssmClient",
    title: "a parameter from AWS Systems Manager Parameter Store",
    call: (client, name, q) =>
      `${client}->getParameter([${q}Name${q} => ${name}, ${q}WithDecryption${q} => true])[${q}Parameter${q}][${q}Value${q}]`,
  },
};

/** A string literal that PHP reads as that value. */
export function quoted(value: string, quote: string): string {
  const escaped = quote === "'" ? value.replace(/[\\']/g, "\\$&") : value.replace(/[\\"$]/g, "\\$&");
  return quote + escaped + quote;
}

/** An expression for a new client. The region comes from the environment or the shared configuration. */
export function newClient(type: string, quote: string): string {
  return `new ${type}([${quote}version${quote} => ${quote}latest${quote}])`;
}

/** The value itself, or a field of it. `plain` is the expression that reads the stored text. */
export function fieldOf(lookup: Lookup, plain: string, quote: string): string {
  if (lookup.from === "env" || lookup.jsonKey === undefined) return plain;
  return `json_decode(${plain}, true)[${quoted(lookup.jsonKey, quote)}]`;
}

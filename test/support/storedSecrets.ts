import {
  GetSecretValueCommand,
  ListSecretsCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { endpointEnvironment, type AwsEndpoint } from "../../scripts/aws/endpoint.ts";

/** Everything that Secrets Manager holds at an endpoint, value by name, as another program would get it. */
export async function storedSecrets({ url }: AwsEndpoint): Promise<Readonly<Record<string, string>>> {
  const client = new SecretsManagerClient({
    endpoint: url,
    region: "us-east-1",
    credentials: {
      accessKeyId: endpointEnvironment["AWS_ACCESS_KEY_ID"] ?? "",
      secretAccessKey: endpointEnvironment["AWS_SECRET_ACCESS_KEY"] ?? "",
    },
  });
  try {
    const { SecretList = [] } = await client.send(new ListSecretsCommand({}));
    const names = SecretList.flatMap(({ Name }) => (Name === undefined ? [] : [Name]));
    const entries = names.map(async (name): Promise<[string, string]> => {
      const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: name }));
      return [name, SecretString ?? ""];
    });
    return Object.fromEntries(await Promise.all(entries));
  } finally {
    client.destroy();
  }
}

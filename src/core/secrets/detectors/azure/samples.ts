import type { RuleSamples } from "../../detector.ts";
import { type Random, randomFrom } from "../generate.ts";

interface Sample {
  readonly before?: string;
  readonly value: string;
  readonly after?: string;
}

function samples(
  id: string,
  make: (random: Random) => readonly Sample[],
  negative: (random: Random) => readonly string[],
): RuleSamples {
  return {
    id,
    positive: () =>
      make(randomFrom(id)).map(({ before = "", value, after = "" }) => ({
        text: before + value + after,
        value,
      })),
    negative: () => negative(randomFrom(`${id}/negative`)),
  };
}

/** Samples of the Azure rules, made at run time. */
export const azureSamples: readonly RuleSamples[] = [
  samples(
    "azure-storage-key",
    (random) => [
      {
        before: "DefaultEndpointsProtocol=https;AccountName=store;AccountKey=",
        value: `${random("base64", 86)}==`,
      },
      { before: "AZURE_STORAGE_KEY=", value: `${random("base64", 76)}+ASt${random("base62", 6)}==` },
    ],
    (random) => ["AccountKey=<your-account-key>", `AccountKey=${random("base64", 40)}==`],
  ),
  samples(
    "azure-sas-token",
    (random) => [
      {
        before: "https://store.blob.core.windows.net/c?sv=2024-11-04&sp=r&se=2027-01-01&sig=",
        value: `${random("base62", 40)}%2B${random("base62", 2)}%3D`,
      },
    ],
    (random) => [
      `https://host.test/a?sig=${random("base62", 43)}`,
      "https://host.test/a?sv=2024-11-04&sig=none",
    ],
  ),
  samples(
    "azure-client-secret",
    (random) => [{ value: `${random("base62", 3)}8Q~${random("base62", 34)}` }],
    (random) => [`${random("base62", 3)}8Q~${random("base62", 10)}`],
  ),
  samples(
    "azure-devops-token",
    (random) => [
      { value: `${random("base62", 76)}AZDO${random("base62", 4)}` },
      { before: "AZURE_DEVOPS_PAT=", value: random("base32", 52).toLowerCase() },
    ],
    (random) => [random("base32", 52).toLowerCase()],
  ),
  samples(
    "azure-shared-access-key",
    (random) => [
      {
        before: "Endpoint=sb://bus.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=",
        value: `${random("base64", 43)}=`,
      },
      {
        before: "Endpoint=https://conf.azconfig.io;Id=abcd-l0-s0:Yf3k9;Secret=",
        value: `${random("base64", 43)}=`,
      },
    ],
    () => ["SharedAccessKey=<key>", "SharedAccessKeyName=RootManageSharedAccessKey"],
  ),
  samples(
    "azure-function-key",
    (random) => [
      { value: `${random("base62", 44)}AzFu${random("base62", 5)}A==` },
      { before: "x-functions-key: ", value: `${random("base62", 54)}==` },
    ],
    () => ["x-functions-key: {{key}}"],
  ),
  samples(
    "azure-service-key",
    (random) => [
      { value: `${random("base62", 76)}ACDb${random("base62", 5)}A==` },
      { value: `${random("base62", 42)}AzSeA${random("base62", 5)}` },
      {
        before: "AccountEndpoint=https://db.documents.azure.com:443/;AccountKey=",
        value: `${random("base64", 86)}==`,
        after: ";",
      },
    ],
    (random) => [`${random("base62", 40)}ACDb`],
  ),
  samples(
    "azure-openai-key",
    (random) => [
      { value: `${random("base62", 52)}JQQJ99${random("upper", 10)}AC${random("base62", 14)}` },
      { before: "AZURE_OPENAI_API_KEY=", value: random("hex", 32) },
    ],
    () => ["AZURE_OPENAI_API_KEY=${AZURE_KEY}"],
  ),
];

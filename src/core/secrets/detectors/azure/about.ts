import type { RuleAbout } from "../../detector.ts";

/** Pages of the Azure rules. */
export const azureAbout: readonly RuleAbout[] = [
  {
    id: "azure-storage-key",
    what: "A key of a storage account: it reads, writes and deletes everything in the account.",
    how: "86 characters of base64 and `==` behind `AccountKey` or a name like it; newer keys hold the mark `+ASt`.",
    rotate:
      "Change over to the account's second key, regenerate the first, and let applications sign in with Microsoft Entra instead.",
    links: ["https://learn.microsoft.com/en-us/azure/storage/common/storage-account-keys-manage"],
  },
  {
    id: "azure-sas-token",
    what: "A shared access signature: whoever has the URL may do what its fields allow until it ends.",
    how: "The signature in `sig=` of a URL that has the other fields of one.",
    rotate: "Regenerate the key that signed it, or delete the stored access policy it refers to.",
    links: ["https://learn.microsoft.com/en-us/azure/storage/common/storage-sas-overview"],
  },
  {
    id: "azure-client-secret",
    what: "The secret of an app registration in Microsoft Entra ID: it signs in as the application.",
    how: "Three characters, a digit, `Q~`, and 31 to 34 more.",
    rotate:
      "Add a new client secret to the registration, change over to it and delete the old one. Better: a managed identity or a federated credential.",
    links: ["https://learn.microsoft.com/en-us/entra/identity-platform/how-to-add-credentials"],
  },
  {
    id: "azure-devops-token",
    what: "A personal access token of Azure DevOps: code, builds and work items as its owner.",
    how: "84 characters with the mark `AZDO` near the end; older ones are 52 small letters and digits behind a fitting name.",
    rotate: "Revoke it under User settings, Personal access tokens.",
    links: [
      "https://learn.microsoft.com/en-us/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate",
    ],
  },
  {
    id: "azure-shared-access-key",
    what: "A key of Service Bus, Event Hubs, IoT Hub, Relay or App Configuration: it sends, receives or manages, as its policy says.",
    how: "A base64 value behind `SharedAccessKey` in a connection string, or behind `Secret` of App Configuration.",
    rotate: "Change over to the policy's secondary key and regenerate the primary.",
    links: ["https://learn.microsoft.com/en-us/azure/service-bus-messaging/service-bus-sas"],
  },
  {
    id: "azure-function-key",
    what: "A key that calls a function, or all functions of an app.",
    how: "56 characters with the mark `AzFu`, or a value in `x-functions-key` or in `?code=` of a function's address.",
    rotate: "Renew the key under App keys or Function keys.",
    links: ["https://learn.microsoft.com/en-us/azure/azure-functions/function-keys-how-to"],
  },
  {
    id: "azure-service-key",
    what: "A key of Cosmos DB, API Management, Cognitive Search, Container Registry or Cache for Redis: full access to that resource.",
    how: "By the mark that Azure puts into the keys of each service (`ACDb`, `APIM`, `AzSe`, `+ACR`, `AzCa`), or in a connection string of Cosmos DB.",
    rotate: "Change over to the secondary key and regenerate the primary.",
    links: ["https://learn.microsoft.com/en-us/azure/cosmos-db/secure-access-to-data"],
  },
  {
    id: "azure-openai-key",
    what: "A key of an Azure AI service, such as Azure OpenAI: calls on the subscription's bill.",
    how: "84 characters with the mark `JQQJ99`, or 32 hexadecimal digits behind a fitting name.",
    rotate:
      "Change over to the second key of the resource and regenerate the first; or sign in with Microsoft Entra.",
    links: ["https://learn.microsoft.com/en-us/azure/ai-services/authentication"],
  },
];

import { entropy } from "../../checks/strength.ts";
import type { Detector } from "../../detector.ts";
import { assignedPattern, tokenPattern } from "../patterns.ts";

/** Credentials of Microsoft Azure and Azure DevOps. */
export const azureDetectors: readonly Detector[] = [
  {
    id: "azure-storage-key",
    title: "Azure Storage account key",
    keywords: [
      "accountkey",
      "account_key",
      "account-key",
      "storage_key",
      "storagekey",
      "storage-key",
      "access_key",
      "+ast",
    ],
    pattern: assignedPattern(
      ["account_key", "storage_key", "storage_account_key", "storage_access_key", "azure_access_key"],
      "[A-Za-z0-9+/]{86}==",
      "A-Za-z0-9+/=",
    ),
    confidence: "high",
    check: ({ value, text, span }) => {
      // Connection strings of Cosmos DB use the same name.
      if (/documents\.azure\.com[^\n]{0,80}$/.test(text.slice(Math.max(0, span.start - 120), span.start)))
        return undefined;
      if (value.slice(76).includes("+ASt"))
        return { confidence: "high", reason: "it holds the mark that Azure puts into storage keys" };
      return { confidence: "high", reason: "its name and length are exact" };
    },
  },
  {
    id: "azure-sas-token",
    title: "Azure shared access signature",
    keywords: ["sig="],
    pattern: /(?:[?&]|&amp;|\\u0026)sig=(?<value>[A-Za-z0-9%+/_-]{38,160}={0,2})(?![A-Za-z0-9%+/=])/g,
    reach: { before: 600, after: 700 },
    confidence: "high",
    check: ({ text, span }) => {
      const around = text.slice(Math.max(0, span.start - 600), span.end + 400);
      return /[?&;]s[vpe]=|\\u0026s[vpe]=/.test(around)
        ? { confidence: "high", reason: "it stands in a URL with the fields of a signature" }
        : undefined;
    },
  },
  {
    id: "azure-client-secret",
    title: "Microsoft Entra client secret",
    keywords: ["q~"],
    pattern: tokenPattern("[A-Za-z0-9_~.-]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34}", "A-Za-z0-9_~-"),
    confidence: "high",
  },
  {
    id: "azure-devops-token",
    title: "Azure DevOps personal access token",
    keywords: [
      "azdo",
      "azure",
      "devops",
      "ado_",
      "personalaccesstoken",
      "personal_access_token",
      "personal access token",
      "visualstudio.com",
      "vsts",
      "system_accesstoken",
    ],
    pattern: new RegExp(
      `${tokenPattern("[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}").source}|${
        assignedPattern(
          ["azure_devops", "azdo", "ado_pat", "ado_token", "personal_access_token", "vsts", "devops"],
          "[a-z2-7]{52}",
        ).source
      }`,
      "g",
    ),
    confidence: "high",
    check: ({ value, groups }) => {
      if (groups["value"] === undefined) return { confidence: "high", reason: "it holds the vendor's mark" };
      return entropy(value) > 3.8
        ? { confidence: "medium", reason: "its name, length and alphabet fit" }
        : undefined;
    },
  },
  {
    id: "azure-shared-access-key",
    title: "Azure shared access key",
    keywords: [
      "sharedaccesskey",
      "shared_access_key",
      "azconfig.io",
      "+asbs",
      "+aeh",
      "+ars",
      "+aiot",
      "+arm",
    ],
    pattern:
      /(?:[sS]hared_?[aA]ccess_?[kK]ey(?:Value)?["']?\s{0,4}[=:]\s{0,4}["']?|azconfig\.io;[iI]d=[A-Za-z0-9+/:_-]{8,80};[sS]ecret=)(?<value>[A-Za-z0-9+/]{42,84}={0,2})(?![A-Za-z0-9+/=])/g,
    confidence: "high",
    check: ({ value }) =>
      entropy(value) > 3.6
        ? { confidence: "high", reason: "it stands in a connection string of Azure" }
        : undefined,
  },
  {
    id: "azure-function-key",
    title: "Azure Functions key",
    keywords: ["azfu", "x-functions-key", "azurewebsites.net"],
    pattern: new RegExp(
      `${tokenPattern("[A-Za-z0-9_-]{44}AzFu[A-Za-z0-9_-]{5}[AQgw]==", "A-Za-z0-9_=-").source}|(?:x-functions-key["']?\\s{0,4}[:=,]\\s{0,4}["']?|azurewebsites\\.net/api/[^\\s"'?]{1,120}\\?code=)(?<value>[A-Za-z0-9_/+%-]{38,80}={0,2})(?![A-Za-z0-9_/+%=-])`,
      "g",
    ),
    confidence: "high",
  },
  {
    id: "azure-service-key",
    title: "Azure service key",
    keywords: [
      "acdb",
      "azse",
      "azca",
      "acrc",
      "aias",
      "cosmos",
      "documents.azure.com",
      "redis.cache.windows.net",
    ],
    pattern: new RegExp(
      [
        tokenPattern("[A-Za-z0-9+/]{76}(?:ACDb|AIoT|APIM|ACRD)[A-Za-z0-9+/]{5}[AQgw]==", "A-Za-z0-9+/=")
          .source,
        tokenPattern(
          "[A-Za-z0-9]{42}AzSe[A-D][A-Za-z0-9]{5}|[A-Za-z0-9]{33}AzCa[A-P][A-Za-z0-9]{5}=|[A-Za-z0-9+/]{42}\\+ACR[A-D][A-Za-z0-9+/]{5}",
          "A-Za-z0-9+/=",
        ).source,
        `documents\\.azure\\.com[^\\n]{0,80}?[aA]ccount[kK]ey=(?<value>[A-Za-z0-9+/]{86}==)`,
      ].join("|"),
      "g",
    ),
    confidence: "high",
  },
  {
    id: "azure-openai-key",
    title: "Azure AI service key",
    keywords: [
      "azure_openai",
      "azureopenai",
      "azure-openai",
      "openai.azure.com",
      "cognitive",
      "ocp-apim-subscription-key",
      "azure_search",
      "azure_api_key",

      "jqqj99",
    ],
    pattern: new RegExp(
      [
        tokenPattern("[A-Za-z0-9]{52}JQQJ99[A-Za-z0-9]{10}AC[A-Za-z0-9]{14}").source,
        assignedPattern(
          [
            "azure_openai",
            "azure_api_key",
            "cognitive_services",
            "ocp_apim_subscription_key",
            "speech_key",
            "azure_search",
          ],
          "[0-9a-f]{32}|[A-Za-z0-9]{84}",
        ).source,
      ].join("|"),
      "g",
    ),
    confidence: "high",
    check: ({ groups }) =>
      groups["value"] === undefined
        ? { confidence: "high", reason: "it holds the vendor's mark" }
        : { confidence: "medium", reason: "its name and length fit" },
  },
];

import type { Detector } from "../../detector.ts";
import { aiTokens } from "./ai.ts";
import { cloudTokens } from "./cloud.ts";
import { ciTokens } from "./ci.ts";
import { commerceTokens } from "./commerce.ts";
import { cryptoTokens } from "./crypto.ts";
import { databaseTokens } from "./databases.ts";
import { developerServiceTokens } from "./developerServices.ts";
import { fintechTokens } from "./fintech.ts";
import { codeQualityTokens } from "./codeQuality.ts";
import { moreCloudTokens } from "./clouds.ts";
import { registryTokens } from "./registries.ts";
import { dataToolTokens } from "./dataTools.ts";
import { vaultTokens } from "./vaults.ts";
import { threatIntelTokens } from "./threatIntel.ts";
import { frameworkTokens } from "./frameworks.ts";
import { platformTokens } from "./platforms.ts";
import { workbenchTokens } from "./workbenches.ts";
import { hashTokens } from "./hashes.ts";
import { hostingTokens } from "./hosting.ts";
import { identityTokens } from "./identity.ts";
import { marketingTokens } from "./marketing.ts";
import { mediaTokens } from "./media.ts";
import { networkTokens } from "./network.ts";
import { infrastructureTokens } from "./infrastructure.ts";
import { messageTokens } from "./messages.ts";
import { monitoringTokens } from "./monitoring.ts";
import { packageTokens } from "./packages.ts";
import { paymentTokens } from "./payments.ts";
import { aiServiceTokens } from "./aiServices.ts";
import { aiToolTokens } from "./aiTools.ts";
import { chatTokens } from "./chats.ts";
import { entertainmentTokens } from "./entertainment.ts";
import { messagingTokens } from "./messaging.ts";
import { observabilityTokens } from "./observability.ts";
import { paymentServiceTokens } from "./paymentServices.ts";
import { teamworkTokens } from "./teamwork.ts";
import { walletTokens } from "./wallets.ts";
import { workspaceTokens } from "./workspace.ts";
import { detectorOf, type TokenType } from "./tokenType.ts";

/** Every token type that is known by one pattern. */
export const tokenTypes: readonly TokenType[] = [
  ...cloudTokens,
  ...infrastructureTokens,
  ...aiTokens,
  ...packageTokens,
  ...workspaceTokens,
  ...monitoringTokens,
  ...paymentTokens,
  ...messageTokens,
  ...hostingTokens,
  ...ciTokens,
  ...databaseTokens,
  ...identityTokens,
  ...networkTokens,
  ...workbenchTokens,
  ...platformTokens,
  ...frameworkTokens,
  ...threatIntelTokens,
  ...vaultTokens,
  ...dataToolTokens,
  ...registryTokens,
  ...moreCloudTokens,
  ...codeQualityTokens,
  ...commerceTokens,
  ...fintechTokens,
  ...cryptoTokens,
  ...marketingTokens,
  ...mediaTokens,
  ...aiServiceTokens,
  ...aiToolTokens,
  ...chatTokens,
  ...entertainmentTokens,
  ...messagingTokens,
  ...observabilityTokens,
  ...paymentServiceTokens,
  ...teamworkTokens,
  ...walletTokens,
  ...developerServiceTokens,
  ...hashTokens,
];

/** Their detectors, in the same order. */
export const tokenDetectors: readonly Detector[] = tokenTypes.map(detectorOf);

import { withOfflineCheck } from "../checks/offline.ts";
import type { ContextDetector, Detector } from "../detector.ts";
import { anthropicDetectors } from "./anthropic/detector.ts";
import { awsDetectors } from "./aws/detector.ts";
import { azureDetectors } from "./azure/detector.ts";
import { githubDetectors } from "./github/detector.ts";
import { gitlabDetectors } from "./gitlab/detector.ts";
import { googleDetectors } from "./google/detector.ts";
import { jwtDetectors } from "./jwt/detector.ts";
import { npmDetectors } from "./npm/detector.ts";
import { openaiDetectors } from "./openai/detector.ts";
import { privateKeyDetectors } from "./privateKeys/detector.ts";
import { pemDetector } from "./privateKeys/pemBlock.ts";
import { slackDetectors } from "./slack/detector.ts";
import { stripeDetectors } from "./stripe/detector.ts";
import { tokenDetectors } from "./tokens/tokenTypes.ts";

/** Every provider detector. Of two equal findings the one whose detector stands first wins. */
export const detectors: readonly Detector[] = [
  ...awsDetectors,
  ...githubDetectors,
  ...gitlabDetectors,
  ...slackDetectors,
  ...stripeDetectors,
  ...openaiDetectors,
  ...anthropicDetectors,
  ...googleDetectors,
  ...azureDetectors,
  ...npmDetectors,
  ...privateKeyDetectors,
  ...tokenDetectors.map(withOfflineCheck),
  ...jwtDetectors,
];

/** Provider detectors that need more than a pattern. */
export const blockDetectors: readonly ContextDetector[] = [pemDetector];

import type { RuleAbout, RuleSamples } from "../detector.ts";
import { anthropicAbout } from "./anthropic/about.ts";
import { anthropicSamples } from "./anthropic/samples.ts";
import { awsAbout } from "./aws/about.ts";
import { awsSamples } from "./aws/samples.ts";
import { azureAbout } from "./azure/about.ts";
import { azureSamples } from "./azure/samples.ts";
import { githubAbout } from "./github/about.ts";
import { githubSamples } from "./github/samples.ts";
import { gitlabAbout } from "./gitlab/about.ts";
import { gitlabSamples } from "./gitlab/samples.ts";
import { googleAbout } from "./google/about.ts";
import { googleSamples } from "./google/samples.ts";
import { jwtAbout } from "./jwt/about.ts";
import { jwtSamples } from "./jwt/samples.ts";
import { npmAbout } from "./npm/about.ts";
import { npmSamples } from "./npm/samples.ts";
import { openaiAbout } from "./openai/about.ts";
import { openaiSamples } from "./openai/samples.ts";
import { privateKeyAbout } from "./privateKeys/about.ts";
import { privateKeySamples } from "./privateKeys/samples.ts";
import { slackAbout } from "./slack/about.ts";
import { slackSamples } from "./slack/samples.ts";
import { stripeAbout } from "./stripe/about.ts";
import { stripeSamples } from "./stripe/samples.ts";
import { tokenAbout, tokenSamples } from "./tokens/tokenPages.ts";

/** Texts of the rule pages of all provider detectors. Not bundled: the pages are generated from them. */
export const secretPages: readonly RuleAbout[] = [
  ...awsAbout,
  ...githubAbout,
  ...gitlabAbout,
  ...slackAbout,
  ...stripeAbout,
  ...openaiAbout,
  ...anthropicAbout,
  ...googleAbout,
  ...azureAbout,
  ...npmAbout,
  ...jwtAbout,
  ...privateKeyAbout,
  ...tokenAbout,
];

/** Samples of all provider detectors. Not bundled: for tests. */
export const secretSamples: readonly RuleSamples[] = [
  ...awsSamples,
  ...githubSamples,
  ...gitlabSamples,
  ...slackSamples,
  ...stripeSamples,
  ...openaiSamples,
  ...anthropicSamples,
  ...googleSamples,
  ...azureSamples,
  ...npmSamples,
  ...jwtSamples,
  ...privateKeySamples,
  ...tokenSamples,
];

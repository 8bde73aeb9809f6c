import type { RuleSamples } from "../../detector.ts";
import { samples } from "../generate.ts";

/** Samples of the Slack rules, made at run time. */
export const slackSamples: readonly RuleSamples[] = [
  samples(
    "slack-bot-token",
    (random) => [
      `xoxb-${random("digits", 12)}-${random("digits", 13)}-${random("base62", 24)}`,
      `xoxb-${random("digits", 12)}-${random("base62", 24)}`,
    ],
    (random) => [
      `xoxb-${random("digits", 12)}`,
      "xoxb-your-bot-token-here",
      `xoxb-${"x".repeat(12)}-${"x".repeat(24)}`,
    ],
  ),
  samples(
    "slack-user-token",
    (random) =>
      ["xoxp", "xoxs", "xoxc"].map(
        (kind) =>
          `${kind}-${random("digits", 12)}-${random("digits", 12)}-${random("digits", 12)}-${random("hex", 32)}`,
      ),
    (random) => [`xoxp-${random("digits", 12)}-short`],
  ),
  samples(
    "slack-workspace-token",
    (random) => [
      `xoxa-2-${random("digits", 12)}-${random("digits", 12)}-${random("digits", 12)}-${random("hex", 32)}`,
      `xoxr-${random("digits", 12)}-${random("digits", 12)}`,
    ],
    () => ["xoxa-something", "xoxr-refreshing"],
  ),
  samples(
    "slack-app-token",
    (random) => [`xapp-1-A${random("upper", 10)}-${random("digits", 13)}-${random("hex", 64)}`],
    (random) => [`xapp-1-A${random("upper", 10)}`],
  ),
  samples(
    "slack-configuration-token",
    (random) => [`xoxe.xoxp-1-${random("base62", 166)}`, `xoxe-1-${random("base62", 146)}`],
    (random) => [`xoxe-1-${random("base62", 30)}`],
  ),
  samples(
    "slack-session-cookie",
    (random) => [`xoxd-${random("base62", 90)}%2B${random("base62", 20)}`],
    (random) => [`xoxd-${random("base62", 20)}`],
  ),
  samples(
    "slack-webhook",
    (random) => [
      `https://hooks.slack.com/services/T${random("upper", 9)}/B${random("upper", 9)}/${random("base62", 24)}`,
    ],
    () => [
      "https://hooks.slack.com/services/",
      `https://hooks.slack.com/services/T00000000/B00000000/${"X".repeat(24)}`,
    ],
  ),
];

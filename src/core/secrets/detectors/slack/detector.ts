import { decodeBase64 } from "../../checks/base64.ts";
import type { Assessment, Detector, Match } from "../../detector.ts";
import { tokenPattern } from "../patterns.ts";

/** Configuration tokens hold their numbered parts in base64; others show them. */
function assessConfiguration({ value }: Match): Assessment {
  const decoded = decodeBase64(value.slice(value.lastIndexOf("-") + 1));
  if (decoded !== undefined && /^\d-\d-\d{8,}-/.test(decoded))
    return { confidence: "high", reason: "its encoded parts are well-formed" };
  return { confidence: "high", reason: "its prefix and length fit" };
}

/** Tokens of Slack: `xox?-` with the ids of team, user and app, and a random end. */
export const slackDetectors: readonly Detector[] = [
  {
    id: "slack-bot-token",
    title: "Slack bot token",
    keywords: ["xoxb-"],
    pattern: tokenPattern("xoxb-[0-9A-Za-z]{8,14}(?:-[0-9A-Za-z]{8,14})?-[A-Za-z0-9]{18,40}", "A-Za-z0-9_-"),
    confidence: "high",
  },
  {
    id: "slack-user-token",
    title: "Slack user token",
    keywords: ["xoxp-", "xoxs-", "xoxo-", "xoxc-"],
    pattern: tokenPattern("xox[psoc]-[0-9]{6,20}-[0-9]{6,20}-[0-9]{6,20}-[0-9a-f]{6,64}", "A-Za-z0-9_-"),
    confidence: "high",
  },
  {
    id: "slack-workspace-token",
    title: "Slack workspace token",
    keywords: ["xoxa-", "xoxr-"],
    pattern: tokenPattern(
      "xox[ar]-(?:[0-9]{1,2}-)?[0-9A-Za-z]{8,48}(?:-[0-9A-Za-z]{8,48}){0,4}",
      "A-Za-z0-9_-",
    ),
    confidence: "high",
    check: ({ value }) => (/[0-9]/.test(value.slice(5)) ? { confidence: "high" } : undefined),
  },
  {
    id: "slack-app-token",
    title: "Slack app-level token",
    keywords: ["xapp-"],
    pattern: tokenPattern("xapp-[0-9]{1,2}-[A-Z0-9]{8,16}-[0-9]{8,16}-[A-Za-z0-9]{32,80}", "A-Za-z0-9_-"),
    confidence: "high",
  },
  {
    id: "slack-configuration-token",
    title: "Slack configuration token",
    keywords: ["xoxe-", "xoxe."],
    pattern: tokenPattern("xoxe(?:\\.xox[bp])?-[0-9]{1,2}-[A-Za-z0-9]{100,260}", "A-Za-z0-9_-"),
    confidence: "high",
    check: assessConfiguration,
  },
  {
    id: "slack-session-cookie",
    title: "Slack session cookie",
    keywords: ["xoxd-"],
    // Where the prefix soon comes again, no stretch is read over and over.
    pattern: tokenPattern(
      "xoxd-(?![A-Za-z0-9%/+_-]{0,60}xoxd-)[A-Za-z0-9%/+_-]{60,400}={0,2}",
      "A-Za-z0-9%/+=_-",
    ),
    confidence: "high",
  },
  {
    id: "slack-webhook",
    title: "Slack webhook URL",
    keywords: ["hooks.slack.com/"],
    pattern:
      /(?:https?:\/\/)?hooks\.slack(?:-gov)?\.com\/(?:services\/[A-Za-z0-9_]{1,40}\/[A-Za-z0-9_]{1,40}\/[A-Za-z0-9_]{12,60}|(?:services|workflows)\/[A-Za-z0-9+/]{43,60}|(?:workflows|triggers)\/[A-Za-z0-9_]{1,40}\/[A-Za-z0-9_]{1,40}\/[A-Za-z0-9_]{8,60}(?:\/[A-Za-z0-9_]{8,60})?)(?![A-Za-z0-9_])/gi,
    confidence: "high",
  },
];

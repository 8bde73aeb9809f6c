import type { RuleAbout } from "../../detector.ts";

const types = "https://docs.slack.dev/authentication/tokens";

/** Pages of the Slack rules. */
export const slackAbout: readonly RuleAbout[] = [
  {
    id: "slack-bot-token",
    what: "The token of an app's bot. Its holder reads and writes in every channel that the bot is in, within its scopes.",
    how: "`xoxb-`, the numbers of the workspace and the bot, and a random end.",
    rotate: "Revoke it with `auth.revoke` or reinstall the app, which issues a new token.",
    links: [types],
  },
  {
    id: "slack-user-token",
    what: "A token that acts as a person: messages, files and channels that this person sees.",
    how: "`xoxp-`, `xoxs-`, `xoxo-` or `xoxc-`, three numbers, and hexadecimal digits.",
    rotate: "Revoke it with `auth.revoke`; for a session token (`xoxc-`, `xoxs-`) sign out everywhere.",
    links: [types],
  },
  {
    id: "slack-workspace-token",
    what: "A token of a workspace app or a refresh token, of kinds that Slack no longer issues.",
    how: "`xoxa-` or `xoxr-` with its parts.",
    rotate: "Revoke it with `auth.revoke` and move the app to bot tokens.",
    links: [types],
  },
  {
    id: "slack-app-token",
    what: "An app-level token: it opens connections and reads events for the app in every workspace that installed it.",
    how: "`xapp-`, a version, the app's id, a number and hexadecimal digits.",
    rotate: "Revoke it under Basic information, App-level tokens, and generate another.",
    links: [types],
  },
  {
    id: "slack-configuration-token",
    what: "A configuration token, or its refresh token: it creates and changes apps of a workspace.",
    how: "`xoxe.xoxp-` or `xoxe-`, and a long part in base64.",
    rotate:
      "Revoke it on the page of your apps. The access token ends after twelve hours, the refresh token does not.",
    links: ["https://docs.slack.dev/app-manifests/configuring-apps-with-app-manifests"],
  },
  {
    id: "slack-session-cookie",
    what: "The cookie of a person who is signed in. With a token from the page, its holder is that person.",
    how: "`xoxd-` and a long part, often with percent signs.",
    rotate: "Sign out of all sessions in the account's settings.",
    links: ["https://slack.com/help/articles/214613347-Sign-out-of-Slack"],
  },
  {
    id: "slack-webhook",
    what: "An address that posts into a channel, without any other credential.",
    how: "A URL at `hooks.slack.com` with its three parts, or a workflow's.",
    rotate: "Remove the webhook in the app's settings and add another.",
    links: ["https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks"],
  },
];

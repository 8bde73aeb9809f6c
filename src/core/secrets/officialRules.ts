import { rules } from "@secretlint/secretlint-rule-preset-recommend";
import type { SecretLintRuleCreator } from "@secretlint/types";

/** How the messages of an official rule become ours. */
export interface OfficialRule {
  readonly creator: SecretLintRuleCreator;
  /** Lower case; the rule cannot match a text that holds none of them in any letter case. */
  readonly keywords: readonly string[];
  /** Our rule id of a message. */
  readonly idOf: (messageId: string) => string;
  /**
   * Where the value lies. `range`: as reported. `data`: behind the reported start, as the message's data tells, since
   * the range starts at the key's name and is cut. `password`: the range is a URL, the value its password.
   */
  readonly place: "range" | "data" | "password";
}

interface Mapping {
  readonly keywords: readonly string[];
  readonly id: string;
  readonly other?: Readonly<Record<string, string>>;
  readonly place?: OfficialRule["place"];
}

/** By the last part of the official rule's name, as of version 13.0.7. */
const mappings: Readonly<Record<string, Mapping>> = {
  aws: { keywords: ["secret"], id: "aws-secret-access-key", place: "data" },
  privatekey: { keywords: ["private key"], id: "private-key" },
  npm: {
    keywords: ["npm_", "_authtoken", "x-oauth-basic"],
    id: "npm-token",
    other: { PackageJSON_xOauthToken: "url-token", Npmrc_authToken: "npmrc-auth" },
    place: "data",
  },
  basicauth: { keywords: ["://"], id: "url-password", place: "password" },
  slack: {
    keywords: ["xox", "xapp-", "hooks.slack.com"],
    id: "slack-workspace-token",
    other: { IncomingWebhook: "slack-webhook" },
  },
  sendgrid: { keywords: ["sg."], id: "sendgrid-api-key" },
  shopify: { keywords: ["shp"], id: "shopify-token" },
  stripe: { keywords: ["k_live", "k_test"], id: "stripe-secret-key" },
  github: { keywords: ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"], id: "github-token" },
  gitlab: { keywords: ["glpat-"], id: "gitlab-token" },
  grafana: {
    keywords: ["glc_", "glsa_"],
    id: "grafana-token",
    other: { GRAFANA_CLOUD_API_TOKEN: "grafana-cloud-token" },
  },
  openai: { keywords: ["t3blbkfj"], id: "openai-api-key" },
  anthropic: { keywords: ["sk-ant-api"], id: "anthropic-api-key" },
  groq: { keywords: ["gsk_"], id: "groq-api-key" },
  huggingface: { keywords: ["hf_"], id: "huggingface-token" },
  linear: { keywords: ["lin_api_"], id: "linear-api-key" },
  notion: { keywords: ["ntn_"], id: "notion-token" },
  "1password": { keywords: ["ops_ey"], id: "onepassword-service-token" },
  "database-connection-string": {
    keywords: ["mongodb", "mysql", "postgres"],
    id: "connection-string-password",
    place: "password",
  },
  "hashicorp-vault": { keywords: ["hvs.", "hvb.", "hvr."], id: "vault-token" },
  vercel: { keywords: ["vcp_", "vci_", "vca_", "vcr_", "vck_"], id: "vercel-token" },
  databricks: { keywords: ["dapi"], id: "databricks-token" },
  docker: { keywords: ["dckr_pat_"], id: "docker-hub-token" },
  figma: { keywords: ["figd_"], id: "figma-token" },
  cloudflare: { keywords: ["cfk_", "cfut_", "cfat_"], id: "cloudflare-token" },
  tailscale: { keywords: ["tskey-"], id: "tailscale-key" },
};

/** `gcp` opens files by itself and judges whole files only; `filter-comments` is replaced by `suppression.ts`. */
const leftOut: readonly string[] = ["gcp", "filter-comments"];

const namePrefix = "@secretlint/secretlint-rule-";

function adopt(creator: SecretLintRuleCreator): readonly OfficialRule[] {
  const name = creator.meta.id.replace(namePrefix, "");
  if (leftOut.includes(name)) return [];
  const mapping = mappings[name];
  if (mapping === undefined) throw new Error(`the official rule ${name} has no mapping`);
  const { keywords, id, other = {}, place = "range" } = mapping;
  return [{ creator, keywords, place, idOf: (messageId) => other[messageId] ?? id }];
}

/**
 * The official rules that run beside our own detectors.
 * @throws Error at load when secretlint brings a rule that is neither mapped nor left out
 */
export const officialRules: readonly OfficialRule[] = (rules as readonly SecretLintRuleCreator[]).flatMap(
  adopt,
);

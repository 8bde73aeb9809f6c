import type { Candidate } from "./detector.ts";

/** How far from a credential the name of its account may stand, in code units. */
const reach = 600;

/** What stands beside a credential and is no secret, but says what it opens. */
interface Owner {
  readonly rule: string;
  /** Group 1 is the name. Bounded, and of few characters: it is shown. */
  readonly pattern: RegExp;
  /** As in "it belongs to the account X". */
  readonly kind: string;
  /** The name is telling enough to be sure of the credential. */
  readonly proves?: boolean;
}

const owners: readonly Owner[] = [
  {
    rule: "azure-storage-key",
    pattern: /AccountName["']?\s{0,4}[=:]\s{0,4}["']?([a-z0-9]{3,24})(?![A-Za-z0-9])/gi,
    kind: "the storage account",
  },
  {
    rule: "google-service-account-key",
    pattern: /client_email\\?["']?\s{0,4}[:=]\s{0,4}\\?["']?([\w.-]{1,64}@[\w.-]{1,128})/g,
    kind: "the service account",
  },
  {
    rule: "google-oauth-client-secret",
    pattern: /(?<![\w-])(\d{6,21}-[a-z0-9]{20,40}\.apps\.googleusercontent\.com)/g,
    kind: "the client",
    proves: true,
  },
  {
    rule: "twilio-auth-token",
    pattern: /(?<![A-Za-z0-9])(AC[0-9a-f]{32})(?![A-Za-z0-9])/g,
    kind: "the account",
    proves: true,
  },
  {
    rule: "github-client-secret",
    pattern: /(?<![A-Za-z0-9])((?:Iv1\.[0-9a-f]{16}|(?:Iv|Ov)23[A-Za-z0-9]{16}))(?![A-Za-z0-9])/g,
    kind: "the app",
    proves: true,
  },
  {
    rule: "azure-openai-key",
    pattern: /https:\/\/([a-z0-9-]{2,64}\.(?:openai|cognitiveservices)\.azure\.com)/g,
    kind: "the resource",
    proves: true,
  },
  {
    rule: "azure-service-key",
    pattern: /https:\/\/([a-z0-9-]{2,64}\.documents\.azure\.com)/g,
    kind: "the database account",
  },
  { rule: "supabase-token", pattern: /https:\/\/([a-z]{20}\.supabase\.co)/g, kind: "the project" },
  {
    rule: "shopify-token",
    pattern: /(?<![\w.-])([a-z0-9][a-z0-9-]{1,59}\.myshopify\.com)/g,
    kind: "the shop",
  },
  {
    rule: "okta-token",
    pattern: /(?<![\w.-])([a-z0-9][a-z0-9-]{1,59}\.okta(?:preview)?\.com)/g,
    kind: "the organisation",
  },
  {
    rule: "databricks-token",
    pattern: /(?<![\w.-])([a-z0-9.-]{5,80}\.(?:cloud\.databricks\.com|azuredatabricks\.net))/g,
    kind: "the workspace",
  },
  { rule: "jira-datacenter-token", pattern: /https:\/\/([a-z0-9.-]{3,80}\/jira)\b/g, kind: "the server" },
  {
    rule: "atlassian-token",
    pattern: /(?<![\w.-])([a-z0-9][a-z0-9-]{1,59}\.atlassian\.net)/g,
    kind: "the site",
  },
];

const ownerOf = new Map(owners.map((owner) => [owner.rule, owner]));

/** The match nearest to the credential, not of it. */
function nearest(
  { pattern }: Owner,
  text: string,
  { span }: Candidate,
): { name: string; start: number } | undefined {
  const from = Math.max(0, span.start - reach);
  let best: { name: string; start: number } | undefined;
  let least = Infinity;
  for (const match of text.slice(from, span.end + reach).matchAll(pattern)) {
    const name = match[1]!;
    const start = from + match.index + match[0].lastIndexOf(name);
    const distance = start < span.start ? span.start - start : start - span.end;
    if (distance < 0 || distance >= least) continue;
    least = distance;
    best = { name, start };
  }
  return best;
}

/**
 * Says of credentials which account they open, where its name stands beside them: in the reason, in the data and as a
 * related place.
 */
export function nameAccounts(text: string, candidates: readonly Candidate[]): Candidate[] {
  return candidates.map((candidate) => {
    const owner = ownerOf.get(candidate.id);
    const found = owner && nearest(owner, text, candidate);
    if (owner === undefined || found === undefined) return candidate;
    const { name, start } = found;
    const says = `it belongs to ${owner.kind} ${name}`;
    const sure = owner.proves === true && candidate.confidence === "medium";
    return {
      ...candidate,
      ...(sure && { confidence: "high" as const }),
      reason: candidate.reason === undefined ? says : `${candidate.reason}, and ${says}`,
      related: [
        ...(candidate.related ?? []),
        { span: { start, end: start + name.length }, message: `What it opens: ${owner.kind.slice(4)}` },
      ],
      data: { ...candidate.data, account: name },
    };
  });
}

/** Hosts of Kiro that VPC endpoints make private, in a Region. Source: `reference/kiro.md`, October 2026. */
export function kiroHosts(region: string): readonly string[] {
  return [
    `q.${region}.amazonaws.com`,
    ...["runtime", "management", "telemetry"].map((part) => `${part}.${region}.kiro.dev`),
  ];
}

/** Hosts that the banking guide wants blocked: sign-in with a Builder ID or a social account. */
const guideBlockedHosts: readonly string[] = [
  "view.awsapps.com",
  "d-9067642ac7.awsapps.com",
  "prod.us-east-1.auth.kiro.aws.dev",
  "prod.us-east-1.auth.desktop.kiro.dev",
  "kiro-prod-us-east1.auth.us-east-1.amazoncognito.com",
];

/** Hosts of consumer sign-in that later reading added. `profile.aws.amazon.com` is inferred. */
const laterBlockedHosts: readonly string[] = [
  "cognito-identity.us-east-1.amazonaws.com",
  "view.awsapps.com",
  "profile.aws.amazon.com",
];

/** Hosts that builds of 2026 need, enterprise sign-in included. */
const laterNeededHosts: readonly string[] = [
  "app.kiro.dev",
  "assets.app.kiro.dev",
  "prod.us-east-1.auth.desktop.kiro.dev",
  "prod.download.desktop.kiro.dev",
];

/** Hosts that one list blocks and the other needs: the organisation has to decide. */
export const disputedHosts: readonly string[] = guideBlockedHosts.filter((host) =>
  laterNeededHosts.includes(host),
);

/** What is blocked where nobody decides: both lists without what is disputed. */
export const defaultBlockedHosts: readonly string[] = [
  ...new Set([...guideBlockedHosts, ...laterBlockedHosts]),
].filter((host) => !disputedHosts.includes(host));

/** What is needed where nobody decides. */
export const defaultNeededHosts: readonly string[] = laterNeededHosts.filter(
  (host) => !disputedHosts.includes(host),
);

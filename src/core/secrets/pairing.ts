import type { Candidate } from "./detector.ts";

/** An id and a secret further apart than this are taken for two credentials. Code units. */
const maxDistance = 4096;

/** Two findings that make one credential. */
interface Pair {
  readonly id: string;
  readonly secret: string;
  /** What each is called beside the other. */
  readonly names: readonly [id: string, secret: string];
  /** The id has a shape of its own, so that a secret beside it is one for sure. */
  readonly proves: boolean;
}

const accessKey = ["access key id", "secret access key"] as const;

const pairs: readonly Pair[] = [
  { id: "aws-access-key-id", secret: "aws-secret-access-key", names: accessKey, proves: true },
  {
    id: "aws-access-key-id",
    secret: "aws-session-token",
    names: ["access key id", "session token"],
    proves: true,
  },
  { id: "alibaba-access-key-id", secret: "alibaba-secret-key", names: accessKey, proves: true },
  { id: "tencent-secret-id", secret: "tencent-secret-key", names: ["secret id", "secret key"], proves: true },
  { id: "volcengine-access-key-id", secret: "volcengine-secret-key", names: accessKey, proves: true },
  { id: "digitalocean-spaces-key-id", secret: "digitalocean-spaces-secret", names: accessKey, proves: true },
  { id: "exoscale-key", secret: "exoscale-secret", names: ["API key", "API secret"], proves: true },
  { id: "mongodb-atlas-api-key", secret: "mongodb-atlas-secret", names: ["key", "secret"], proves: false },
  {
    id: "datadog-api-key",
    secret: "datadog-application-key",
    names: ["API key", "application key"],
    proves: false,
  },
];

/** Joins each id with the nearest secret that follows it, else with the nearest before it. */
function matesOf(
  { id: idRule, secret: secretRule }: Pair,
  candidates: readonly Candidate[],
): Map<number, number> {
  const placesOf = (rule: string): number[] =>
    candidates.flatMap(({ id }, index) => (id === rule ? [index] : []));
  const ids = placesOf(idRule);
  const secrets = placesOf(secretRule);
  const mates = new Map<number, number>();
  const spanAt = (index: number): { start: number; end: number } => candidates[index]!.span;
  const join = (id: number, secret: number): void => {
    mates.set(id, secret);
    mates.set(secret, id);
  };
  let next = 0;
  ids.forEach((id, index) => {
    while (next < secrets.length && spanAt(secrets[next]!).start < spanAt(id).end) next++;
    const secret = secrets[next];
    const following = ids[index + 1];
    if (secret === undefined || spanAt(secret).start - spanAt(id).end > maxDistance) return;
    if (following === undefined || spanAt(secret).start < spanAt(following).start) join(id, secret);
  });
  let before = secrets.length - 1;
  for (const id of ids.toReversed()) {
    while (before >= 0 && spanAt(secrets[before]!).end > spanAt(id).start) before--;
    const secret = secrets[before];
    if (secret === undefined || mates.has(id) || mates.has(secret)) continue;
    if (spanAt(id).start - spanAt(secret).end <= maxDistance) join(id, secret);
  }
  return mates;
}

/** One half with its mate told: the place, the account that the id names, and full confidence where the id proves it. */
function joined(candidate: Candidate, mate: Candidate, pair: Pair): Candidate {
  const isSecret = candidate.id === pair.secret;
  const [idName, secretName] = pair.names;
  const account = (isSecret ? mate : candidate).data?.["account"];
  const ofAccount = typeof account === "string" ? `, of account ${account}` : "";
  return {
    ...candidate,
    ...(isSecret &&
      pair.proves && {
        confidence: "high" as const,
        reason: `its ${idName} stands beside it${ofAccount}`,
      }),
    related: [
      ...(candidate.related ?? []),
      { span: mate.span, message: `The ${isSecret ? idName : secretName} that belongs to it` },
    ],
    data: { ...candidate.data, paired: true, ...(account !== undefined && { account }) },
  };
}

/**
 * Tells the halves of a credential, such as an access key id and its secret, of each other: related places, the account
 * in both, and full confidence for the secret.
 * @param candidates ordered by span, without overlaps
 */
export function pairCredentials(candidates: readonly Candidate[]): Candidate[] {
  const known = new Set(candidates.map(({ id }) => id));
  const result = [...candidates];
  for (const pair of pairs) {
    if (!known.has(pair.id) || !known.has(pair.secret)) continue;
    for (const [index, mate] of matesOf(pair, candidates)) {
      result[index] = joined(result[index]!, candidates[mate]!, pair);
    }
  }
  return result;
}

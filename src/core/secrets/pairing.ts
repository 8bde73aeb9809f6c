import type { Candidate } from "./detector.ts";

/** An id and a secret further apart than this are taken for two credentials. Code units. */
const maxDistance = 4096;

const idRule = "aws-access-key-id";
const secretRule = "aws-secret-access-key";

/** Pairs each AWS access key id with the nearest secret that follows it, else with the nearest before it. */
function pairs(candidates: readonly Candidate[]): Map<Candidate, Candidate> {
  const ids = candidates.filter(({ id }) => id === idRule);
  const secrets = candidates.filter(({ id }) => id === secretRule);
  const mates = new Map<Candidate, Candidate>();
  const join = (id: Candidate, secret: Candidate): void => {
    mates.set(id, secret);
    mates.set(secret, id);
  };
  let next = 0;
  ids.forEach((id, index) => {
    while (next < secrets.length && secrets[next]!.span.start < id.span.end) next++;
    const secret = secrets[next];
    const following = ids[index + 1];
    if (secret === undefined || secret.span.start - id.span.end > maxDistance) return;
    if (following === undefined || secret.span.start < following.span.start) join(id, secret);
  });
  let before = secrets.length - 1;
  for (const id of ids.toReversed()) {
    while (before >= 0 && secrets[before]!.span.end > id.span.start) before--;
    const secret = secrets[before];
    if (secret === undefined || mates.has(id) || mates.has(secret)) continue;
    if (id.span.start - secret.span.end <= maxDistance) join(id, secret);
  }
  return mates;
}

/**
 * Tells an AWS access key id and its secret of each other: related places, the account in both, and full confidence
 * for the secret.
 * @param candidates ordered by span, without overlaps
 */
export function pairCredentials(candidates: readonly Candidate[]): Candidate[] {
  const mates = pairs(candidates);
  return candidates.map((candidate) => {
    const mate = mates.get(candidate);
    if (mate === undefined) return candidate;
    const isSecret = candidate.id === secretRule;
    const account = (isSecret ? mate : candidate).data?.["account"];
    const message = isSecret
      ? "The access key id that belongs to it"
      : "The secret access key that belongs to it";
    return {
      ...candidate,
      ...(isSecret && { confidence: "high" as const, reason: "its access key id stands beside it" }),
      related: [...(candidate.related ?? []), { span: mate.span, message }],
      data: { ...candidate.data, paired: true, ...(account !== undefined && { account }) },
    };
  });
}

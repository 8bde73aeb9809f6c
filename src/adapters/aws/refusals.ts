import type { StoreErrorCode } from "../../core/fixes/storeError.ts";
import type { AwsFacts } from "./facts.ts";

/** What was tried, for the message. Nothing here may hold a value. */
export interface Attempt {
  /** The IAM action, such as `secretsmanager:CreateSecret`. */
  readonly action: string;
  /** Name of the secret, when the call is about one. */
  readonly name?: string;
  readonly facts?: AwsFacts;
}

/** An error as AWS or a credential provider named it. `text` is read for hints and never shown. */
export interface Refusal {
  readonly name: string;
  readonly text: string;
}

/** What the user is told: see `StoreError`. */
export interface Verdict {
  readonly code: StoreErrorCode;
  readonly message: string;
}

type Rule = readonly [
  names: RegExp,
  code: StoreErrorCode | ((refusal: Refusal) => StoreErrorCode),
  message: (attempt: Attempt, refusal: Refusal) => string,
];

/** What an error name of AWS means, with the next step, or undefined when no rule knows it. */
export function judge(refusal: Refusal, attempt: Attempt): Verdict | undefined {
  const rule = rules.find(([names]) => names.test(refusal.name));
  if (!rule) return undefined;
  const [, code, message] = rule;
  return { code: typeof code === "function" ? code(refusal) : code, message: message(attempt, refusal) };
}

const leaving = /\bdelet(ion|ed)\b/i;

const rules: readonly Rule[] = [
  [
    /^(ResourceExistsException|ParameterAlreadyExists)$/,
    "exists",
    (attempt) => `The name${about(attempt)} is taken.`,
  ],
  [
    /^(ResourceNotFoundException|ParameterNotFound|ParameterVersionNotFound)$/,
    "not-found",
    (attempt) => `There is no secret${about(attempt)} in ${place(attempt)}.`,
  ],
  [
    /^InvalidRequestException$/,
    ({ text }) => (leaving.test(text) ? "deleting" : "invalid"),
    (attempt, { text }) =>
      leaving.test(text)
        ? `The secret${about(attempt)} is scheduled for deletion. Restore it or choose another name.`
        : `AWS cannot do ${attempt.action}${about(attempt)} in the secret's present state. Look at it in the AWS console.`,
  ],
  [/^(AccessDenied|AccessDeniedException|UnauthorizedOperation|ForbiddenException)$/, "denied", denied],
  [/^(ExpiredToken|ExpiredTokenException|TokenRefreshRequired|RequestExpired)$/, "expired", expired],
  [
    /^(UnrecognizedClientException|InvalidClientTokenId|InvalidAccessKeyId|AuthFailure|MissingAuthenticationToken(Exception)?|IncompleteSignature(Exception)?)$/,
    "signed-out",
    (attempt) => `AWS does not know the access key of ${who(attempt)}. ${howToSignIn(attempt)}`,
  ],
  [
    /^(InvalidSignatureException|SignatureDoesNotMatch|RequestTimeTooSkewed)$/,
    "signed-out",
    (attempt) =>
      `AWS did not accept the signature of ${who(attempt)}. Check the secret access key and this machine's clock.`,
  ],
  [/^(CredentialsProviderError|TokenProviderError|ProviderError)$/, providerCode, signedOut],
  [
    /^(ThrottlingException|Throttling|ThrottledException|TooManyRequestsException|RequestLimitExceeded|TooManyUpdates|RequestThrottled(Exception)?|SlowDown)$/,
    "throttled",
    (attempt) => `AWS is limiting the rate of ${attempt.action} calls. Wait a minute, then try again.`,
  ],
  [
    /^(LimitExceededException|ParameterLimitExceeded|ParameterMaxVersionLimitExceeded)$/,
    "limit",
    (attempt) =>
      `A quota of the account stops ${attempt.action}${about(attempt)}. Delete what is unused or raise it.`,
  ],
  [
    /^(EncryptionFailure|DecryptionFailure|DecryptionFailureException|InvalidKeyId|KMS\w+|NotFoundException|DisabledException)$/,
    "denied",
    (attempt) =>
      `AWS could not use the KMS key for ${attempt.action}${about(attempt)}. Check that the key exists in ${place(attempt)}, is enabled, and that ${who(attempt)} may use it (kms:GenerateDataKey, kms:Decrypt).`,
  ],
  [
    /^HierarchyTypeMismatch(Exception)?$/,
    "invalid",
    (attempt) => `The parameter${about(attempt)} is not a SecureString. Choose another name.`,
  ],
  [
    /^(ValidationException|ValidationError|InvalidParameterException|InvalidParameterValue|InvalidAllowedPatternException|ParameterPatternMismatchException|UnsupportedParameterType|SerializationException|MalformedPolicyDocumentException|HierarchyLevelLimitExceeded(Exception)?)$/,
    "invalid",
    (attempt) =>
      `AWS did not accept the name, the tags or the KMS key at ${attempt.action}${about(attempt)}. Check them, then try again.`,
  ],
  [
    /^OptInRequired$/,
    "denied",
    (attempt) => `The account has no access to ${place(attempt)}. Choose another Region.`,
  ],
];

/** Kinds of policy as AWS words them in its refusals. */
const explicitDeny =
  /explicit deny in an? (identity-based policy|resource-based policy|service control policy|resource control policy|permissions boundary|session policy|VPC endpoint policy)/;

function denied(attempt: Attempt, { text }: Refusal): string {
  if (/\bKMS\b/i.test(text)) {
    return `${subject(attempt)} may not use the KMS key at ${attempt.action}${about(attempt)}. Ask for kms:GenerateDataKey and kms:Decrypt on it.`;
  }
  const action =
    /perform: ((?:secretsmanager|ssm|sts|kms|sso):[A-Za-z]{1,64})\b/.exec(text)?.[1] ?? attempt.action;
  const by = explicitDeny.exec(text)?.[1];
  const why = by ? ` A policy denies it (${by}).` : "";
  return `${subject(attempt)} may not do ${action}${about(attempt)}.${why} Ask for that permission, or choose another profile.`;
}

function expired(attempt: Attempt): string {
  return `The AWS sign-in of ${who(attempt)} has expired. ${howToSignIn(attempt)}`;
}

/** A sign-in existed and ended, as the SSO, token and login providers word it. */
const ended = /\bexpired\b|no longer valid|cannot refresh|session token not found|UnauthorizedException/i;

const noNetwork =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)\b|TimeoutError|^AggregateError/;

function providerCode({ text }: Refusal): StoreErrorCode {
  if (noNetwork.test(text)) return "network";
  if (text.startsWith("ForbiddenException")) return "denied";
  return ended.test(text) ? "expired" : "signed-out";
}

function signedOut(attempt: Attempt, refusal: Refusal): string {
  const { facts } = attempt;
  const { text } = refusal;
  const code = providerCode(refusal);
  if (code === "network")
    return `The sign-in service of ${who(attempt)} cannot be reached. Check the network and the proxy.`;
  if (code === "expired") return expired(attempt);
  if (code === "denied")
    return `${subject(attempt)} may not use its role. Ask for access to it, or choose another profile.`;
  if (/multi-factor/i.test(text)) {
    return `${subject(attempt)} asks for an MFA code, which Picket does not handle. Choose a profile that signs in with SSO, or get temporary credentials with the AWS CLI.`;
  }
  const state = facts?.signIn
    ? `${subject(attempt)} ${facts.profile === undefined ? "are" : "is"} not signed in.`
    : `There are no AWS credentials ${facts?.profile === undefined ? "on this machine" : `for ${who(attempt)}`}.`;
  return `${state} ${howToSignIn(attempt)}`;
}

function howToSignIn({ facts }: Pick<Attempt, "facts">): string {
  if (facts?.signIn) return `Run: aws ${facts.signIn.map(quoted).join(" ")}`;
  return facts?.profile === undefined
    ? "Choose a profile, or set one up with: aws configure sso"
    : "Renew its credentials, or choose another profile.";
}

function quoted(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : JSON.stringify(argument);
}

function subject(attempt: Attempt): string {
  const name = who(attempt);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function who({ facts }: Attempt): string {
  return facts?.profile === undefined
    ? "the default AWS credentials"
    : `profile ${JSON.stringify(facts.profile)}`;
}

/** The Region for a sentence. */
function place({ facts }: Attempt): string {
  return facts?.region === undefined ? "this Region" : facts.region;
}

/** The secret's name for a sentence, quoted, with a space before it; empty when there is none. */
export function about({ name }: Attempt): string {
  return name === undefined ? "" : ` ${JSON.stringify(name)}`;
}

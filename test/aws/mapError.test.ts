import assert from "node:assert/strict";
import { inspect } from "node:util";
import { noAnswer, stopped, toStoreError } from "../../src/adapters/aws/mapError.ts";
import { StoreError, type StoreErrorCode } from "../../src/core/fixes/storeError.ts";

function named(name: string, message = "", more: object = {}): Error {
  return Object.assign(new Error(message), { name }, more);
}

const facts = {
  profile: "dev team",
  profileKnown: true,
  region: "eu-west-1",
  signIn: ["sso", "login", "--profile", "dev team"],
  ssoTokenId: "work",
};
const attempt = { action: "secretsmanager:CreateSecret", name: "app/key", facts };

suite("errors of AWS as StoreErrors", () => {
  const table: readonly (readonly [error: unknown, code: StoreErrorCode, message: RegExp])[] = [
    [named("ResourceExistsException"), "exists", /The name "app\/key" is taken/],
    [named("ParameterNotFound"), "not-found", /no secret "app\/key" in eu-west-1/],
    [named("InvalidRequestException", "it was marked for deletion."), "deleting", /Restore it/],
    [named("InvalidRequestException", "A secret rotation is running."), "invalid", /present state/],
    [named("ExpiredTokenException"), "expired", /Run: aws sso login --profile "dev team"$/],
    [named("CredentialsProviderError", "Token is expired. To refresh"), "expired", /has expired/],
    [
      named("CredentialsProviderError", "Error: connect ECONNREFUSED 10.0.0.1:443"),
      "network",
      /cannot be reached/,
    ],
    [named("CredentialsProviderError", "ForbiddenException: No access"), "denied", /may not use its role/],
    [named("TokenProviderError", "was not found or is invalid"), "signed-out", /is not signed in/],
    [named("UnrecognizedClientException"), "signed-out", /does not know the access key/],
    [named("SignatureDoesNotMatch"), "signed-out", /machine's clock/],
    [named("TooManyRequestsException"), "throttled", /Wait a minute/],
    [named("ParameterMaxVersionLimitExceeded"), "limit", /quota/],
    [named("InvalidKeyId"), "denied", /KMS key/],
    [named("KMSAccessDeniedException"), "denied", /kms:Decrypt/],
    [named("OptInRequired"), "denied", /no access to eu-west-1/],
    [
      named("AccessDeniedException", "is not authorized to perform: kms:Decrypt on KMS key"),
      "denied",
      /KMS key/,
    ],
    [
      named("AccessDenied", "not authorized to perform: sts:AssumeRole on x"),
      "denied",
      /may not do sts:AssumeRole/,
    ],
    [named("Error", "", { code: "ENOTFOUND" }), "network", /Check the Region's name, the network/],
    [named("AggregateError", "", { errors: [{ code: "ECONNREFUSED" }] }), "network", /ECONNREFUSED/],
    [named("Error", "", { code: "SELF_SIGNED_CERT_IN_CHAIN" }), "network", /NODE_EXTRA_CA_CERTS/],
    [named("Error", "", { code: "ERR_TLS_CERT_ALTNAME_INVALID" }), "network", /secure connection/],
    [named("TimeoutError"), "network", /proxy/],
    [named("Whatever", "", { $metadata: { httpStatusCode: 503 } }), "unknown", /Try again in a minute/],
    [named("Whatever"), "unknown", /failed \(Whatever\)/],
    ["a text", "unknown", /failed \(Error\)/],
    [undefined, "unknown", /failed \(Error\)/],
  ];
  for (const [error, code, message] of table) {
    const title = error instanceof Error ? `${error.name} ${error.message}` : String(error);
    test(`${title.trim()} is ${code}`, () => {
      const mapped = toStoreError(error, attempt);
      assert.equal(mapped.code, code);
      assert.match(mapped.message, message);
    });
  }

  test("a StoreError stays what it is", () => {
    const error = new StoreError("limit", "full");
    assert.equal(toStoreError(error, attempt), error);
  });

  test("the cause keeps name, status and request id, and nothing else", () => {
    const request = { httpStatusCode: 400, requestId: "0a1b-2c", extra: "hidden text" };
    const error = named("ValidationException", "hidden text", { $metadata: request, input: "hidden text" });
    const mapped = toStoreError(error, attempt);
    assert.deepEqual(mapped.cause, { name: "ValidationException", status: 400, requestId: "0a1b-2c" });
    assert.ok(!inspect(mapped, { depth: Infinity, showHidden: true }).includes("hidden text"));
  });

  test("a refusal quotes only actions of the services that Picket calls", () => {
    const error = named("AccessDeniedException", "not authorized to perform: user:PassPhrase on x");
    assert.match(toStoreError(error, attempt).message, /may not do secretsmanager:CreateSecret "app\/key"/);
  });

  test("messages make do without facts", () => {
    for (const [error] of table) {
      const { message } = toStoreError(error, { action: "ssm:GetParameter" });
      assert.ok(!message.includes("undefined"), message);
    }
  });

  test("deadline and cancellation", () => {
    assert.match(noAnswer(attempt, 45_000).message, /within 45 s/);
    assert.equal(noAnswer(attempt, 45_000).code, "network");
    assert.equal(stopped(attempt).code, "aborted");
  });
});

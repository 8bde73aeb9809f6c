import { headers } from "../../../src/core/secrets/contextual/headers.ts";
import { chosen, expectFound, expectQuiet, made, token } from "./support.ts";

const only = { detectors: [headers] };
const value = token(40);
const pair = btoa(`robot:${chosen()}`);
const uuid = [8, 4, 4, 4, 12].map((size) => made("hex", size)).join("-");

/** `@` stands for the token. */
const tokens = [
  "Authorization: Bearer @",
  'curl -H "Authorization: Bearer @" https://api.corp.io',
  "curl -H 'Authorization: Token @' https://api.corp.io",
  'headers: { Authorization: "Bearer @" }',
  "headers = {'Authorization': 'Bearer @'}",
  'request.setHeader("Authorization", "token @")',
  '"Authorization" => "Bearer @"',
  "Authorization: @",
  'authorization: "@"',
  "Authorization: NTLM @",
  "GET / HTTP/1.1\r\nAuthorization: Bearer @\r\n",
];

suite("Authorization headers", () => {
  for (const text of tokens) {
    test(text.replace("@", "…").slice(0, 60), () => {
      expectFound(
        text.replace("@", value),
        value,
        { id: "authorization-header", confidence: "medium" },
        only,
      );
    });
  }

  test("a UUID as the whole header", () => {
    expectFound(`Authorization: ${uuid}`, uuid, { id: "authorization-header" }, only);
  });

  test("Basic is decoded, and the encoded literal is the value", () => {
    for (const text of [
      `Authorization: Basic ${pair}`,
      `"Authorization": "Basic ${pair}"`,
      `-H "Authorization: Basic ${pair}"`,
    ]) {
      expectFound(text, pair, { id: "basic-credentials", confidence: "medium" }, only);
    }
  });

  test("the pairs of Docker and npm", () => {
    expectFound(`{"auths":{"r.corp.io":{"auth":"${pair}"}}}`, pair, { id: "basic-credentials" }, only);
    expectFound(`//r.corp.io/:_auth=${pair}`, pair, { id: "basic-credentials" }, only);
  });

  test("references, placeholders and words are no finding", () => {
    for (const text of [
      "Authorization: Bearer ${token}",
      "Authorization: Bearer <API token>",
      "headers: { Authorization: `Bearer ${accessToken}` }",
      "'Authorization': 'Bearer ' + token",
      "Authorization: Bearer your-token-here-please",
      "the bearer of this letter may pass",
      "use Basic authentication with your account",
      "Authorization: Basic <base64>",
      `Authorization: Basic ${btoa("user:password")}`,
      `AggregationAuthorization: "${made("hex", 16)}"`,
      "authorization: AuthorizationService,",
      "Authorization: required",
      '"auth": "optional-string-value"',
    ]) {
      expectQuiet(text, only);
    }
  });
});

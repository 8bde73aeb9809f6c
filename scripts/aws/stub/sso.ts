import { AwsFault, type StubReply, type StubService } from "./service.ts";

/** How long the role's credentials last, ms. */
const lifetime = 3_600_000;

/**
 * The portal of IAM Identity Center: GetRoleCredentials (REST, JSON). Any access token is good but one that begins with
 * `expired`. Reached with AWS_ENDPOINT_URL_SSO.
 */
export function sso(): StubService {
  return {
    name: "SSO",
    operationOf: ({ method, path }) =>
      method === "GET" && path === "/federation/credentials" ? "GetRoleCredentials" : undefined,
    async handle(_operation, { headers }) {
      const token = headers["x-amz-sso_bearer_token"] ?? "";
      if (token === "" || token.startsWith("expired")) {
        throw new AwsFault("UnauthorizedException", "Session token not found or invalid", 401);
      }
      const roleCredentials = {
        accessKeyId: "picket-sso",
        secretAccessKey: "picket-sso",
        sessionToken: "picket-sso",
        expiration: Date.now() + lifetime,
      };
      return reply(200, {}, { roleCredentials });
    },
    refuse: ({ code, message, status }) => reply(status, { "x-amzn-errortype": code }, { message }),
    reset() {},
  };
}

function reply(status: number, headers: Readonly<Record<string, string>>, body: object): StubReply {
  return { status, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) };
}

import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { getSSOTokenFromFile } from "@smithy/core/config";
import { isStoreError, type StoreError } from "../../core/fixes/storeError.ts";
import type { AwsIdentity, AwsSelection } from "../../core/ports.ts";
import type { Caller } from "./call.ts";
import { noRegion } from "./clients.ts";
import { type AwsFacts, readFacts } from "./facts.ts";

type Problem = Exclude<AwsIdentity, { state: "signed-in" }>;

/**
 * Asks STS who we are. Every failure is a state with its reason, so that it can stand in a status bar.
 * @throws StoreError `aborted` only
 */
export async function readIdentity(
  selection: AwsSelection,
  caller: Caller,
  environment: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): Promise<AwsIdentity> {
  const facts = await readFacts(selection, environment);
  const { profile, region } = facts;
  if (region === undefined && facts.profileKnown) {
    return { state: "no-region", profile, region: undefined, reason: noRegion(facts) };
  }
  try {
    return await caller.call({ action: "sts:GetCallerIdentity" }, signal, async (clients, options) => {
      const answer = await clients.sts.send(new GetCallerIdentityCommand({}), options);
      const credentials = await clients.sts.config.credentials();
      const expiresAt = (await signInEnd(facts)) ?? credentials.expiration?.getTime();
      return {
        state: "signed-in",
        profile,
        region: clients.facts.region,
        account: answer.Account ?? "",
        arn: answer.Arn ?? "",
        ...(expiresAt === undefined ? {} : { expiresAt }),
      };
    });
  } catch (error) {
    if (!isStoreError(error)) throw error;
    if (error.code === "aborted") throw error;
    return { state: stateOf(error), profile, region, reason: error.message };
  }
}

function stateOf({ code }: StoreError): Problem["state"] {
  if (code === "expired" || code === "signed-out" || code === "denied") return code;
  return "unreachable";
}

/**
 * When the SSO sign-in ends, in ms since epoch; undefined without one, or when the token renews itself. Read from the
 * AWS CLI's cache, of which only the time is kept.
 */
async function signInEnd({ ssoTokenId }: AwsFacts): Promise<number | undefined> {
  if (ssoTokenId === undefined) return undefined;
  try {
    const token: unknown = await getSSOTokenFromFile(ssoTokenId);
    if (typeof token !== "object" || token === null) return undefined;
    const { expiresAt, refreshToken } = token as { expiresAt?: unknown; refreshToken?: unknown };
    if (typeof expiresAt !== "string" || refreshToken !== undefined) return undefined;
    const time = Date.parse(expiresAt);
    return Number.isNaN(time) ? undefined : time;
  } catch {
    // The SDK has just signed in without it, so a token that cannot be read only costs the time.
    return undefined;
  }
}

import type { AwsAccess } from "../../core/awsAccess.ts";
import type { AccountFacts } from "../../core/posture/facts.ts";
import type { CollectAccount } from "../../core/posture/ports.ts";
import type { PostureDeps } from "./environment.ts";

/** What the account of the chosen profile shows. Rejects when there is no access, as in Restricted Mode. */
export async function collectAccount(
  { aws }: Pick<PostureDeps, "aws">,
  role: string | undefined,
  signal: AbortSignal,
): Promise<AccountFacts> {
  const access: AwsAccess & { readonly account?: CollectAccount } = await aws.access();
  if (!access.account) throw new Error("AWS accounts cannot be read");
  return access.account({ ...(role !== undefined && { role }), signal });
}

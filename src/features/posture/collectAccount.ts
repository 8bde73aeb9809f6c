import type { AccountFacts } from "../../core/posture/facts.ts";
import type { PostureDeps } from "./environment.ts";

/** What the account of the chosen profile shows. Rejects when there is no access, as in Restricted Mode. */
export async function collectAccount(
  { aws }: Pick<PostureDeps, "aws">,
  role: string | undefined,
  signal: AbortSignal,
): Promise<AccountFacts> {
  const { account } = await aws.access();
  return account({ ...(role !== undefined && { role }), signal });
}

import { known, unknown, type Fact } from "../../../../../core/posture/fact.ts";
import type { ReachedHost } from "../../../../../core/posture/facts.ts";

/** Connections that are open at a time. */
const atOnce = 8;

/**
 * Tries all hosts, a few at a time. Behind an explicit proxy nothing is known: programs go another way than this.
 * @param reach as `reachHost`
 */
export async function reachHosts(
  hosts: readonly string[],
  proxied: (host: string) => boolean,
  reach: (host: string) => Promise<ReachedHost>,
): Promise<Fact<readonly ReachedHost[]>> {
  const left = [...new Set(hosts)];
  const behind = left.filter(proxied);
  if (behind.length > 0)
    return unknown(
      `an explicit proxy is in force for ${behind.length} hosts, such as ${behind[0] ?? ""}: try them through it`,
    );
  const found = new Map<string, ReachedHost>();
  const work = async (): Promise<void> => {
    for (let host = left.shift(); host !== undefined; host = left.shift()) found.set(host, await reach(host));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return known([...new Set(hosts)].flatMap((host) => found.get(host) ?? []));
}

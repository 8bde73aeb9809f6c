import { isPrivateAddress } from "../network/ipBlocks.ts";
import { mapping, type WorkstationCheck } from "../check.ts";
import type { ResolvedHost } from "../facts.ts";
import { fail, judge, pass, undecided, worst, type Judgement } from "../judgement.ts";

/** PK-020. Every address counts, of the system's answer and of DNS alone: one public one is a way out. */
export const privateHosts: WorkstationCheck = {
  id: "PK-020",
  title: "Kiro runtime endpoints resolve privately",
  area: "Network",
  severity: "high",
  mapping: mapping("11.2", { nist: "SC-7", cis: "12.2" }),
  remedy:
    "Create VPC endpoints with private DNS for Kiro's Regions and let the workstation use the VPC's resolver; list only the Regions in use in profileRegions.",
  judge: ({ resolved }, { expectations }) =>
    judge(resolved, (all) => {
      const { privateHosts: hosts, privateBlocks } = expectations;
      if (hosts.length === 0) return pass("the expectations ask for no private host");
      return worst(
        hosts.map((host) => {
          const found = all.find((one) => one.host === host);
          return found ? judgeHost(found, privateBlocks) : undecided(`${host} was not looked up`);
        }),
      );
    }),
};

function judgeHost({ host, byLookup, byDns, isProxied }: ResolvedHost, blocks: readonly string[]): Judgement {
  const evidence = [
    `${host}: ${byLookup.join(", ") || "no address"}${byDns ? `; by DNS ${byDns.join(", ") || "none"}` : ""}`,
  ];
  const addresses = [...byLookup, ...(byDns ?? [])];
  const open = addresses.filter((address) => !isPrivateAddress(address, blocks));
  if (open.length > 0) return fail(`${host} leads to public addresses`, { evidence });
  if (isProxied)
    return undecided(`a proxy is in force for ${host}: what it resolves cannot be seen from here`, {
      evidence,
    });
  if (addresses.length === 0) return undecided(`${host} has no address here`, { evidence });
  const differs = byDns !== undefined && [...byLookup].sort().join() !== [...byDns].sort().join();
  return pass("every address is private", {
    evidence,
    notes: differs ? [`${host} differs between the system and DNS: look at the hosts file.`] : [],
  });
}

import { disputedHosts } from "../network/hostLists.ts";
import { mapping, type CheckContext, type WorkstationCheck } from "../check.ts";
import type { ReachedHost } from "../facts.ts";
import { fail, judge, pass, undecided } from "../judgement.ts";

/** PK-022. Where nothing at all can be reached, a host that cannot be reached says nothing. */
export const blockedHosts: WorkstationCheck = {
  id: "PK-022",
  title: "Consumer sign-in endpoints blocked",
  area: "Network",
  severity: "high",
  mapping: mapping("11.2, 9.1", { nist: "SC-7(5)" }),
  remedy:
    "Block the hosts named at the firewall or proxy; the list is blockedHosts of the posture configuration.",
  judge: ({ reached }, context) =>
    judge(reached, (all) => {
      const hosts = context.expectations.blockedHosts;
      if (hosts.length === 0) return pass("the expectations name no host to block");
      const notes = disputeOf(context);
      const asked = all.filter(({ host }) => hosts.includes(host));
      const evidence = asked.map(lineOf);
      const open = asked.filter(({ outcome }) => outcome === "tls");
      if (open.length > 0)
        return fail(`can be reached: ${open.map(({ host }) => host).join(", ")}`, { evidence, notes });
      const missing = hosts.filter((host) => !asked.some((one) => one.host === host));
      if (missing.length > 0) return undecided(`not asked: ${missing.join(", ")}`, { evidence, notes });
      const others = all.filter(({ outcome }) => outcome === "tls" || outcome === "page");
      if (others.length === 0)
        return undecided("no host at all could be reached, so that nothing tells blocked from offline", {
          evidence,
          notes,
        });
      return pass("none of them can be reached", { evidence, notes });
    }),
};

/** PK-101: what the firewall must let through, from the banking guide's M7. */
export const neededHosts: WorkstationCheck = {
  id: "PK-101",
  title: "Hosts that Kiro needs are reachable",
  area: "Network",
  severity: "low",
  mapping: mapping("11.2", { nist: "SC-7" }),
  remedy: "Allow the hosts named at the firewall, or take those that you do not use out of neededHosts.",
  judge: ({ reached }, context) =>
    judge(reached, (all) => {
      const hosts = context.expectations.neededHosts;
      if (hosts.length === 0) return pass("the expectations name no host");
      const asked = all.filter(({ host }) => hosts.includes(host));
      const [evidence, notes] = [asked.map(lineOf), disputeOf(context)];
      const closed = asked.filter(({ outcome }) => outcome !== "tls");
      if (closed.length > 0)
        return fail(`cannot be reached: ${closed.map(({ host }) => host).join(", ")}`, { evidence, notes });
      const missing = hosts.filter((host) => !asked.some((one) => one.host === host));
      return missing.length > 0
        ? undecided(`not asked: ${missing.join(", ")}`, { evidence, notes })
        : pass("all can be reached", { evidence, notes });
    }),
};

function lineOf({ host, outcome }: ReachedHost): string {
  return `${host}: ${outcome}`;
}

/** What the two lists disagree on, unless the organisation decided. */
function disputeOf({
  expectations: { blockedHosts: blocked, neededHosts: needed },
}: CheckContext): readonly string[] {
  const both = blocked.filter((host) => needed.includes(host));
  const open = disputedHosts.filter((host) => !blocked.includes(host) && !needed.includes(host));
  return [
    ...both.map((host) => `${host} is listed as blocked and as needed: it can only be one.`),
    ...open.map(
      (host) =>
        `${host}: the banking guide blocks it, builds of 2026 need it for enterprise sign-in. It is not judged until you name it in blockedHosts or neededHosts.`,
    ),
  ];
}

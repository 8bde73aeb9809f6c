import { mapping, type WorkstationCheck } from "../check.ts";
import type { ReachedHost } from "../facts.ts";
import { fail, judge, pass, undecided, worst, type Judgement } from "../judgement.ts";

/** Names of Amazon Trust Services in issuers: "Amazon RSA 2048 M01", "Amazon Root CA 1", O=Amazon. */
const amazon = /(?:^|[=,/\s])Amazon(?:[\s,/+]|$)/;

/** PK-021. */
export const genuineTls: WorkstationCheck = {
  id: "PK-021",
  title: "Endpoint TLS is genuine",
  area: "Network",
  severity: "medium",
  mapping: mapping("10.1, 11.2", { nist: "SC-8", cis: "3.10" }),
  remedy:
    "Find out what stands between the workstation and Kiro; name a proxy of your own in inspectionIssuers.",
  judge: ({ reached }, { expectations, now }) =>
    judge(reached, (all) => {
      const { privateHosts, inspectionIssuers } = expectations;
      if (privateHosts.length === 0) return pass("the expectations ask for no host");
      return worst(
        privateHosts.map((host) => {
          const found = all.find((one) => one.host === host);
          return found ? judgeHost(found, inspectionIssuers, now) : undecided(`${host} was not asked`);
        }),
      );
    }),
};

function judgeHost(reached: ReachedHost, inspection: readonly string[], now: number): Judgement {
  const { host, outcome, issuer, names = [], expiresAt, isTrusted } = reached;
  const until = expiresAt === undefined ? "" : `, until ${new Date(expiresAt).toISOString().slice(0, 10)}`;
  const evidence = [
    `${host}: ${outcome}${issuer === undefined ? "" : `, ${issuer}`}${until}`,
    ...names.slice(0, 3),
  ];
  if (outcome !== "tls" && outcome !== "page")
    return undecided(`${host} could not be reached (${outcome})`, { evidence });
  if (issuer === undefined || isTrusted === undefined)
    return undecided(`the certificate of ${host} could not be seen`, { evidence });
  if (!isTrusted) return fail(`the certificate of ${host} is not valid for it`, { evidence });
  if (expiresAt !== undefined && expiresAt < now)
    return fail(`the certificate of ${host} has expired`, { evidence });
  if (amazon.test(issuer)) return pass("certificates are Amazon's or the organisation's own", { evidence });
  return inspection.some((name) => name !== "" && issuer.includes(name))
    ? pass("certificates are Amazon's or the organisation's own", {
        evidence,
        notes: [`${host} is inspected on its way.`],
      })
    : fail(`the certificate of ${host} is of a foreign issuer`, { evidence });
}

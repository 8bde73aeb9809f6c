import { mapping, type WorkstationCheck } from "../check.ts";
import type { AllowlistFact } from "../facts.ts";
import { fail, judge, pass, undecided } from "../judgement.ts";

const hour = 3_600_000;

const faults: Readonly<Record<Exclude<AllowlistFact["state"], "valid">, string>> = {
  missing: "there is no allowlist of MCP servers",
  broken: "the allowlist cannot be read: nothing is allowed by it",
  unsigned: "the allowlist is not signed",
  "bad-signature": "the allowlist's signature does not fit",
  expired: "the allowlist has expired",
  "rolled-back": "an older allowlist stands in the place of a newer one",
};

/** PK-027. */
export const allowlistState: WorkstationCheck = {
  id: "PK-027",
  title: "Allowlist fresh, signed, monotonic",
  area: "MCP servers",
  severity: "high",
  mapping: mapping("9.1, 15", { nist: "CM-3, SI-7" }),
  remedy: "Get the present allowlist with its signature from whoever issues it.",
  judge: ({ allowlist }, { expectations, now }) =>
    judge(allowlist, ({ path, state, serial, keyId, issuedAt, expiresAt }) => {
      const evidence = [
        path,
        ...(serial === undefined ? [] : [`serial ${serial}`]),
        ...(keyId === undefined ? [] : [`key ${keyId}`]),
        ...(issuedAt === undefined ? [] : [`issued ${new Date(issuedAt).toISOString()}`]),
        ...(expiresAt === undefined ? [] : [`expires ${new Date(expiresAt).toISOString()}`]),
      ];
      if (state !== "valid") return fail(faults[state], { evidence });
      if (expiresAt !== undefined && expiresAt <= now) return fail(faults.expired, { evidence });
      if (issuedAt === undefined)
        return undecided("the allowlist does not say when it was issued", { evidence });
      if (issuedAt > now + hour)
        return fail("the allowlist was issued in the future: look at the clock", { evidence });
      const age = (now - issuedAt) / hour;
      return age > expectations.allowlistHours
        ? fail(`the allowlist is ${Math.floor(age)} hours old, ${expectations.allowlistHours} at most`, {
            evidence,
          })
        : pass("the allowlist is fresh and signed", { evidence });
    }),
};

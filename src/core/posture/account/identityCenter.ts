import { mapping, type AccountCheck } from "../check.ts";
import { fail, judge, pass, undecided } from "../judgement.ts";

/** PA-011. */
export const sessionLength: AccountCheck = {
  id: "PA-011",
  title: "Identity Center sessions are short",
  area: "AWS account",
  severity: "medium",
  mapping: mapping("9.1", { nist: "AC-12", cis: "6.7" }),
  remedy: "Shorten the session duration of the permission sets and of the access portal.",
  judge: ({ identityCenter }, { expectations }) =>
    judge(identityCenter, ({ sessionHours }) => {
      if (sessionHours === undefined) return undecided("the API does not tell the length of sessions");
      const evidence = [`${sessionHours} hours`];
      return sessionHours <= expectations.sessionHours
        ? pass("sessions end in time", { evidence })
        : fail(`sessions last ${sessionHours} hours, ${expectations.sessionHours} at most`, { evidence });
    }),
};

/** PA-012. */
export const mfaRequired: AccountCheck = {
  id: "PA-012",
  title: "Identity Center asks for MFA",
  area: "AWS account",
  severity: "high",
  mapping: mapping("9.1", { nist: "IA-2(1)", cis: "6.3" }),
  remedy: "Set MFA of Identity Center to every time, or let the external identity provider ask for it.",
  judge: ({ identityCenter }) =>
    judge(identityCenter, ({ mfa }) => {
      if (mfa === undefined)
        return undecided("the API does not tell the MFA setting: look at the settings of Identity Center");
      if (mfa === "never") return fail("Identity Center never asks for MFA", { evidence: [mfa] });
      return mfa === "always"
        ? pass("MFA is asked for every time", { evidence: [mfa] })
        : fail("MFA is asked for only when the context changes", { evidence: [mfa], severity: "low" });
    }),
};

import { mapping, type WorkstationCheck } from "../check.ts";
import { fail, judge, pass, undecided } from "../judgement.ts";

/** Providers of Kiro's token, in lower case. A Builder ID's method is `IdC` too: the provider decides. */
const consumer = new Set(["builderid", "google", "github", "social"]);
const corporate = new Set(["enterprise", "internal", "awsidc", "identitycenter", "externalidp"]);

/** PK-003. */
export const signedIn: WorkstationCheck = {
  id: "PK-003",
  title: "Signed-in identity is corporate",
  area: "Identity and sign-in",
  severity: "high",
  mapping: mapping("9.1", { nist: "AC-2", cis: "6.1" }),
  remedy: "Sign out of Kiro and sign in through the organisation's identity provider.",
  judge: ({ signIn }) =>
    judge(signIn, ({ provider, method, changedAt }) => {
      const evidence = [
        `provider ${provider || "not given"}`,
        `method ${method || "not given"}`,
        `changed ${new Date(changedAt).toISOString()}`,
      ];
      const plain = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, "");
      const [who, how] = [plain(provider), plain(method)];
      if (consumer.has(who) || (who === "" && how === "social"))
        return fail(`Kiro is signed in with a personal account (${provider || method})`, { evidence });
      if (corporate.has(who) || how === "externalidp")
        return pass(`signed in through ${provider || method}`, { evidence });
      return undecided("the provider is none that Picket knows", { evidence });
    }),
};

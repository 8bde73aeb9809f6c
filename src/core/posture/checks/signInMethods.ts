import { mapping, type WorkstationCheck } from "../check.ts";
import { fail, judge, pass, undecided } from "../judgement.ts";
import { readManagedSettings, type ManagedRule } from "./managedSettings.ts";

/** Every way to sign in that Kiro knows, as managed settings name it. Case counts. */
const methods = ["idc", "external_idp", "builder_id", "google", "github", "social"] as const;

/** A rule with more names is dropped. */
const mostNames = 16;

/** PK-002. Rules of sign-in fail open: one that Kiro drops restricts nothing. */
export const signInMethods: WorkstationCheck = {
  id: "PK-002",
  title: "Sign-in restricted to corporate method",
  area: "Identity and sign-in",
  severity: "critical",
  mapping: mapping("9.1", { cis: "6.7", nist: "IA-2" }),
  remedy:
    'Add the rule {"capability":"signin_method","match":["*"],"exclude":["idc"],"effect":"deny"} to managed-settings.json, with the methods of your organisation in exclude.',
  judge: ({ managedSettings }, { expectations }) =>
    judge(managedSettings, (file) => {
      if (!file.exists) return fail("there is no managed-settings.json: every method is open");
      if (file.text === undefined) return undecided("its text could not be read");
      const settings = readManagedSettings(file.text);
      if ("problem" in settings)
        return fail(`Kiro does not take the file, so every method is open: ${settings.problem}`);
      const rules = settings.rules.filter(({ capability }) => capability === "signin_method");
      const read = rules.map(deniedBy);
      const dropped = read.flatMap((one) => (typeof one === "string" ? [`a rule is dropped: ${one}`] : []));
      const denied = new Set(read.flatMap((one) => (typeof one === "string" ? [] : one)));
      const open = methods.filter((method) => !denied.has(method));
      const evidence = [`allowed: ${open.join(", ") || "none"}`, ...dropped];
      if (open.length === 0)
        return fail("together the rules deny every method, which Kiro takes for a mistake: all are open", {
          evidence,
        });
      const foreign = open.filter((method) => !expectations.signInMethods.includes(method));
      if (foreign.length > 0) return fail(`also allowed: ${foreign.join(", ")}`, { evidence });
      return pass(`only ${open.join(" and ")} can be used`, { evidence });
    }),
};

/** The methods that a rule denies, or why Kiro drops it. */
function deniedBy({ match, exclude = [], effect }: ManagedRule): readonly string[] | string {
  if (effect !== "deny") return "its effect is not deny";
  if (!match) return "it has no match";
  if (match.length + exclude.length > mostNames) return `it has more than ${mostNames} names`;
  const known = (name: string): boolean => methods.some((method) => method === name);
  const strange = [...match.filter((name) => name !== "*"), ...exclude].find((name) => !known(name));
  if (strange !== undefined) return `it names a method that Kiro does not know (${strange})`;
  const denied = methods.filter(
    (name) => (match.includes("*") || match.includes(name)) && !exclude.includes(name),
  );
  return denied.length === methods.length ? "it denies every method" : denied;
}

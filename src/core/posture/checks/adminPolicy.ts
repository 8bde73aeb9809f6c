import { mapping, type WorkstationCheck } from "../check.ts";
import { fail, judge, pass, undecided } from "../judgement.ts";
import { readManagedSettings } from "./managedSettings.ts";

/** PK-001. */
export const adminPolicy: WorkstationCheck = {
  id: "PK-001",
  title: "Kiro admin policy present and valid",
  area: "Identity and sign-in",
  severity: "critical",
  mapping: mapping("9.1, 11.3", { cis: "4.1", nist: "CM-6" }),
  remedy:
    "Let device management put managed-settings.json into Kiro's managed folder, as UTF-8 without a byte order mark, with rules and settings alone.",
  judge: ({ managedSettings }) =>
    judge(managedSettings, (file) => {
      if (!file.exists) return fail("there is no managed-settings.json", { evidence: [file.path] });
      const evidence = [
        file.path,
        ...(file.size === undefined ? [] : [`${file.size} bytes`]),
        ...(file.sha256 === undefined ? [] : [`sha256 ${file.sha256}`]),
      ];
      if (file.encoding !== undefined && file.encoding !== "utf8")
        return fail(`its encoding (${file.encoding}) is not the plain UTF-8 that Kiro reads`, { evidence });
      if (file.text === undefined) return undecided("its text could not be read", { evidence });
      const settings = readManagedSettings(file.text);
      if ("problem" in settings)
        return fail(`Kiro does not take the file: ${settings.problem}`, { evidence });
      if (settings.rules.length + settings.settings.length === 0)
        return fail("it holds no rule and no setting", { evidence });
      return pass(`it is valid, with ${settings.rules.length} rules`, { evidence });
    }),
};

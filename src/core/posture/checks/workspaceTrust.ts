import ignore from "ignore";
import { mapping, type WorkstationCheck } from "../check.ts";
import { fail, judge, pass, worst } from "../judgement.ts";
import { judgeTrust } from "./agentSettings.ts";

/** What an agent must not read. */
const secrets = [".env", "id_rsa", "server.pem", "server.key"];

/** PK-026. */
export const workspaceTrust: WorkstationCheck = {
  id: "PK-026",
  title: "Workspace trust on and ignore file",
  area: "Agent settings",
  severity: "low",
  mapping: mapping("11.1", { nist: "AC-3" }),
  remedy:
    "Leave security.workspace.trust.enabled on, and list .env, id_rsa, *.pem and *.key in ~/.kiro/settings/kiroignore.",
  judge: ({ settings, ignoreFiles }, { expectations }) =>
    worst([
      judge(settings, (all) => judgeTrust(all, expectations.settings)),
      judge(ignoreFiles, (files) => {
        const present = files.filter(({ exists }) => exists);
        const matcher = ignore().add(present.map(({ text = "" }) => text).join("\n"));
        const open = secrets.filter((name) => !matcher.ignores(name));
        const evidence = present.map(({ path }) => path);
        if (present.length === 0) return fail("there is no .kiroignore: agents may read .env and keys");
        return open.length > 0
          ? fail(`the ignore files leave open: ${open.join(", ")}`, { evidence })
          : pass("the ignore files cover .env and keys", { evidence });
      }),
    ]),
};

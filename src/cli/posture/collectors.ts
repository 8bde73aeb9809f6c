import { join, resolve } from "node:path";
import { createWorkstationCollector } from "../../adapters/node/posture/collect/collectWorkstation.ts";
import { hookTrials, installedHooks } from "../../adapters/node/posture/hookFacts.ts";
import { unknown } from "../../core/posture/fact.ts";
import { setupFor } from "../hook/hookOptions.ts";
import type { Io } from "../io.ts";
import type { PostureCollectors } from "./postureHost.ts";
import type { PostureOptions } from "./postureOptions.ts";

/** Gathers from this machine, and from the account of a profile. */
export function createCollectors({ only, reportDir }: PostureOptions, io: Io): PostureCollectors {
  const setup = (home: string) => setupFor(join(home, ".kiro", "hooks"), home, io.env);
  const isWanted = (id: string): boolean => only === undefined || only.includes(id);
  return {
    workstation: createWorkstationCollector({
      ...(reportDir !== undefined && { allowlist: { stateFolder: resolve(io.cwd, reportDir) } }),
      findSecrets: async (text, path, signal) => {
        const { scan } = await import("../../bundles/secrets.ts");
        return scan(text, { path: path.replaceAll("\\", "/"), signal });
      },
      hooks: async ({ home }) => installedHooks(setup(home)),
      hookTrials: async ({ home }) =>
        isWanted("PK-016") ? hookTrials(setup(home), io.cwd) : unknown("no canary was let loose"),
      chain: async () => unknown("the chain is read by the command itself"),
    }),
    account: async ({ profile, region, role, signal }) => {
      const { createAwsAccess } = await import("../../bundles/aws.ts");
      const access = createAwsAccess({
        ...(profile !== undefined && { profile }),
        ...(region !== undefined && { region }),
      });
      try {
        return await access.account({ signal, ...(role !== undefined && { role }) });
      } finally {
        access.dispose();
      }
    },
  };
}

import { createBaselines } from "./baselines.ts";
import { createCustomRules } from "./customRules.ts";
import { createExclusions } from "./exclusions.ts";
import { createFindingStores } from "./findingStore.ts";
import { createIamDocuments } from "./iamDocuments.ts";
import { createLog } from "./log.ts";
import { createMcpState } from "./mcpState.ts";
import { createSettings } from "./settings.ts";
import { createTextScanner } from "./textScanner.ts";

type Given<Create extends (deps: never) => unknown> = Parameters<Create>[0];

/** What the services take from outside: loaders of engines, the machine, and a folder for what is remembered. */
type ServiceDeps = Omit<
  Given<typeof createBaselines> &
    Given<typeof createTextScanner> &
    Given<typeof createCustomRules> &
    Given<typeof createIamDocuments> &
    Given<typeof createMcpState>,
  "log" | "settings" | "exclusions" | "baselines" | "scanner" | "customRules" | "onStopped"
>;

/** What all features share: settings, log, findings, and the judgements on open documents. */
export function createServices(deps: ServiceDeps) {
  const log = createLog();
  const settings = createSettings();
  const stores = createFindingStores();
  const exclusions = createExclusions(settings);
  const baselines = createBaselines({ ...deps, log, settings });
  const customRules = createCustomRules({ ...deps, log, settings });
  const onStopped = (ruleIds: readonly string[], path: string): void =>
    log.warn(`custom rules took too many steps in ${path} and were stopped there: ${ruleIds.join(", ")}`);
  const scanner = createTextScanner({ ...deps, customRules, onStopped });
  const iamDocuments = createIamDocuments({ ...deps, settings, exclusions, baselines, scanner });
  const mcpState = createMcpState({ ...deps, log, settings, scanner });
  return {
    services: {
      log,
      settings,
      ...stores,
      exclusions,
      baselines,
      customRules,
      scanner,
      iamDocuments,
      mcpState,
    },
    disposables: [log, ...Object.values(stores), exclusions, baselines, customRules, mcpState],
  };
}

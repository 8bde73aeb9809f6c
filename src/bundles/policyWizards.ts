/** What the extension loads lazily as `dist/policyWizards.js`: the wizards, when one is run. */
export { generateMonitoringStack } from "../features/policyWizards/monitoringWizard.ts";
export { generateStarterPolicy } from "../features/policyWizards/starterWizard.ts";

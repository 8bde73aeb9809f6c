/** What the extension loads lazily as `dist/hooks.js`: installing and testing Kiro's hooks. */
export { applyInstall, applyUninstall } from "../adapters/node/hookApply.ts";
export { editorHookSetup, refreshLauncher } from "../adapters/node/hookEditor.ts";
export { planInstall, planUninstall } from "../adapters/node/hookInstall.ts";
export { testHooks } from "../adapters/node/hookSelfTest.ts";
export { promptCaveat } from "../core/kiro/hookFiles/canaries.ts";

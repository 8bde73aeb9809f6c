/** What the extension loads lazily as `dist/activityPanel.js`: the feature itself, when somebody first looks. */
export { createActivityPanel } from "../features/activityPanel/panel.ts";

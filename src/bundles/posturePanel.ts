/** What the extension loads lazily as `dist/posturePanel.js`: the feature itself, when somebody first looks. */
export { createPosturePanel } from "../features/posture/panel.ts";

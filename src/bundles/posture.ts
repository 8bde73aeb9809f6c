/** What the extension loads lazily as `dist/posture.js`: collectors, checks and reports of a machine's posture. */
export {
  latestReport as latest,
  newSigningKey as newKey,
  publicHalf as publicKey,
  renderReport as render,
  runPosture as run,
  verifyEvidence as verify,
} from "../adapters/node/posture/editorPosture.ts";

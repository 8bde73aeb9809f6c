/** The commands of posture: `picket.posture.<name>` in the manifest. */
export const postureCommands = [
  "run",
  "runWith",
  "showDetails",
  "openFile",
  "export",
  "openReport",
  "verifyReport",
  "copyPublicKey",
] as const;

export type PostureCommand = (typeof postureCommands)[number];

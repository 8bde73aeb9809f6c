/** The commands of agent activity: `picket.activity.<name>` in the manifest. */
export const activityCommands = [
  "chooseSource",
  "chooseRole",
  "refresh",
  "pause",
  "resume",
  "turnOff",
  "export",
  "writesOnly",
  "everyCall",
  "openRecord",
  "copyRecord",
  "copyLookup",
  "similar",
  "goToGrant",
  "addToBasket",
  "showBasket",
  "clearBasket",
  "leastPrivilege",
  "acknowledge",
  "acknowledgeAll",
  "ignore",
  "manageIgnored",
  "mute",
  "unmute",
] as const;

export type ActivityCommand = (typeof activityCommands)[number];

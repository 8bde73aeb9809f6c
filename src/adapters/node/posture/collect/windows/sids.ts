/** SIDs of Windows' own administrators. */
export const administrators = "S-1-5-32-544";
const localSystem = "S-1-5-18";
const trustedInstaller = "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464";

/** Whether a SID is the administrators' group, the system, or TrustedInstaller: nobody who works as a person. */
export function isAdminSid(sid: string): boolean {
  return sid === administrators || sid === localSystem || sid === trustedInstaller;
}

/**
 * Two letters that stand for a SID in SDDL. Those that are relative to a domain keep their letters.
 * Source: Microsoft, "SID Strings".
 */
const aliases: Readonly<Record<string, string>> = {
  AN: "S-1-5-7",
  AO: "S-1-5-32-548",
  AU: "S-1-5-11",
  BA: administrators,
  BG: "S-1-5-32-546",
  BO: "S-1-5-32-551",
  BU: "S-1-5-32-545",
  CG: "S-1-3-1",
  CO: "S-1-3-0",
  IU: "S-1-5-4",
  LS: "S-1-5-19",
  NO: "S-1-5-32-556",
  NS: "S-1-5-20",
  NU: "S-1-5-2",
  OW: "S-1-3-4",
  PS: "S-1-5-10",
  PU: "S-1-5-32-547",
  RC: "S-1-5-12",
  RD: "S-1-5-32-555",
  SO: "S-1-5-32-549",
  SU: "S-1-5-6",
  SY: localSystem,
  WD: "S-1-1-0",
};

/** A SID as SDDL writes it, in its long form where it has one. */
export function sidOf(text: string): string {
  return aliases[text.toUpperCase()] ?? text.toUpperCase();
}

/** Groups that every person who works at a machine is in, whatever `whoami` shows. */
export const everybody: readonly string[] = ["WD", "AU", "BU", "IU"].map(sidOf);

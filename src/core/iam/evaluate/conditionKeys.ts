/**
 * What global condition keys say of a call that a principal makes itself, after the IAM user guide's page on global
 * condition context keys. By lower-case name; a name that ends with `/` stands for all keys below it.
 */
type KeyNature =
  /** In every request, with a value that the caller's own account or session gives: no restriction for its holder. */
  | "own"
  /** About who asks: it may or may not be the principal at hand. */
  | "principal"
  /** About the way the call comes: network, time, MFA. A rightful caller can meet it. */
  | "circumstance"
  /** The caller gives the value with the request. */
  | "given"
  /** Absent when a principal calls itself, not through a service. */
  | "absent"
  /** About the resource that is acted on. */
  | "target";

const natures: Readonly<Record<string, KeyNature>> = {
  "aws:principalaccount": "own",
  "aws:principalorgid": "own",
  "aws:principalorgpaths": "own",
  "aws:principaltype": "own",
  "aws:resourceaccount": "own",
  "aws:resourceorgid": "own",
  "aws:resourceorgpaths": "own",
  "aws:principalarn": "principal",
  "aws:principaltag/": "principal",
  "aws:username": "principal",
  "aws:userid": "principal",
  "aws:federatedprovider": "principal",
  "aws:sourceidentity": "principal",
  "aws:sourceip": "circumstance",
  "aws:vpcsourceip": "circumstance",
  "aws:sourcevpc": "circumstance",
  "aws:sourcevpce": "circumstance",
  "aws:sourcevpcarn": "circumstance",
  "aws:vpceaccount": "circumstance",
  "aws:vpceorgid": "circumstance",
  "aws:vpceorgpaths": "circumstance",
  "aws:ec2instancesourcevpc": "circumstance",
  "aws:ec2instancesourceprivateipv4": "circumstance",
  "aws:currenttime": "circumstance",
  "aws:epochtime": "circumstance",
  "aws:tokenissuetime": "circumstance",
  "aws:multifactorauthpresent": "circumstance",
  "aws:multifactorauthage": "circumstance",
  "aws:securetransport": "circumstance",
  "aws:requestedregion": "circumstance",
  "aws:useragent": "circumstance",
  "aws:referer": "circumstance",
  "aws:assumedroot": "circumstance",
  "aws:requesttag/": "given",
  "aws:tagkeys": "given",
  "aws:calledvia": "absent",
  "aws:calledviafirst": "absent",
  "aws:calledvialast": "absent",
  "aws:sourcearn": "absent",
  "aws:sourceaccount": "absent",
  "aws:sourceorgid": "absent",
  "aws:sourceorgpaths": "absent",
  "aws:principalservicename": "absent",
  "aws:principalservicenameslist": "absent",
  "aws:resourcetag/": "target",
};

/** Global keys that every call has: demanding them restricts nothing. */
const inEveryRequest = new Set([
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principaltype",
  "aws:userid",
  "aws:currenttime",
  "aws:epochtime",
  "aws:securetransport",
  "aws:requestedregion",
  "aws:viaawsservice",
  "aws:principalisawsservice",
]);

/** The nature of a global key; undefined for keys of services and unknown ones. */
export function natureOf(key: string): KeyNature | undefined {
  const lower = key.toLowerCase();
  const slash = lower.indexOf("/");
  return natures[slash < 0 ? lower : lower.slice(0, slash + 1)];
}

/** Whether every call has a key. */
export function isInEveryRequest(key: string): boolean {
  return inEveryRequest.has(key.toLowerCase());
}

import { classifyKey, isAbout, wordsOfName } from "../../secrets/contextual/keyNames.ts";

/** What the place of a value says about it. */
export type Place =
  /** Nothing: the value speaks for itself. */
  | "open"
  /** A secret, but for what is said about it: of `credentials` the key's id and the expiry stay. */
  | "secret"
  /** Names with values, all of which are hidden: variables of an environment. */
  | "settings"
  /** Never shown, whatever is in it. */
  | "hidden";

/**
 * Members of requests and answers whose content is not shown, beside those that are named as secrets are: scripts that
 * start machines, what is run on them, proofs of identity, key material. In lower case.
 */
const hidden: ReadonlySet<string> = new Set([
  "userdata",
  "secretstring",
  "secretbinary",
  "plaintext",
  "keymaterial",
  "privatekeymaterial",
  "passworddata",
  "tokencode",
  "samlassertion",
  "webidentitytoken",
  "authorizationtoken",
  "authparameters",
  "challengeresponses",
  "commands",
  "startupscript",
  "lifecycleconfigcontent",
  "onstart",
  "oncreate",
]);

/** Ids of requests that callers choose, so that a repeated one is told; they look like secrets by their names. */
const idempotency: ReadonlySet<string> = new Set(["clienttoken", "clientrequesttoken", "idempotencytoken"]);

/** Members that hold the variables of an environment: Lambda, CodeBuild, ECS, Batch, App Runner, API Gateway, Glue … */
const settings =
  /^(?:(?:runtime)?environment(?:variables|secrets|variablesoverride)?|environmentvariablesoverride|variables|stagevariables|env|envvars|defaultarguments|nonoverridablearguments)$/;

/** In a list of names with values, the member that is the name, and those that are the value. */
const naming = /^(?:name|key|parametername|parameterkey|optionname|environmentname|headername)$/i;
const valued = /^(?:values?|val|parametervalue|headervalue|resolvedvalue|defaultvalue|previousvalue)$/i;

/** The place that a member of an object is, by its name and by the object's own place. */
export function placeOf(name: string, around: Place, isText: boolean): Place {
  if (around === "hidden") return "hidden";
  const key = name.toLowerCase();
  if (hidden.has(key)) return "hidden";
  if (idempotency.has(key)) return "open";
  if (around === "settings") {
    // A map has the names as keys; an item of a list says which member is which.
    return isText && (naming.test(name) || key === "type") ? "open" : isText ? "hidden" : "settings";
  }
  if (settings.test(key)) return isText ? "open" : "settings";
  if (classifyKey(name)?.strength === "strong") return "secret";
  if (around !== "secret") return "open";
  return isText && isAbout(wordsOfName(name)) ? "open" : "secret";
}

/** Whether members of an object are a name with its value, and the name, or the type, says that the value is a secret. */
export function namesSecret(members: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(members).some(
    ([key, value]) =>
      typeof value === "string" &&
      ((naming.test(key) && classifyKey(value)?.strength === "strong") ||
        (/^type$/i.test(key) && value === "SecureString")),
  );
}

/** Whether a member is the value of a name beside it. */
export function isValueMember(name: string): boolean {
  return valued.test(name);
}

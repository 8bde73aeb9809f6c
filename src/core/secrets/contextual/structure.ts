import { makeupOf } from "./randomness.ts";
import { surprise } from "./surprise.ts";

/** Why a value cannot be a secret, by its form alone. */
export type Structure =
  | "reference"
  | "encrypted"
  | "hash"
  | "integrity"
  | "public-key"
  | "arn"
  | "url"
  | "path"
  | "email"
  | "version"
  | "date"
  | "number"
  | "color"
  | "data"
  | "type"
  | "identifier"
  | "selector"
  | "markup"
  | "pattern"
  | "format"
  | "text";

/** Names under which programs and templates look a secret up instead of holding it. */
const lookups = [
  String.raw`process\.env\b|import\.meta\.env\b|os\.environ\b|(?:os\.)?getenv\b|System\.(?:getenv|getProperty)\b|ENV(?:\.|\[)`,
  String.raw`Environment\.Get|std::env::|env(?:\(|\[|!\(|\.[A-Za-z_])|Deno\.env|Bun\.env|\$env:|\$ENV\{|\$[A-Za-z_]\w*(?:->|\[|::)|viper\.|dotenv\b`,
  String.raw`(?:var|local|data|module|each|path|self|this|config|settings|secrets?|args|opts|options|params|props|req|request|ctx|context|event|state|user|input|inputs|steps|needs|github|vars|variables|values|form|body|session|res|response|result)(?:\.|\?\.|->|::)[A-Za-z_]`,
  String.raw`op://|vault:|vault\(|vault/|bw://|keyring:|keychain:|pass:|gopass:|ssm:|ref\+|sm://|gcpsm:|akv:|awssm:|secretsmanager:|aws-secretsmanager:|secret://|secret:|kms:|doppler://|infisical://`,
  String.raw`!(?:Ref|Sub|GetAtt|ImportValue|Join|Select|FindInMap|vault|secret|env|reference|encrypted)\b|Fn::|\{\{|\{%|\$\{|\$\(|<%|%\{|@Microsoft\.KeyVault|\$\{\{`,
  String.raw`(?:await\s+)?[\w.$]*(?:get|fetch|load|read|lookup|resolve|retrieve|require|find|decrypt|prompt)_?(?:secret|password|parameter|param|config|env|token|key|credential|value|property|setting)`,
].join("|");

const reference = new RegExp(`^(?:${lookups})`, "i");

/** Starts that say outright what the value is. */
const starts: readonly (readonly [Structure, RegExp])[] = [
  ["reference", reference],
  [
    "encrypted",
    /^(?:ENC[[(]|\{cipher\}|\$ANSIBLE_VAULT|AQICAH|vault:v\d+:|kms:|pgp:|-----BEGIN (?:PGP MESSAGE|AGE ENCRYPTED))/,
  ],
  [
    "hash",
    /^(?:\{(?:SSHA|SHA|MD5|SSHA512|CRYPT|bcrypt|noop)\}|\$(?:2[aby]|1|5|6|y|argon2\w*|apr1|pbkdf2\S*|scrypt)\$|(?:pbkdf2|scrypt|argon2|bcrypt)[:_$])/i,
  ],
  ["integrity", /^(?:sha(?:1|224|256|384|512)|md5|h1|nonce|blake2b?|crc32c?|sri)[-:=]/i],
  [
    "public-key",
    /^(?:ssh-(?:rsa|dss|ed25519)\b|ecdsa-sha2-|sk-ssh-|AAAA[BC]3NzaC1|age1[a-z0-9]{20}|-----BEGIN (?:[A-Z0-9 ]{0,20}PUBLIC KEY|CERTIFICATE|X509 CRL)|MI[IG][A-Za-z0-9+/]{3}AN?BgkqhkiG9w0BAQEFAAO)/,
  ],
  ["arn", /^arn:[\w-]*:/i],
  [
    "data",
    /^(?:data:[\w/+.-]*[;,]|iVBORw0KGgo|R0lGOD(?:lh|dh)|\/9j\/4AAQ|UklGR|PHN2Zy|JVBERi0|UEsDB|AGFzbQ|d09G[RM])/,
  ],
  ["url", /^(?:[a-z][a-z0-9+.-]{1,20}:\/\/|\/\/[\w.-]+\.[a-z]{2,}|www\.|mailto:|tel:|urn:)/i],
  ["markup", /^(?:<\/?[a-z!?]|&[a-z]+;|\{\\|<!--)/i],
  [
    "pattern",
    /^\^|^(?:\\x[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\[0-7]{3}){4}|\\[dwsbDWSB](?:[+*?{\])]|$)|\(\?P?[:=!<]|\[\^|\[[a-zA-Z0]-[zZ9]/,
  ],
  [
    "format",
    /%(?:\d+\$)?-?[sdix](?![A-Za-z0-9])|\{\d?\}|(?<!\{)\{(?:[A-Za-z_]\w+(?:\.\w+)*(?:\(\))?(?:![rsa])?)\}|%\([a-z_]\w*\)s/,
  ],
];

const whole: readonly (readonly [Structure, RegExp])[] = [
  [
    "version",
    /^[v^~<>=! ]{0,3}\d{1,4}(?:\.\d{1,6}){1,4}(?:[-+._]?(?:alpha|beta|rc|dev|pre|post|snapshot|final|[a-z])?[-.+]?\d*){0,3}$/i,
  ],
  // A name with its version, as a licence (`BlueOak-1.0.0`) or a package has it.
  [
    "version",
    /^[A-Za-z]{2,20}(?:[-_][A-Za-z]{1,20}){0,4}[-_@]v?\d{1,3}(?:\.\d{1,4}){1,3}(?:-[a-z]{2,12}){0,3}$/,
  ],
  [
    "date",
    /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$|^\d{1,2}:\d{2}(?::\d{2})?$/,
  ],
  [
    "number",
    /^[+-]?(?:\d[\d_,]*\.?\d*(?:e[+-]?\d+)?|0x[0-9a-f]{1,8}|0b[01]+|\d+(?:px|em|rem|ms|s|m|h|d|kb|mb|gb|%))[nlfu]*$/i,
  ],
  ["identifier", /^--?[A-Za-z][\w-]*(?:=.*)?$|^[A-Z][A-Z\d]*(?:_[A-Z\d]*[A-Z][A-Z\d]*)+$/],
  ["color", /^#(?:[0-9a-f]{3,4}){1,2}$/i],
  ["email", /^[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+$/],
  ["selector", /^[#.?][A-Za-z_][\w-]*$|^:[a-z]/],
  [
    "path",
    /^(?:[A-Za-z]:)?[\w .~@+()-]*(?:[\\/][\w .~@+()${}-]*)*\.(?:json|ya?ml|toml|ini|env|conf|cfg|properties|xml|txt|md|pem|key|crt|cer|p12|pfx|jks|pub|asc|gpg|js|ts|jsx|tsx|mjs|cjs|py|rb|go|rs|java|kt|cs|php|sh|html?|css|scss|less|svg|png|jpe?g|gif|ico|log|db|sqlite|sock|so|dll|exe|zip|gz|tgz|tar|csv|lock|dat|bin)$/i,
  ],
];

const typeNames =
  /^(?:(?:readonly |const |unsigned )?(?:string|str|text|varchar|char|bytes?|number|int(?:eger)?|long|float|double|bool(?:ean)?|any|object|array|list|dict|map|void|null|none|nil|undefined|true|false|yes|no|on|off|unknown|never|optional|required|enum|uuid|date|datetime|secretstr|sensitive|nan|default|auto|inherit|credentials?|hidden|disabled|enabled)(?:\[\]|\?|\*|!)?|(?:Optional|List|Option|Maybe|Vec|Array|Union|Set|Promise)[<[].*[>\]])$/i;

function startsLikePath(value: string): boolean {
  return /^(?:~|\.{1,2})?[\\/](?![\\/+=])|^[A-Za-z]:[\\/]|^\\\\|^~$/.test(value);
}

/** Whether words joined by one kind of separator, or a camel-case name, read like a name that a person chose. */
function readsLikeName(value: string): boolean {
  const makeup = makeupOf(value);
  if (makeup.digits >= 4 && makeup.alternations >= 4) return false;
  return surprise(value) < (value.length >= 12 ? 4.75 : 4.6);
}

/** `scrypt_salsa208sha256_str_verify`: four words or more, most of them plain. */
function isSnake(value: string): boolean {
  if (!/^[a-z\d]+(?:_[a-z\d]+){3,}$/i.test(value)) return false;
  const plain = value.split("_").filter((part) => /^(?:[a-z]{2,}|[A-Z]{2,})$/.test(part));
  return plain.length * 2 > value.split("_").length && surprise(plain.join("_")) < 4.6;
}

const joined = /^[@$&*!]?[A-Za-z_]\w*(?:(?:[-.:/\\]|::|->|\?\.|=>)\w*)+\(?\)?$/;

/**
 * The form that rules a value out as a secret, or undefined. Looks at the value alone: what it is called, and whether
 * a plain word may be a password, is for the caller.
 * @param value the literal without quotes
 */
export function structureOf(value: string): Structure | undefined {
  const text = (value.length > 512 ? value.slice(0, 512) : value).replace(/,$/, "");
  if (/[^\x20-\x7e\t\r\n]/.test(text)) return "text";
  for (const [structure, pattern] of starts) if (pattern.test(text)) return structure;
  if (value.length > 256) return undefined;
  for (const [structure, pattern] of whole) if (pattern.test(text)) return structure;
  if (typeNames.test(text)) return "type";
  if (startsLikePath(text) && readsLikeName(text)) return "path";
  if (isSnake(text) || (joined.test(text) && readsLikeName(text))) return "identifier";
  return isText(text) ? "text" : undefined;
}

/** Words with spaces: a label, a sentence, a title. */
function isText(value: string): boolean {
  if (!/\S\s\S/.test(value)) return false;
  const words = value.trim().split(/\s+/);
  const plain = words.filter((word) =>
    /^[("'[]?[A-Za-z]+(?:['’-][A-Za-z]+)?[)"'\].,:;!?…]*$/.test(word),
  ).length;
  return words.length > 6 || plain * 2 >= words.length;
}

/** Source text that stands where an unquoted value would: a call, a member, an index, an operator. */
export function isCode(value: string): boolean {
  return (
    /^[A-Za-z_$@&*!][\w$]*(?:(?:\.|::|->|\?\.)[A-Za-z_$][\w$]*)*(?:!|\?|<[\w<>, ]*>)?(?:[([]|\{[}"'\s]|\{$)/.test(
      value,
    ) ||
    /^(?:new|await|async|function|return|typeof|lambda|not|if|else|yield|del|final|let|var|const|def|class)$/.test(
      value,
    ) ||
    /^[([{]|^\d?[<>|&]|\]\(|^[!&*][A-Za-z_$.]+$|=>|^[\w$.]+(?:\+\+|--)$|[=!]==?|&&|\|\|/.test(value)
  );
}

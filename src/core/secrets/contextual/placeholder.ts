import { isDocumentedExample } from "./documentedExamples.ts";

/**
 * What stands for a secret without being one: words (`changeme`, `your-token-here`), masks (`xxxx`, `****`) and
 * `<…>`, `${…}`, `{{…}}` forms, as `product.md` defines a placeholder. A filler run such as `1234567890` is not one:
 * see `isFiller`.
 */

/** Long enough that they do not occur by chance in a random value, wherever they stand in it. */
const tellingWord =
  /example|placeholder|change[-_ ]?(?:me|it|this)|changeit|replace[-_ ]?(?:me|with|this)|redacted|dummy|insert[-_ ]|your[-_ ]|[-_ ]here$|(?:^|[^a-z])your(?:own)?(?:api|access|auth|secret|token|key|pass|pwd|client|private|user|account|super|github|aws|openai|strong|db|jwt)|\bto[-_ ]?be[-_ ](?:filled|set|replaced)|(?:^|[-_ ])(?:fake|todo|tbd|fixme|sample|notreal|invalid|masked|hidden|removed|censored|obfuscated|sanitized|deadbeef)(?:$|[-_ :])/i;

/** Three or more mask signs in a row, or runs of the letter x. */
const mask = /\*{3,}|•{3,}|●{3,}|…|\.{3}|x{6,}|X{6,}|(?:^|[-_./ ])(?:x{3,}|X{3,})(?:$|[-_./ ])|^[xX]{3,}/;

/** A well-formed reference or slot: the text is filled in by something else. */
const slot =
  /\$\{\{?\s*[a-z_][\w.]*(?:[\s:\-?+=!#%/,^[(|@*'"&][^{}\n]{0,200})?\}|\{\{[\s\w.$#/!^&>:%'"(|-][^{}\n]{0,200}\}\}|<%[^\n]{1,200}%>|<[a-z][a-z0-9 _.:/-]{1,60}>|\[(?:your|insert|enter|my|the|api|secret|password|token|key|redacted|masked|hidden|filtered)[^\]\n]{0,60}\]|%[A-Z][A-Z0-9_]{0,60}%|#\{[a-z_@][^{}\n]{0,200}\}/i;

/** The whole value is one reference. */
const wholeReference =
  /^(?:\$[A-Za-z_][A-Za-z0-9_]*|\{[a-z_][a-z0-9_.]*\}|@[A-Z][A-Z0-9_]*@|__[A-Z][A-Z0-9_]*__|%\([a-z_]\w*\)s|%[sdv@]|:[a-z_]+)$/i;

/** Words that alone, or joined with each other, name a secret and are none. */
const vocabulary = new Set(
  (
    "a access account admin an any api app application auth authentication authorization aws azure bar base baz bearer bla blah " +
    "cert certificate change client code config credential credentials database db default demo dev empty enter env fake false foo " +
    "for from generated github gitlab goes google hash here host id in insert is jwt key keys local localhost login me mock my mysql name " +
    "new nil no none not null of oauth old openai or pass passphrase passwd password passwords pg postgres private prod project " +
    "public put pw pwd qux real redis removed replace root sample secret secrets server service set signing slack some " +
    "something staging string strong stripe super test testing tests text that the this to todo token tokens true " +
    "undefined unset unused used user username value values variable very webhook with xxx xyz yes your yyy zzz"
  ).split(" "),
);

/** Names that are also passwords in daily use: weak evidence, but no placeholder when they stand alone. */
const realThoughWeak = new Set([
  "root",
  "admin",
  "test",
  "postgres",
  "mysql",
  "redis",
  "super",
  "demo",
  "secret",
]);

function wordsOf(value: string): string[] {
  return value
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== "");
}

function isVocabulary(value: string): boolean {
  if (value.length > 64 || /[^A-Za-z _.\-/\\]/.test(value)) return false;
  const words = wordsOf(value);
  if (words.length === 0) return false;
  if (words.length === 1 && realThoughWeak.has(words[0] ?? "")) return false;
  return words.every((word) => vocabulary.has(word));
}

/** Whether the value, apart from a short prefix such as `ghp_`, is one character over and over. */
function isRepeated(value: string): boolean {
  const body = value.replace(/^[A-Za-z0-9]{1,12}[-_.]/, "");
  for (const part of [value, body]) {
    if (part.length >= 3 && /^(.)\1+$/.test(part)) return true;
  }
  return false;
}

/**
 * Whether a value is a placeholder and so no finding, on any rule.
 * @param value the literal without quotes; any length, time is linear in it
 */
export function isPlaceholder(value: string): boolean {
  const trimmed = value.trim();
  // Templates' braces that a pattern cut in two; the guest of public servers.
  if (/^\}\}?[@/"']|^anon(?:ymous|cvs|csv)?@?$|:anoncvs$/i.test(trimmed)) return true;
  if (trimmed === "" || isRepeated(trimmed) || wholeReference.test(trimmed)) return true;
  if (mask.test(trimmed) || slot.test(trimmed) || tellingWord.test(trimmed) || isVocabulary(trimmed))
    return true;
  return isDocumentedExample(trimmed);
}

/**
 * Whether the value holds a filler run: digits that count up (`1234567890`), the start of the alphabet, or one
 * character eight times. Lowers confidence, never drops a finding of a provider's format.
 */
export function isFiller(value: string): boolean {
  return /01234567|12345678|abcdefg|ABCDEFG|AAECAwQFBgc|AQIDBAUGBwg|(.)\1{7}/.test(value);
}

import { readDlpRules, type DlpRule } from "./dlpRules.ts";

/** What a lint of a DLP policy says. */
export interface DlpLint {
  /** The rules, a line each. */
  readonly rules: readonly string[];
  /** What is wrong, as parts of a sentence; empty: nothing. */
  readonly problems: readonly string[];
}

const blocking = /\b(?:block|deny|denied|prevent|quarantine|reject)/;
const longestPattern = 500;

/** Made-up values of each kind, built from parts so that no file holds one. */
const credentials: readonly { readonly kind: string; readonly sample: string; readonly words: RegExp }[] = [
  {
    kind: "AWS access keys",
    sample: ["AK", "IA", "Q7RSTUVWXYZ", "23456"].join(""),
    words: /aws.?access.?key/i,
  },
  {
    kind: "private keys",
    sample: ["-----BEGIN RSA PRIV", "ATE KEY-----"].join(""),
    words: /private.?key/i,
  },
  {
    kind: "passwords and tokens in code",
    sample: ["pass", "word", ' = "', "hX9", "kq2Lm", '"'].join(""),
    words: /password|secret|api.?key|token|credential/i,
  },
];

/** Words of conditions that keep source code in: kinds of files, places it goes to. */
const code =
  /source.?code|code.?exfil|repositor|\*?\.(?:ts|js|py|java|kt|go|cs|rb|php|tf|sql)\b|github|gitlab|bitbucket|pastebin|gist|clipboard|upload|usb|removable/i;

/**
 * Lints a policy of the banking guide's form (M10): there are rules, those that matter block, they take made-up
 * credentials, and source code is kept in. Patterns that are regular expressions must be valid ones.
 */
export function lintDlpPolicy(text: string): DlpLint {
  const rules = readDlpRules(text);
  if (!rules) return { rules: [], problems: ["the DLP policy is neither JSON nor YAML"] };
  if (rules.length === 0)
    return { rules: [], problems: ["the DLP policy has no rule with an action and conditions"] };
  const active = rules.filter(({ isEnabled, action }) => isEnabled && blocking.test(action));
  const missed = credentials.filter((kind) => !active.some((rule) => takes(rule, kind)));
  const broken = rules.filter(({ patterns }) => patterns.some(isBrokenPattern));
  return {
    rules: rules.map(
      ({ name, action, isEnabled }) => `rule ${name}: ${action}${isEnabled ? "" : ", disabled"}`,
    ),
    problems: [
      ...missed.map(({ kind }) => `no rule that is enabled blocks ${kind}`),
      ...(active.some(({ patterns, name }) => [name, ...patterns].some((one) => code.test(one)))
        ? []
        : ["no rule that is enabled blocks source code on its way out"]),
      ...broken.map(({ name }) => `rule ${name} has a pattern that is no valid regular expression`),
    ],
  };
}

function takes({ name, patterns }: DlpRule, { sample, words }: (typeof credentials)[number]): boolean {
  return (
    patterns.some((pattern) => compiled(pattern)?.test(sample) === true) ||
    words.test([name, ...patterns].join(" "))
  );
}

/** Only what looks like a regular expression is tried as one. */
function looksLikePattern(text: string): boolean {
  return text.length <= longestPattern && /\\[dwsb]|\[[^\]]+\]|\(\?|[)\]][+*{]/.test(text);
}

function compiled(pattern: string): RegExp | undefined {
  if (!looksLikePattern(pattern)) return undefined;
  const [, flag = "", plain = pattern] = /^(\(\?i\))?([\s\S]*)$/.exec(pattern) ?? [];
  try {
    return new RegExp(plain, flag === "" ? "" : "i");
  } catch {
    return undefined;
  }
}

function isBrokenPattern(pattern: string): boolean {
  return looksLikePattern(pattern) && compiled(pattern) === undefined;
}

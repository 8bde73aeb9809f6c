import type { TokenType } from "./tokenType.ts";

const letters = "[./A-Za-z0-9]";

/** Hashes of passwords: whoever reads one guesses the password on a machine of their own, without limits. */
export const hashTokens: readonly TokenType[] = [
  {
    id: "password-hash",
    title: "Hash of a password",
    keywords: ["$1$", "$apr1$", "$2a$", "$2b$", "$2x$", "$2y$", "$5$", "$6$", "$y$", "$argon2", "pbkdf2_sha"],
    // crypt(5), bcrypt, Argon2's PHC string, Django.
    pattern: [
      `\\$(?:1|apr1)\\$${letters}{1,8}\\$${letters}{22}`,
      `\\$2[abxy]\\$\\d\\d\\$${letters}{53}`,
      `\\$5\\$(?:rounds=\\d{1,9}\\$)?${letters}{1,16}\\$${letters}{43}`,
      `\\$6\\$(?:rounds=\\d{1,9}\\$)?${letters}{1,16}\\$${letters}{86}`,
      `\\$y\\$${letters}{1,8}\\$${letters}{1,86}\\$${letters}{43}`,
      "\\$argon2(?:id|i|d)\\$v=\\d{2}\\$m=\\d{1,8},t=\\d{1,4},p=\\d{1,3}\\$[+/A-Za-z0-9]{11,64}\\$[+/A-Za-z0-9]{16,128}",
      "pbkdf2_sha(?:1|256|512)\\$\\d{4,7}\\$[A-Za-z0-9]{8,32}\\$[+/A-Za-z0-9]{40,90}={0,2}",
    ].join("|"),
    tail: "./A-Za-z0-9",
    confidence: "medium",
    opens: "the account of whoever has the password, once it is guessed",
    link: "https://manpages.debian.org/bookworm/libcrypt-dev/crypt.5.en.html",
    sample: "$6${base62:16}${base62:86}",
  },
  {
    id: "kerberos-hash",
    title: "Kerberos ticket for guessing a password",
    keywords: ["$krb5asrep$", "$krb5tgs$", "$krb5pa$"],
    pattern: "\\$krb5(?:asrep|tgs|pa)\\$\\d{1,2}\\$[A-Za-z0-9$*:./@_-]{32,4000}",
    tail: "A-Za-z0-9",
    confidence: "medium",
    opens: "the account of whoever has the password, once it is guessed",
    link: "https://attack.mitre.org/techniques/T1558/",
    sample: "$krb5asrep$23${hex:32}${hex:120}",
  },
];

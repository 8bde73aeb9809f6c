import { bech32Checksum } from "../../checks/bech32.ts";
import type { RuleSamples } from "../../detector.ts";
import { type Random, randomFrom } from "../generate.ts";
import { walletSamples } from "./walletSamples.ts";

/** Base64 lines of 64 characters. */
function lines(random: Random, count: number, head = "MIIE"): string[] {
  return Array.from({ length: count }, (_, index) =>
    index === 0 ? head + random("base62", 60) : random("base62", 64),
  );
}

function block(label: string, body: readonly string[], end = "\n"): string {
  return [`-----BEGIN ${label}-----`, ...body, `-----END ${label}-----`].join(end);
}

const whole = (text: string): { text: string; value: string } => ({ text, value: text });

function pemBlocks(): readonly { text: string; value: string }[] {
  const random = randomFrom("private-key");
  const kinds = [
    "RSA PRIVATE KEY",
    "EC PRIVATE KEY",
    "DSA PRIVATE KEY",
    "PRIVATE KEY",
    "ENCRYPTED PRIVATE KEY",
  ];
  const encrypted = [
    "Proc-Type: 4,ENCRYPTED",
    `DEK-Info: AES-128-CBC,${random("hex", 32).toUpperCase()}`,
    "",
  ];
  const escaped = block("PRIVATE KEY", lines(random, 6), "\\n");
  const ssh2 = [
    "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----",
    'Comment: "work"',
    ...lines(random, 5, "P2/5"),
    "---- END SSH2 ENCRYPTED PRIVATE KEY ----",
  ].join("\n");
  return [
    ...kinds.map((kind) => whole(block(kind, lines(random, 8)))),
    whole(block("OPENSSH PRIVATE KEY", lines(random, 8, "b3BlbnNzaC1rZXktdjEA"))),
    whole(block("RSA PRIVATE KEY", [...encrypted, ...lines(random, 8)])),
    { text: `"key": "${escaped}\\n"`, value: escaped },
    whole(ssh2),
  ];
}

/** Samples of the rules for private keys, made at run time. */
export const privateKeySamples: readonly RuleSamples[] = [
  {
    id: "private-key",
    positive: pemBlocks,
    negative: () => [
      block("PUBLIC KEY", lines(randomFrom("public"), 6)),
      block("CERTIFICATE", lines(randomFrom("certificate"), 6)),
      block("RSA PRIVATE KEY", ["..."]),
      block("RSA PRIVATE KEY", ["<your key>"]),
      'const head = "-----BEGIN PRIVATE KEY-----";\nconst foot = "-----END PRIVATE KEY-----";',
      '"-----BEGIN RSA PRIVATE KEY-----\\n" + body + "\\n-----END RSA PRIVATE KEY-----"',
    ],
  },
  {
    id: "pgp-private-key",
    positive: () => [
      whole(
        block("PGP PRIVATE KEY BLOCK", [
          "Version: GnuPG v2",
          "",
          ...lines(randomFrom("pgp"), 8, "lQOY"),
          "=aB3d",
        ]),
      ),
    ],
    negative: () => [block("PGP PUBLIC KEY BLOCK", ["", ...lines(randomFrom("pgp/public"), 8)])],
  },
  {
    id: "google-service-account-key",
    positive: () => {
      const value = block("PRIVATE KEY", lines(randomFrom("service-account"), 8), "\\n");
      return [{ text: `{"type": "service_account", "private_key": "${value}\\n"}`, value }];
    },
    negative: () => ['{"type": "service_account", "private_key": ""}'],
  },
  {
    id: "putty-private-key",
    positive: () => {
      const random = randomFrom("putty-private-key");
      const value = lines(random, 4, "AAAB").join("\n");
      return [
        {
          text: `PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nPrivate-Lines: 4\n${value}\nPrivate-MAC: ${random("hex", 64)}`,
          value,
        },
      ];
    },
    negative: () => ["Private-Lines: 0\n", "Public-Lines: 1\nAAAA"],
  },
  {
    id: "age-secret-key",
    positive: () => {
      const random = randomFrom("age-secret-key");
      const letters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
      const data = [...random("base32", 52)]
        .map((letter) => letters["ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter)])
        .join("");
      const value = `age-secret-key-1${data}${bech32Checksum("age-secret-key-", data)}`.toUpperCase();
      return [whole(value)];
    },
    negative: () => ["AGE-SECRET-KEY-1", "# public key: age1qqq"],
  },
  {
    id: "jwk-private-key",
    positive: () => {
      const random = randomFrom("jwk-private-key");
      const value = random("base64url", 43);
      return [{ text: `{"kty":"EC","crv":"P-256","x":"${random("base64url", 43)}","d":"${value}"}`, value }];
    },
    negative: () => [`{"kty":"EC","crv":"P-256","x":"${randomFrom("jwk/public")("base64url", 43)}"}`],
  },
  ...walletSamples,
];

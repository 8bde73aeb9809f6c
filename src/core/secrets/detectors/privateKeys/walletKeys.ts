import { base58Payload } from "../../checks/base58.ts";
import { isBech32 } from "../../checks/bech32.ts";
import { isStellarSeed } from "../../checks/stellarSeed.ts";
import type { Assessment, Detector } from "../../detector.ts";
import { assignedPattern, tokenPattern } from "../patterns.ts";

const base58 = "[1-9A-HJ-NP-Za-km-z]";
const bech32 = "[qpzry9x8gf2tvdw0s3jn54khce6mua7l]";
const valid: Assessment = { confidence: "high", reason: "its checksum is valid" };

/** Version bytes of a private key in wallet import format: main and test network (BIP 178). */
const importVersions = new Set([0x80, 0xef]);

/** Whether it is a private key in wallet import format: 32 bytes, and 1 more when its public key is compressed. */
function isImportFormat(value: string): boolean {
  const payload = base58Payload(value);
  return payload !== undefined && importVersions.has(payload[0]!) && [33, 34].includes(payload.length);
}

/** Numbers of a key pair in a JSON array: 64 bytes that are not a made-up row. */
function isKeyArray(value: string): boolean {
  const numbers = value.match(/\d+/g)!.map(Number);
  return numbers.every((number) => number < 256) && new Set(numbers).size > 40;
}

/** A phrase has 12, 15, 18, 21 or 24 words (BIP 39); those of examples repeat one. */
function isSeedPhrase(value: string): boolean {
  const words = value.split(" ");
  return words.length >= 12 && words.length % 3 === 0 && new Set(words).size >= words.length - 2;
}

/** Keys of wallets. Those with a checksum are reported only when it is right, since nothing else tells them. */
export const walletDetectors: readonly Detector[] = [
  {
    id: "bitcoin-extended-key",
    title: "Extended private key of a wallet",
    keywords: ["xprv", "yprv", "zprv", "tprv", "uprv", "vprv"],
    pattern: tokenPattern(`[xyztuvYZUV]prv${base58}{107,108}`),
    confidence: "high",
    check: ({ value }) =>
      base58Payload(value) === undefined
        ? { confidence: "medium", reason: "it has the format, though its checksum is not valid" }
        : valid,
  },
  {
    id: "bitcoin-private-key",
    title: "Bitcoin private key",
    keywords: ["wif", "priv", "bitcoin", "btc", "wallet", "secret"],
    pattern: tokenPattern(`(?:[59]${base58}{50}|[KLc]${base58}{51})`),
    confidence: "high",
    check: ({ value }) => (isImportFormat(value) ? valid : undefined),
  },
  {
    id: "bech32-private-key",
    title: "Private key of a wallet",
    keywords: ["nsec1", "suiprivkey1", "sk1", "secret-extended-key-"],
    pattern: tokenPattern(
      `(?:nsec1${bech32}{58}|suiprivkey1${bech32}{59}|(?:root|acct|addr|stake|policy|script|ed25519e?)_x?sk1${bech32}{58,220}|secret-extended-key-(?:main|test)1${bech32}{200,320})`,
    ),
    confidence: "high",
    check: ({ value }) => (isBech32(value) ? valid : undefined),
  },
  {
    id: "stellar-secret-seed",
    title: "Stellar secret seed",
    keywords: ["stellar", "secret", "seed", "xlm"],
    pattern: tokenPattern("S[A-D][A-Z2-7]{54}"),
    confidence: "high",
    check: ({ value }) => (isStellarSeed(value) ? valid : undefined),
  },
  {
    id: "wallet-key-array",
    title: "Key pair of a wallet as numbers",
    keywords: ["solana", "keypair", "key_pair", "secretkey", "secret_key", "privatekey", "private_key"],
    pattern: assignedPattern(
      ["solana", "keypair", "key_pair", "secret_key", "private_key"],
      String.raw`\[\s{0,4}\d{1,3}(?:\s{0,4},\s{0,8}\d{1,3}){63}\s{0,4}\]`,
    ),
    reach: { before: 128, after: 1200 },
    confidence: "medium",
    check: ({ value }) =>
      isKeyArray(value) ? { confidence: "medium", reason: "it holds 64 bytes, as key pairs do" } : undefined,
  },
  {
    id: "wallet-seed-phrase",
    title: "Recovery phrase of a wallet",
    keywords: ["mnemonic", "seed_phrase", "seedphrase", "seed phrase", "recovery_phrase", "recovery phrase"],
    pattern: assignedPattern(
      ["mnemonic", "seed_phrase", "recovery_phrase"],
      "[a-z]{3,8}(?: [a-z]{3,8}){11,23}",
      "A-Za-z0-9_ ",
    ),
    confidence: "medium",
    check: ({ value }) =>
      isSeedPhrase(value) ? { confidence: "medium", reason: "its name and number of words fit" } : undefined,
  },
];

import { base58Check } from "../../checks/base58.ts";
import { bech32Checksum } from "../../checks/bech32.ts";
import { encodeBase32, strkeyChecksum } from "../../checks/stellarSeed.ts";
import type { RuleSamples } from "../../detector.ts";
import { type Random, randomFrom } from "../generate.ts";

function bytesOf(random: Random, count: number): number[] {
  return Array.from({ length: count }, () => Number.parseInt(random("hex", 2), 16));
}

const letters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

function bech32Of(random: Random, prefix: string, size: number): string {
  const data = bytesOf(random, size)
    .map((byte) => letters[byte & 31])
    .join("");
  return `${prefix}1${data}${bech32Checksum(prefix, data)}`;
}

function phraseOf(random: Random, count: number): string {
  return Array.from({ length: count }, (_, index) => random("lower", 4 + (index % 3))).join(" ");
}

const whole = (text: string): { text: string; value: string } => ({ text, value: text });
const beside = (name: string, value: string): { text: string; value: string } => ({
  text: `${name}=${value}`,
  value,
});

/** The version bytes of `xprv` (BIP 32). */
const extended = [0x04, 0x88, 0xad, 0xe4];

/** Samples of the rules for keys of wallets, made at run time with right checksums. */
export const walletSamples: readonly RuleSamples[] = [
  {
    id: "bitcoin-extended-key",
    positive: () => {
      const random = randomFrom("bitcoin-extended-key");
      const head = [...extended, ...Array.from({ length: 9 }, () => 0)];
      return [
        whole(base58Check(Uint8Array.from([...head, ...bytesOf(random, 32), 0, ...bytesOf(random, 32)]))),
      ];
    },
    negative: () => [`xprv${"x".repeat(107)}`, `xpub6${randomFrom("xpub")("base62", 106)}`],
  },
  {
    id: "bitcoin-private-key",
    positive: () => {
      const random = randomFrom("bitcoin-private-key");
      const key = bytesOf(random, 32);
      return [
        beside("WIF", base58Check(Uint8Array.from([0x80, ...key, 1]))),
        beside("BITCOIN_KEY", base58Check(Uint8Array.from([0x80, ...key]))),
        beside("TESTNET_PRIVKEY", base58Check(Uint8Array.from([0xef, ...key, 1]))),
      ];
    },
    negative: () => [
      `wif=K${"x".repeat(51)}`,
      // A right checksum over a payload of another kind.
      `bitcoin=${base58Check(Uint8Array.from([0, ...bytesOf(randomFrom("wif/negative"), 20)]))}`,
    ],
  },
  {
    id: "bech32-private-key",
    positive: () => {
      const random = randomFrom("bech32-private-key");
      return [
        whole(bech32Of(random, "nsec", 52)),
        whole(bech32Of(random, "suiprivkey", 53)),
        whole(bech32Of(random, "addr_xsk", 154)),
      ];
    },
    negative: () => [
      `nsec1${"q".repeat(58)}`,
      bech32Of(randomFrom("bech32/negative"), "npub", 52),
      bech32Of(randomFrom("bech32/negative"), "nsec", 30),
    ],
  },
  {
    id: "stellar-secret-seed",
    positive: () => {
      const random = randomFrom("stellar-secret-seed");
      const body = Uint8Array.from([18 << 3, ...bytesOf(random, 32)]);
      return [beside("STELLAR_SEED", encodeBase32(Uint8Array.from([...body, ...strkeyChecksum(body)])))];
    },
    negative: () => [`STELLAR_SEED=SA${randomFrom("stellar/negative")("base32", 54)}`],
  },
  {
    id: "wallet-key-array",
    positive: () => {
      const value = `[${bytesOf(randomFrom("wallet-key-array"), 64).join(", ")}]`;
      return [{ text: `const keypair = ${value};`, value }];
    },
    negative: () => [
      `keypair = [${Array.from({ length: 64 }, (_, index) => index % 8).join(",")}]`,
      `keypair = [${bytesOf(randomFrom("wallet-key-array"), 32).join(",")}]`,
    ],
  },
  {
    id: "wallet-seed-phrase",
    positive: () => {
      const random = randomFrom("wallet-seed-phrase");
      return [12, 24].map((count) => {
        const value = phraseOf(random, count);
        return { text: `MNEMONIC="${value}"`, value };
      });
    },
    negative: () => [
      `MNEMONIC="${Array.from({ length: 12 }, () => "junk").join(" ")}"`,
      `mnemonic: "${phraseOf(randomFrom("phrase/negative"), 13)}"`,
    ],
  },
];

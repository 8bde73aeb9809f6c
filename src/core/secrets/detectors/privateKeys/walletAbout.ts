import type { RuleAbout } from "../../detector.ts";

const spends = "Whoever reads it can spend what the wallet holds, at once and for good.";
const move = "Make a new wallet and move everything to it at once: a key of a wallet cannot be revoked.";

/** Pages of the rules for keys of wallets. */
export const walletAbout: readonly RuleAbout[] = [
  {
    id: "bitcoin-extended-key",
    what: `This is the extended private key of a wallet: all keys below it follow from it. ${spends}`,
    how: "`xprv` or one of its kin and 107 or 108 characters in Base58, whose checksum Picket verifies. With a wrong one it is a warning.",
    rotate: move,
    links: ["https://github.com/bitcoin/bips/blob/master/bip-0032.mediawiki"],
  },
  {
    id: "bitcoin-private-key",
    what: `This is the private key of an address in the wallet import format. ${spends}`,
    how: "51 or 52 characters in Base58 near a word such as `wif`, `private` or `bitcoin`; reported only when the checksum and the version are right.",
    rotate: move,
    links: ["https://github.com/bitcoin/bips/blob/master/bip-0178.mediawiki"],
  },
  {
    id: "bech32-private-key",
    what: "This is the private key of a wallet or account: Nostr (`nsec1`), Sui (`suiprivkey1`), Cardano (`addr_xsk1` and its kin) or Zcash. Whoever reads it can act as its owner, for good.",
    how: "The prefix and characters in Bech32; reported only when the checksum is right.",
    rotate: move,
    links: [
      "https://github.com/nostr-protocol/nips/blob/master/19.md",
      "https://cips.cardano.org/cip/CIP-0005",
    ],
  },
  {
    id: "stellar-secret-seed",
    what: `This is the secret seed of a Stellar account. ${spends}`,
    how: "`S` and 55 characters in Base32 near a word such as `stellar`, `secret` or `seed`; reported only when the checksum is right.",
    rotate:
      "Add a new signer to the account and take the old key's weight away, or move everything to a new account.",
    links: ["https://github.com/stellar/stellar-protocol/blob/master/ecosystem/sep-0023.md"],
  },
  {
    id: "wallet-key-array",
    what: `This is the key pair of a wallet as the tools of Solana write it. ${spends}`,
    how: "An array of 64 numbers below 256 that a name such as `keypair` or `secret_key` is given. It is reported as a warning.",
    rotate: move,
    links: ["https://solana.com/docs/intro/installation/solana-cli-basics"],
  },
  {
    id: "wallet-seed-phrase",
    what: `This is the recovery phrase of a wallet: all its keys follow from it. ${spends}`,
    how: "12 to 24 words that a name such as `mnemonic` or `seed_phrase` is given; phrases of examples, which repeat a word, are left out. It is reported as a warning.",
    rotate: move,
    links: ["https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki"],
  },
];

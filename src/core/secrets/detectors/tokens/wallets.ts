import { isGenerated } from "../../checks/generated.ts";
import type { TokenType } from "./tokenType.ts";

/** Keys of wallets that a fixed head tells; those with a checksum are in `../privateKeys/`. */
export const walletTokens: readonly TokenType[] = [
  {
    id: "aptos-private-key",
    title: "Aptos private key",
    keywords: ["-priv-0x"],
    pattern: "(?:ed25519|secp256k1)-priv-0x[0-9a-f]{64}",
    opens: "everything that the account holds",
    link: "https://aptos.dev/en/build/guides/key-management",
    sample: "ed25519-priv-0x{hex:64}",
  },
  {
    id: "hedera-private-key",
    title: "Private key in DER",
    keywords: ["302e020100300506032b6570", "3030020100300706052b8104000a"],
    pattern: "(?:302e020100300506032b657004220420|3030020100300706052b8104000a04220420)[0-9a-f]{64}",
    opens: "everything that the account or its signatures stand for",
    link: "https://docs.hedera.com/hedera/core-concepts/keys-and-signatures",
    sample: "302e020100300506032b657004220420{hex:64}",
  },
  {
    id: "antelope-private-key",
    title: "Antelope private key",
    keywords: ["pvt_k1_", "pvt_r1_"],
    pattern: "PVT_[KR]1_[1-9A-HJ-NP-Za-km-z]{45,56}",
    check: isGenerated,
    opens: "everything that the account holds",
    link: "https://docs.eosnetwork.com/docs/latest/core-concepts/accounts/",
    sample: "PVT_K1_{base58:50}",
  },
  {
    id: "lightning-macaroon",
    title: "Lightning node macaroon",
    keywords: ["0201036c6e64"],
    pattern: "0201036c6e64[0-9a-f]{120,1200}",
    opens: "the payments of a Lightning node",
    link: "https://docs.lightning.engineering/lightning-network-tools/lnd/macaroons",
    sample: "0201036c6e64{hex:400}",
  },
  {
    id: "near-private-key",
    title: "NEAR private key",
    keywords: ["ed25519:"],
    pattern: "ed25519:[1-9A-HJ-NP-Za-km-z]{86,88}",
    check: isGenerated,
    opens: "everything that the account holds",
    link: "https://docs.near.org/protocol/access-keys",
    sample: "ed25519:{base58:88}",
  },
  {
    id: "ethereum-private-key",
    title: "Ethereum private key",
    keywords: ["private", "privkey", "deployer", "wallet", "signer", "eth_key", "evm_key"],
    names: ["private_key", "privkey", "deployer_key", "wallet_key", "signer_key", "eth_key", "evm_key"],
    pattern: "(?:0x)?[0-9a-fA-F]{64}",
    opens: "everything that the account holds",
    link: "https://ethereum.org/en/developers/docs/accounts/",
    sample: "DEPLOYER_PRIVATE_KEY=0x{hex:64}",
  },
];

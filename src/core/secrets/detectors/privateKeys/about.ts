import type { RuleAbout } from "../../detector.ts";
import { walletAbout } from "./walletAbout.ts";

/** Pages of the rules for private keys. */
export const privateKeyAbout: readonly RuleAbout[] = [
  {
    id: "private-key",
    what: "The private half of a key pair: of a TLS certificate, an SSH login, a signature. Its holder can pose as the owner, and may read what was encrypted for the owner.",
    how: "BEGIN and END lines around base64: RSA, EC, DSA, OpenSSH, PKCS #8, encrypted or not, SSH2; on many lines, on one line with escaped line ends, or cut off at its end.",
    rotate:
      "Make a new pair. Replace the public half wherever it is trusted (`authorized_keys`, the certificate, the signing key), and have the old certificate revoked.",
    links: [
      "https://www.rfc-editor.org/rfc/rfc7468",
      "https://cheatsheetseries.owasp.org/cheatsheets/Key_Management_Cheat_Sheet.html",
    ],
  },
  {
    id: "pgp-private-key",
    what: "A private key of OpenPGP: it signs and decrypts in its owner's name, when its passphrase is known or absent.",
    how: "The lines `BEGIN PGP PRIVATE KEY BLOCK` and its end, around armoured data.",
    rotate: "Publish the revocation certificate and make a new key.",
    links: ["https://www.rfc-editor.org/rfc/rfc9580"],
  },
  {
    id: "google-service-account-key",
    what: "The key of a service account of Google Cloud: it signs in as the account from anywhere and never ends by itself.",
    how: 'A private key in JSON beside `"type": "service_account"`.',
    rotate:
      "Delete the key under IAM, Service accounts, Keys. Better than a new one: Workload Identity Federation, or the account attached to the workload.",
    links: ["https://cloud.google.com/iam/docs/best-practices-for-managing-service-account-keys"],
  },
  {
    id: "putty-private-key",
    what: "A private SSH key in the format of PuTTY.",
    how: "The lines that `Private-Lines` announces. When the header names an encryption, the key is as strong as its passphrase.",
    rotate: "Make a new pair with PuTTYgen and replace the public half in every `authorized_keys`.",
    links: ["https://the.earth.li/~sgtatham/putty/latest/htmldoc/AppendixC.html"],
  },
  {
    id: "age-secret-key",
    what: "An identity of age: it decrypts every file that was encrypted for it, SOPS files among them.",
    how: "`AGE-SECRET-KEY-1` and 58 characters in Bech32, whose checksum Picket verifies. With a wrong one it is a warning.",
    rotate:
      "Make a new identity, encrypt the files for it again, and change the secrets in them: whoever has the old identity can read old copies.",
    links: ["https://age-encryption.org/v1"],
  },
  {
    id: "jwk-private-key",
    what: "A private key as a JSON Web Key: it signs tokens, or decrypts, in its owner's name.",
    how: "The member `d` near a member `kty`.",
    rotate: "Add a new key to the key set, sign with it, and remove the old one when its tokens have ended.",
    links: ["https://www.rfc-editor.org/rfc/rfc7517"],
  },
  ...walletAbout,
];

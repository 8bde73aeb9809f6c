import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { base58Check, base58Payload } from "../../../src/core/secrets/checks/base58.ts";
import { sha256 } from "../../../src/core/secrets/checks/sha256.ts";
import { encodeBase32, isStellarSeed, strkeyChecksum } from "../../../src/core/secrets/checks/stellarSeed.ts";

/** The text with the character at a place replaced by another of its alphabet. */
function altered(text: string, at: number): string {
  return text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1);
}

suite("checksums of wallets", () => {
  test("SHA-256 is that of the platform, at every length around a block", () => {
    for (let length = 0; length <= 130; length++) {
      const bytes = randomBytes(length);
      const expected = createHash("sha256").update(bytes).digest("hex");
      assert.equal(Buffer.from(sha256(bytes)).toString("hex"), expected, `${length} bytes`);
    }
  });

  test("Base58Check gives the payload back, zeros at its head included, and sees any changed character", () => {
    for (const head of [[], [0], [0, 0, 0]]) {
      const payload = Uint8Array.from([...head, ...randomBytes(33)]);
      const text = base58Check(payload);
      assert.deepEqual(base58Payload(text), payload);
      for (let at = 0; at < text.length; at++) assert.equal(base58Payload(altered(text, at)), undefined);
    }
  });

  test("a Stellar seed is known by version and checksum, and any changed character is seen", () => {
    const seedOf = (version: number): string => {
      const body = Uint8Array.from([version, ...randomBytes(32)]);
      return encodeBase32(Uint8Array.from([...body, ...strkeyChecksum(body)]));
    };
    const seed = seedOf(18 << 3);
    assert.ok(isStellarSeed(seed));
    for (let at = 0; at < seed.length; at++) assert.ok(!isStellarSeed(altered(seed, at)));
    assert.ok(!isStellarSeed(seedOf(6 << 3)));
  });
});

import assert from "node:assert/strict";
import { generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { nodeSignatures } from "../../../src/adapters/node/mcpSignature.ts";
import { policyState, type FoundPolicy } from "../../../src/core/mcp/policies/policyState.ts";

const now = Date.UTC(2026, 5, 1);
const text = (members: object = {}) =>
  JSON.stringify({ version: 1, issuer: "appsec", serial: 5, servers: [], ...members });
const found = (content: string, signature?: string): FoundPolicy => ({
  kind: "document",
  document: { text: content, bytes: Buffer.from(content), ...(signature !== undefined && { signature }) },
});
const trust = (more: { key?: string; serials?: ReadonlyMap<string, number> } = {}) => ({
  now,
  signatures: nodeSignatures,
  serials: new Map<string, number>(),
  ...more,
});
const stateOf = (policy: FoundPolicy, more: Parameters<typeof trust>[0] = {}) =>
  policyState(policy, trust(more));

const ed = generateKeyPairSync("ed25519");
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
const other = generateKeyPairSync("ec", { namedCurve: "P-384" });
const pem = (key: KeyObject) => key.export({ type: "spki", format: "pem" }).toString();
const der = (key: KeyObject) => key.export({ type: "spki", format: "der" }).toString("base64");
const signed = (content: string) => sign(null, Buffer.from(content), ed.privateKey).toString("base64");

suite("the state of a policy", () => {
  test("valid, with its policy", () => {
    const state = stateOf(found(text({ expires: "2026-06-01T00:00:01Z" })));
    assert.equal(state.state, "valid");
    assert.equal(state.policy.serial, 5);
  });

  test("missing, and not to be had", () => {
    assert.deepEqual(stateOf({ kind: "absent" }), { state: "missing" });
    const reason = "it cannot be read (EACCES)";
    assert.deepEqual(stateOf({ kind: "unavailable", reason }), { state: "untrusted", reason });
  });

  test("expired from the very moment on", () => {
    const state = stateOf(found(text({ expires: "2026-06-01" })));
    assert.ok(state.state === "expired");
    assert.equal(state.reason, "it expired on 2026-06-01");
    assert.equal(state.policy?.issuer, "appsec");
  });

  test("broken, when it does not parse", () => {
    const state = stateOf(found(text({ severs: [] })));
    assert.deepEqual(state, { state: "broken", reason: "severs is not a known member" });
  });

  test("stale, when a higher serial of the issuer was seen", () => {
    const serials = new Map([["appsec", 6]]);
    const state = stateOf(found(text()), { serials });
    assert.ok(state.state === "stale");
    assert.match(state.reason, /has serial 5, and serial 6 was seen before/);
    assert.equal(stateOf(found(text({ serial: 6 })), { serials }).state, "valid");
    assert.equal(stateOf(found(text({ issuer: "other" })), { serials }).state, "valid");
    const without = JSON.stringify({ version: 1, issuer: "appsec", servers: [] });
    assert.equal(stateOf(found(without), { serials }).state, "stale");
  });

  test("a policy without issuer has a serial of its own", () => {
    const nameless = JSON.stringify({ version: 1, serial: 1, servers: [] });
    assert.equal(stateOf(found(nameless), { serials: new Map([["", 2]]) }).state, "stale");
  });
});

suite("the signature of a policy", () => {
  for (const key of [pem(ed.publicKey), der(ed.publicKey)]) {
    test(`Ed25519, with the key as ${key.startsWith("-") ? "PEM" : "base64"}`, () => {
      assert.equal(stateOf(found(text(), signed(text())), { key }).state, "valid");
      assert.equal(stateOf(found(`${text()}\n`, signed(text())), { key }).state, "untrusted");
    });
  }

  for (const dsaEncoding of ["der", "ieee-p1363"] as const) {
    test(`ECDSA P-256 as ${dsaEncoding}`, () => {
      const bytes = Buffer.from(text());
      const signature = sign("sha256", bytes, { key: ec.privateKey, dsaEncoding }).toString("base64");
      const wrapped = signature.replace(/.{20}/g, "$&\n");
      assert.equal(stateOf(found(text(), wrapped), { key: pem(ec.publicKey) }).state, "valid");
      assert.equal(
        stateOf(found(text({ serial: 9 }), signature), { key: pem(ec.publicKey) }).state,
        "untrusted",
      );
      assert.equal(stateOf(found(text(), signature), { key: pem(ed.publicKey) }).state, "untrusted");
    });
  }

  const refused: readonly (readonly [string, string, string | undefined, RegExp])[] = [
    ["no signature", pem(ed.publicKey), undefined, /no signature beside it/],
    ["one of another key", pem(ec.publicKey), signed(text()), /does not fit/],
    ["no base64", pem(ed.publicKey), "<html>", /cannot be read/],
    ["an empty one", pem(ed.publicKey), "", /cannot be read/],
    ["a huge one", pem(ed.publicKey), "A".repeat(100_000), /cannot be read/],
    ["a key that is none", "not a key", signed(text()), /pinned key cannot be read/],
    ["a key of another curve", pem(other.publicKey), signed(text()), /pinned key cannot be read/],
  ];
  for (const [title, key, signature, reason] of refused) {
    test(`${title} is not trusted`, () => {
      const state = stateOf(found(text(), signature), { key });
      assert.ok(state.state === "untrusted");
      assert.match(state.reason, reason);
    });
  }

  test("comes before the content: a broken policy of someone else is untrusted", () => {
    assert.equal(stateOf(found("{", signed("x")), { key: pem(ed.publicKey) }).state, "untrusted");
    assert.equal(stateOf(found("{", signed("{")), { key: pem(ed.publicKey) }).state, "broken");
  });

  test("does not matter when no key is pinned", () => {
    assert.equal(stateOf(found(text(), "<html>")).state, "valid");
  });
});

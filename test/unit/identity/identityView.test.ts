import assert from "node:assert/strict";
import type { AwsIdentity } from "../../../src/core/ports.ts";
import { identityView, type Translate } from "../../../src/features/identity/identityView.ts";
import { isRegionCode, regions } from "../../../src/features/identity/regions.ts";

const t: Translate = (text, ...values) =>
  text.replaceAll(/\{(\d)\}/g, (_all, index: string) => values[Number(index)] ?? "");

const account = "123456789012";
const signedIn: AwsIdentity = {
  state: "signed-in",
  profile: "dev",
  region: "eu-west-1",
  account,
  arn: `arn:aws:sts::${account}:assumed-role/Dev/me`,
  expiresAt: 2_000,
};

suite("the status bar item for AWS", () => {
  test("claims nothing before the first check", () => {
    const view = identityView(undefined, {}, 0, t);
    assert.equal(view.text, "$(account) AWS");
    assert.equal(view.alarm, false);
    assert.match(view.tooltip, /has not been asked yet/);
  });

  test("names the chosen profile before the first check", () => {
    assert.equal(identityView(undefined, { profile: "dev" }, 0, t).text, "$(account) AWS: dev");
  });

  test("shows the profile and the account's last digits, and all of it in the tooltip", () => {
    const view = identityView(signedIn, {}, 1_999, t);
    assert.equal(view.text, "$(account) AWS: dev · …9012");
    assert.equal(view.alarm, false);
    for (const fact of ["dev", account, "eu-west-1", signedIn.arn]) assert.ok(view.tooltip.includes(fact));
  });

  test("calls the profile default when none is chosen", () => {
    assert.match(identityView({ ...signedIn, profile: undefined }, {}, 0, t).text, /AWS: default ·/);
  });

  test("turns to expired at the known end, without a new check", () => {
    const view = identityView(signedIn, {}, 2_000, t);
    assert.equal(view.text, "$(warning) AWS: dev · sign-in expired");
    assert.equal(view.alarm, true);
    assert.match(view.tooltip, /dev has expired/);
  });

  for (const [state, label] of [
    ["signed-out", "signed out"],
    ["expired", "sign-in expired"],
    ["no-region", "no Region"],
    ["unreachable", "not reachable"],
    ["denied", "denied"],
  ] as const) {
    test(`warns when ${state}, and the tooltip gives the reason first`, () => {
      const identity = { state, profile: "dev", region: undefined, reason: "Because of this. Do that." };
      const view = identityView(identity, {}, 0, t);
      assert.equal(view.text, `$(warning) AWS: dev · ${label}`);
      assert.equal(view.alarm, true);
      assert.ok(view.tooltip.startsWith("Because of this. Do that.\n"));
    });
  }
});

suite("the list of Regions", () => {
  test("has distinct codes of the right form, each with a place", () => {
    assert.equal(new Set(regions.map(({ code }) => code)).size, regions.length);
    for (const { code, place } of regions) {
      assert.ok(isRegionCode(code), code);
      assert.ok(place.length > 1, code);
    }
  });

  test("a typed code is taken when it has the form", () => {
    assert.ok(isRegionCode("eu-north-2"));
    for (const wrong of ["", "eu", "eu-west", "EU-WEST-1", "eu-west-1.evil.example", "eu-west-1/"]) {
      assert.equal(isRegionCode(wrong), false, wrong);
    }
  });
});

import assert from "node:assert/strict";
import { activityCommands } from "../../../src/features/activityPanel/commandNames.ts";
import { newNonce, panelPage } from "../../../src/features/activityPanel/panelPage.ts";
import { panelDetail } from "../../../src/features/activityPanel/panelDetail.ts";
import { pageStrings } from "../../../src/features/activityPanel/pageStrings.ts";
import { panelStringNames } from "../../../src/protocol/panelStrings.ts";
import { readToPanel } from "../../../src/protocol/guards.ts";
import { manifest } from "../editor/manifest.ts";
import { fill } from "./fill.ts";

suite("the page of agent activity, as the extension writes it", () => {
  const strings = pageStrings((text) => `</script><!--${text}`);
  const page = panelPage({
    script: "https://host/dist/webview/activity.js",
    cspSource: "https://host",
    nonce: "n0nce",
    language: 'de" onload="x',
    title: "Agent <Activity>",
    strings,
  });

  test("nothing but its own script may run, and nothing may be fetched", () => {
    const policy = /content="(default-src[^"]*)"/.exec(page)?.[1];
    assert.equal(
      policy,
      "default-src 'none'; script-src 'nonce-n0nce'; style-src https://host; font-src https://host",
    );
    assert.equal(page.match(/<script\b/g)?.length, 2);
    assert.ok(!/\son\w+="/.test(page.replace(/&quot; onload=&quot;/, "")));
  });

  test("texts cannot end the element that they stand in", () => {
    const [, json = ""] = /<script type="application\/json"[^>]*>(.*?)<\/script>/s.exec(page) ?? [];
    assert.ok(!json.includes("<"));
    assert.deepEqual(JSON.parse(json), strings);
  });

  test("every text of the page is there", () => {
    assert.deepEqual(Object.keys(strings).sort(), [...panelStringNames].sort());
  });

  test("a nonce is new each time", () => {
    const nonces = new Set(Array.from({ length: 50 }, newNonce));
    assert.equal(nonces.size, 50);
    for (const nonce of nonces) assert.match(nonce, /^[A-Za-z0-9]{32}$/);
  });

  test("details are bounded, and hold what the masked record holds", () => {
    const row = {
      n: 4,
      key: "k",
      name: "GetObject",
      service: "s3",
      resource: "b/k",
      outcome: "denied",
      readOnly: true,
      late: false,
      risk: { severity: "medium", category: "denied", reasons: ["x".repeat(5_000)] },
    } as const;
    const record = { eventName: "GetObject", errorMessage: "y".repeat(5_000), userAgent: "cli" };
    const detail = panelDetail(row, record, fill);
    assert.deepEqual(readToPanel({ type: "detail", detail }), { type: "detail", detail });
    assert.ok(JSON.stringify(detail).length < 3_000);
    assert.ok(detail.facts.some(([label, text]) => label === "User agent" && text === "cli"));
    assert.deepEqual(panelDetail(row, undefined, fill).facts, [["Call", "s3:GetObject"]]);
  });
});

suite("the commands of agent activity", () => {
  test("are those that the manifest declares", () => {
    const declared = manifest.contributes.commands.map(({ command }) => command);
    assert.deepEqual(
      declared.filter((command) => command.startsWith("picket.activity.")).sort(),
      activityCommands.map((name) => `picket.activity.${name}`).sort(),
    );
  });

  test("each has its place in the palette, or none", () => {
    const places = new Set(
      (manifest.contributes.menus["commandPalette"] ?? []).map(({ command }) => command),
    );
    for (const name of activityCommands) assert.ok(places.has(`picket.activity.${name}`), name);
  });
});

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { generateKeyPairSync, sign } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readPolicyFile } from "../../../src/adapters/node/mcpPolicyFile.ts";
import { loadPolicies, type PolicyLoading } from "../../../src/adapters/node/mcpPolicyLoader.ts";
import { filePolicyMemory } from "../../../src/adapters/node/mcpPolicyMemory.ts";
import { nodeSignatures } from "../../../src/adapters/node/mcpSignature.ts";
import { policyPlaces } from "../../../src/core/mcp/policies/choose.ts";
import type { FetchedDocument, PolicyFetch } from "../../../src/core/ports.ts";

const now = Date.UTC(2026, 5, 1);
const document = (members: object = {}) =>
  JSON.stringify({ version: 1, issuer: "appsec", serial: 5, servers: [], ...members });
const pair = generateKeyPairSync("ed25519");
const key = pair.publicKey.export({ type: "spki", format: "pem" }).toString();
const signatureOf = (text: string) => sign(null, Buffer.from(text), pair.privateKey).toString("base64");

/** A fetch that answers from a table of addresses. */
function tableFetch(table: Readonly<Record<string, string>>, more: object = {}): PolicyFetch {
  return {
    fetch: (address): Promise<FetchedDocument> => {
      const text = table[address];
      if (text === undefined) return Promise.resolve({ kind: "unavailable", reason: "status 404" });
      return Promise.resolve({ kind: "document", bytes: Buffer.from(text), asOf: now, ...more });
    },
  };
}

const makePipe = "mkfifo";

suite("loading policies", () => {
  let folder: string;
  setup(() => {
    folder = mkdtempSync(join(tmpdir(), "picket-policy-"));
  });
  teardown(() => rmSync(folder, { recursive: true }));

  const write = (name: string, content: string | Buffer) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const load = (sources: Parameters<typeof policyPlaces>[0], more: Partial<PolicyLoading> = {}) =>
    loadPolicies(policyPlaces(sources), {
      signatures: nodeSignatures,
      fetch: tableFetch({}),
      now: () => now,
      ...more,
    });
  const statesOf = async (...args: Parameters<typeof load>) =>
    (await load(...args)).map(({ place, state }) => `${place.kind} ${state.state}`);

  test("the setting and the managed folder are layers", async () => {
    const setting = write("own.json", document());
    write("mcp-allowlist.json", document({ serial: 6 }));
    assert.deepEqual(await statesOf({ setting, managedFolder: folder }), ["setting valid", "managed valid"]);
    assert.deepEqual(await statesOf({ managedFolder: `${folder}/` }), ["managed valid"]);
  });

  test("an absent file is a policy that is missing when the setting names it, and none in the managed folder", async () => {
    assert.deepEqual(await statesOf({ setting: join(folder, "none.json"), managedFolder: folder }), [
      "setting missing",
    ]);
    assert.deepEqual(await statesOf({ managedFolder: folder }), []);
    assert.deepEqual(await statesOf({}), []);
  });

  test("the signature beside the file counts when a key is pinned", async () => {
    const setting = write("own.json", document());
    assert.deepEqual(await statesOf({ setting }, { key }), ["setting untrusted"]);
    write("own.json.sig", `${signatureOf(document())}\n`);
    assert.deepEqual(await statesOf({ setting }, { key }), ["setting valid"]);
    write("own.json", document({ serial: 9 }));
    assert.deepEqual(await statesOf({ setting }, { key }), ["setting untrusted"]);
  });

  test("a serial that was accepted is remembered, and an older policy is stale from then on", async () => {
    const setting = write("own.json", document({ serial: 6 }));
    const state = join(folder, "state", "deeper");
    assert.deepEqual(await statesOf({ setting }, { memory: filePolicyMemory(state) }), ["setting valid"]);
    write("own.json", document({ serial: 5 }));
    assert.deepEqual(await statesOf({ setting }, { memory: filePolicyMemory(state) }), ["setting stale"]);
    write("own.json", document({ serial: 7 }));
    assert.deepEqual(await statesOf({ setting }, { memory: filePolicyMemory(state) }), ["setting valid"]);
    assert.deepEqual(readdirSync(state), ["mcp-policy-serials.json"]);
  });

  test("only what is valid is remembered", async () => {
    const memory = filePolicyMemory(folder);
    const setting = write("own.json", document({ serial: 99, expires: "2026-01-01" }));
    assert.deepEqual(await statesOf({ setting }, { memory }), ["setting expired"]);
    assert.deepEqual([...(await memory.serials())], []);
  });

  test("a memory that is damaged lets nothing in", async () => {
    const setting = write("own.json", document());
    for (const text of ["{", "[]", '{"serials":{}}', '{"serials":[["appsec",-1]]}']) {
      write("mcp-policy-serials.json", text);
      const [loaded] = await load({ setting }, { memory: filePolicyMemory(folder) });
      assert.ok(loaded?.state.state === "untrusted", text);
      assert.match(loaded.state.reason, /is damaged; remove it to trust the next policy anew/);
    }
  });

  test("a memory that cannot be written is said", async () => {
    const setting = write("own.json", document());
    const serials = () => Promise.resolve(new Map<string, number>());
    const raise = () => Promise.reject(new Error("no"));
    const [loaded] = await load({ setting }, { memory: { serials, raise } });
    assert.equal(loaded?.state.state, "valid");
    assert.match(loaded.notes.join(), /serial cannot be remembered/);
  });

  test("serials only rise, also when several are kept at once", async () => {
    const memory = filePolicyMemory(folder);
    await Promise.all([3, 9, 1, 4].map((serial) => memory.raise("__proto__", serial)));
    await memory.raise("other", 2);
    assert.deepEqual(
      [...(await memory.serials())],
      [
        ["__proto__", 9],
        ["other", 2],
      ],
    );
  });

  test("an address is fetched, with its signature when a key is pinned", async () => {
    const setting = "https://policy.example/mcp.json?v=1";
    const fetch = tableFetch({
      [setting]: document(),
      "https://policy.example/mcp.json.sig?v=1": signatureOf(document()),
    });
    assert.deepEqual(await statesOf({ setting }, { fetch }), ["setting valid"]);
    assert.deepEqual(await statesOf({ setting }, { fetch, key }), ["setting valid"]);
    const unsigned = tableFetch({ [setting]: document() });
    const [loaded] = await load({ setting }, { fetch: unsigned, key });
    assert.deepEqual(loaded?.state, {
      state: "untrusted",
      reason: "its signature cannot be had: status 404",
    });
    assert.deepEqual(await statesOf({ setting }, { fetch: tableFetch({}) }), ["setting untrusted"]);
  });

  test("a kept copy is valid and says so", async () => {
    const setting = "https://policy.example/mcp.json";
    const fetch = tableFetch({ [setting]: document() }, { keptBecause: "status 503" });
    const [loaded] = await load({ setting }, { fetch });
    assert.deepEqual(
      [loaded?.state.state, loaded?.asOf, loaded?.notes],
      ["valid", now, ["status 503; the copy of 2026-06-01T00:00:00.000Z is used"]],
    );
  });

  test("files in other encodings are read; the signature covers their bytes", async () => {
    const bytes = Buffer.from(`\ufeff${document()}`, "utf16le");
    const setting = write("wide.json", bytes);
    write("wide.json.sig", sign(null, bytes, pair.privateKey).toString("base64"));
    assert.deepEqual(await statesOf({ setting }, { key }), ["setting valid"]);
  });

  test("what is no ordinary file is not to be had", async () => {
    mkdirSync(join(folder, "folder"));
    symlinkSync(join(folder, "loop"), join(folder, "loop"));
    execFileSync(makePipe, [join(folder, "pipe")]);
    write("large", Buffer.alloc(5_000_001, 0x20));
    for (const name of ["folder", "loop", "pipe", "large"])
      assert.equal((await readPolicyFile(join(folder, name))).kind, "unavailable", name);
    assert.equal((await readPolicyFile(join(write("file", ""), "below"))).kind, "absent");
    write("signed", document());
    mkdirSync(join(folder, "signed.sig"));
    assert.equal((await readPolicyFile(join(folder, "signed"))).kind, "unavailable");
  });

  test("binary data is a policy that does not parse", async () => {
    const setting = write("own.json", Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2]));
    assert.deepEqual(await statesOf({ setting }), ["setting broken"]);
  });
});

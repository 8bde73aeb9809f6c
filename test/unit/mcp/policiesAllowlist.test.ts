import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import fc from "fast-check";
import * as v from "valibot";
import { readAllowlist } from "../../../src/core/mcp/policies/allowlist.ts";
import { allowlistSchema } from "../../../src/core/mcp/policies/allowlistSchema.ts";
import { fullAllowlist } from "./policySamples.ts";

const policyOf = (document: unknown) => {
  const read = readAllowlist(JSON.stringify(document));
  assert.ok("policy" in read, JSON.stringify(read));
  return read.policy;
};

const bare = { version: 1, servers: [] };
const server = { id: "a", url: "https://mcp.example.com/a" };
const withServer = (members: object) => ({ ...bare, servers: [{ ...server, ...members }] });
const withPackage = (members: object) => ({
  ...bare,
  servers: [{ id: "a", package: { registryType: "npm", identifier: "x", ...members } }],
});

suite("Picket's allowlist", () => {
  test("is read with every member", () => {
    const policy = policyOf(fullAllowlist());
    assert.equal(policy.issuer, "appsec");
    assert.equal(policy.serial, 7);
    assert.equal(policy.expires, Date.UTC(2040, 0, 2, 3, 4, 5));
    assert.equal(policy.options.maxAutoApprove, 3);
    const [docs, remote] = policy.servers;
    assert.deepEqual(docs?.package, {
      registryType: "pypi",
      identifier: "acme.docs",
      version: "1.1.24",
      registryBaseUrl: "https://pypi.example.com/simple",
    });
    assert.deepEqual({ ...docs.env }, { LEVEL: ["ERROR"], REGION: "*" });
    assert.equal(docs.expires, Date.UTC(2039, 4, 1));
    assert.deepEqual({ ...remote?.headers }, { Authorization: "ref-only" });
    assert.deepEqual(
      policy.denied.map(({ id }) => id),
      ["root", "staging"],
    );
  });

  test("absent members mean what the schema says", () => {
    assert.deepEqual(policyOf(bare), {
      source: "picket",
      mode: "enforce",
      options: {
        requirePinned: true,
        requireHttps: true,
        allowUnresolvedVariables: false,
        forbidAutoApproveStar: false,
        workspaceScopes: "allow",
      },
      servers: [],
      denied: [],
    });
    assert.equal(policyOf({ ...bare, options: { requirePinned: false } }).options.requireHttps, true);
  });

  test("a byte order mark is passed over, and spans do not count it", () => {
    assert.ok("policy" in readAllowlist(`\ufeff${JSON.stringify(bare)}`));
    const read = readAllowlist('\ufeff{"version": 2, "servers": []}');
    assert.deepEqual(read, { error: "version must be 1", span: { start: 12, end: 13 } });
  });

  const refused: readonly (readonly [string, string, string])[] = [
    ["", "not valid JSON", ""],
    ["[]", "the whole file must be an object", "[]"],
    ["{}", "version is missing", "{}"],
    ['{"version":1,}', "not valid JSON", "}"],
    ['{"version":1} // note', "not valid JSON", "// note"],
    ['{"version":1,"version":1,"servers":[]}', "version stands twice", '"version"'],
    ['{"version":1,"servers":[],"severs":[]}', "severs is not a known member", '"severs"'],
    ['{"version":1,"servers":[],"__proto__":{}}', "__proto__ is not a known member", '"__proto__"'],
    ['{"version":1,"servers":[],"constructor":1}', "constructor is not a known member", '"constructor"'],
    ['{"version":1,"servers":{}}', "servers must be a list", "{}"],
    ['{"version":1,"servers":[],"mode":"loud"}', 'mode must be "enforce" or "audit"', '"loud"'],
    ['{"version":1,"servers":[],"default":"allow"}', 'default must be "deny"', '"allow"'],
    ['{"version":1,"servers":[],"serial":1.5}', "serial must be a whole number", "1.5"],
    ['{"version":1,"servers":[],"expires":"soon"}', "expires must be a date such as", '"soon"'],
    [
      '{"version":1,"servers":[],"expires":"2026-02-30"}',
      "expires must be a date that exists",
      '"2026-02-30"',
    ],
    ['{"version":1,"servers":[{"id":"a"}]}', "servers[0] must be an entry with exactly one of", '{"id":"a"}'],
    [
      '{"version":1,"servers":[],"denied":[{"id":"a"}]}',
      "denied[0] must be an entry with one of",
      '{"id":"a"}',
    ],
    ['{"version":1,"servers":[{"id":"","url":"https://a.example"}]}', "servers[0].id must be 1 to 200", '""'],
    [
      '{"version":1,"servers":[{"id":"a","url":"https://a.example"},{"id":"a","url":"https://b.example"}]}',
      'servers[1].id: "a" stands twice',
      '"a"',
    ],
    [
      '{"version":1,"servers":[{"id":"a","nmaes":["x"],"url":"https://a.example"}]}',
      "servers[0].nmaes is not a known member",
      '"nmaes"',
    ],
  ];
  for (const [text, error, place] of refused) {
    test(`refuses ${text || "nothing"}`, () => {
      const read = readAllowlist(text);
      assert.ok("error" in read);
      assert.ok(read.error.includes(error), read.error);
      assert.equal(text.slice(read.span.start, read.span.end), place);
    });
  }

  test("an error never repeats a value of the file", () => {
    const read = readAllowlist(JSON.stringify(withServer({ url: "https://u:hunter2-value@a.example/" })));
    assert.ok("error" in read);
    assert.ok(!JSON.stringify(read).includes("hunter2"));
  });

  const patterns: readonly (readonly [string, boolean])[] = [
    ["https://a.example", true],
    ["https://a.example/x/*", true],
    ["https://*.a.example/*", true],
    ["http://localhost:8080/mcp", true],
    ["https://[::1]:8080/mcp", true],
    ["https://a.*.example/", false],
    ["https://a.example/*/x", false],
    ["https://a.example/x*", false],
    ["https://*", false],
    ["https://u@a.example/", false],
    ["https://a.example/?q=1", false],
    ["https://a.example/#x", false],
    ["https://a.example:port/", false],
    ["ftp://a.example/", false],
    ["https:\\\\a.example", false],
  ];
  for (const [url, good] of patterns) {
    test(`${good ? "takes" : "refuses"} the address ${url}`, () => {
      assert.equal("policy" in readAllowlist(JSON.stringify(withServer({ url }))), good);
    });
  }

  test("a version must be one, and stand apart from the name", () => {
    for (const version of ["latest", "^1.0.0", "1.x || 2", ">=1", "", "*"])
      assert.ok("error" in readAllowlist(JSON.stringify(withPackage({ version }))), version);
    for (const identifier of ["x@1.0.0", "./x", "git+https://a.example/x", "x y"])
      assert.ok("error" in readAllowlist(JSON.stringify(withPackage({ identifier }))), identifier);
    assert.equal(policyOf(withPackage({ version: "1.0.0-rc.1" })).servers[0]?.package?.version, "1.0.0-rc.1");
  });

  test("variables are kept without prototype", () => {
    const [entry] = policyOf(withServer({ env: { A: "*" }, headers: { B: "*" } })).servers;
    assert.equal(Object.getPrototypeOf(entry?.env), null);
    assert.equal(Object.getPrototypeOf(entry?.headers), null);
  });

  test("hostile sizes end in an error", () => {
    const deep = `{"version":1,"servers":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
    assert.deepEqual(readAllowlist(deep), { error: "it is nested too deeply", span: { start: 0, end: 1 } });
    assert.ok("error" in readAllowlist(`/*"*/${"[".repeat(1_000_000)}`));
    assert.ok("error" in readAllowlist(" ".repeat(5_000_001)));
    const many = {
      ...bare,
      servers: Array.from({ length: 10_001 }, (_, id) => ({ ...server, id: `s${id}` })),
    };
    assert.ok("error" in readAllowlist(JSON.stringify(many)));
    many.servers.pop();
    assert.equal(policyOf(many).servers.length, 10_000);
  });

  test("never throws, whatever the text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const read = readAllowlist(text);
        assert.ok("policy" in read || read.error !== "");
      }),
    );
  });
});

suite("the allowlist's JSON Schema", () => {
  const file = new URL("../../../schemas/mcp-allowlist.schema.json", import.meta.url);
  const schema = JSON.parse(readFileSync(file, "utf8"));
  const validate = new Ajv({ strict: true, strictTypes: false, strictRequired: false }).compile(schema);
  const memberNames = (entries: object) => Object.keys(entries).sort();

  test("has the members that the reader has", () => {
    const { definitions } = schema;
    assert.deepEqual(memberNames(schema.properties), memberNames(allowlistSchema.entries));
    const [serverMembers] = allowlistSchema.entries.servers.pipe[0].item.pipe;
    assert.deepEqual(memberNames(definitions.server.properties), memberNames(serverMembers.entries));
    const [denialMembers] = allowlistSchema.entries.denied.wrapped.pipe[0].item.pipe;
    assert.deepEqual(memberNames(definitions.denial.properties), memberNames(denialMembers.entries));
  });

  const samples: readonly unknown[] = [
    fullAllowlist(),
    bare,
    [],
    null,
    {},
    { ...bare, version: 2 },
    { ...bare, other: 1 },
    { ...bare, serial: -1 },
    { ...bare, serial: 1.5 },
    { ...bare, expires: "soon" },
    { ...bare, expires: "2040-01-01T00:00" },
    { ...bare, expires: "2040-01-01T00:00+02:00" },
    { ...bare, mode: "audit" },
    { ...bare, mode: "x" },
    { ...bare, options: { maxAutoApprove: -1 } },
    { ...bare, options: { workspaceScopes: "ask" } },
    { ...bare, options: { other: true } },
    withServer({}),
    withServer({ names: ["a\u200bb"] }),
    withServer({ names: [""] }),
    withServer({ names: Array.from({ length: 201 }, () => "n") }),
    withServer({ command: { path: "/x" } }),
    withServer({ url: "https://a.*.example" }),
    withServer({ env: { A: ["1"], B: "*" } }),
    withServer({ env: { A: "1" } }),
    withServer({ env: { "": "*" } }),
    withServer({ headers: { A: "x" } }),
    withServer({ tools: { allow: ["a"], other: [] } }),
    withServer({ args: [1] }),
    withServer({ args: ["x".repeat(4097)] }),
    withServer({ expires: "2040-05-01" }),
    { ...bare, servers: [{ id: "a" }] },
    { ...bare, servers: [{ id: "a", command: { path: "", sha256: "0" } }] },
    { ...bare, servers: [{ id: "a", command: { path: "/x", sha256: "0".repeat(64) } }] },
    withPackage({}),
    withPackage({ version: "^1" }),
    withPackage({ digest: "sha256:0" }),
    withPackage({ registryBaseUrl: "https://u@a.example" }),
    withPackage({ registryType: "deb" }),
    { ...bare, denied: [{ id: "a", argsContain: ["/"] }] },
    { ...bare, denied: [{ id: "a", argsContain: [] }] },
    { ...bare, denied: [{ id: "a", url: "https://*.a.example/*", argsContain: ["/"] }] },
    { ...bare, denied: [{ id: "a", url: "https://a.example", command: { path: "/x" } }] },
    { ...bare, denied: [{ id: "a" }] },
  ];
  for (const [index, sample] of samples.entries()) {
    test(`takes or refuses as the reader does: sample ${index}`, () => {
      const byAjv: boolean = validate(sample);
      const taken = v.is(allowlistSchema, Array.isArray(sample) ? undefined : sample);
      assert.equal(taken, byAjv, JSON.stringify(sample)?.slice(0, 300));
    });
  }
});

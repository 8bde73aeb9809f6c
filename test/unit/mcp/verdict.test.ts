import assert from "node:assert/strict";
import { listNames } from "../../../src/core/mcp/verdict/imitation.ts";
import { judgeJson, testPolicy } from "./support/judging.ts";

const notes = { command: "npx", args: ["-y", "@acme/notes-mcp@3.0.2"] };
const unknown = { command: "npx", args: ["-y", "something-else@1.0.0"] };
const wiki = { url: "https://mcp.acme.example/wiki/mcp" };
const audit = { policy: { state: "valid", policy: { ...testPolicy, mode: "audit" } } } as const;

suite("severity of a verdict", () => {
  const cases: readonly (readonly [string, string | undefined, ...Parameters<typeof judgeJson>])[] = [
    ["ALLOWED", undefined, "notes", notes],
    ["ALLOWED_RENAMED", "info", "n", notes],
    ["UNPINNED", "info", "notes", { command: "npx", args: ["@acme/notes-mcp"] }],
    ["UNVERIFIED", "info", "notes", notes, { policy: { state: "missing" } }],
    ["NOT_LISTED", "warning", "n", unknown],
    ["DRIFT", "warning", "notes", { ...notes, args: [...notes.args, "x"] }],
    ["UNVERIFIABLE", "warning", "n", { command: "n" }],
    ["BLOCKED_BY_REGISTRY_MODE", "warning", "notes", notes, { registryMode: true }],
    ["DENIED", "error", "n", { url: "https://a.lab.example/" }],
    ["NAME_ONLY", "error", "notes", unknown],
    ["INVALID", "error", "n", {}],
  ];
  for (const [status, severity, name, server, context] of cases) {
    test(status, () => {
      const verdict = judgeJson(name, server, context);
      assert.deepEqual([verdict.status, verdict.severity], [status, severity]);
    });
  }

  test("a disabled server is judged all the same, one lower", () => {
    const judged = [unknown, notes].map((server) => judgeJson("notes", { ...server, disabled: true }));
    assert.deepEqual(
      judged.map(({ status, severity, flags }) => [status, severity, flags]),
      [
        ["NAME_ONLY", "warning", ["DISABLED"]],
        ["ALLOWED", undefined, ["DISABLED"]],
      ],
    );
    assert.equal(judgeJson("n", { ...notes, disabled: true }).severity, "hint");
  });

  test("a policy that audits keeps every status and lowers severities to info", () => {
    const judged = [unknown, {}, notes].map((server) => judgeJson("notes", server, audit));
    assert.deepEqual(
      judged.map(({ status, severity }) => [status, severity]),
      [
        ["NAME_ONLY", "info"],
        ["INVALID", "info"],
        ["ALLOWED", undefined],
      ],
    );
    assert.equal(judgeJson("n", { ...notes, disabled: true }, audit).severity, "hint");
  });

  test("a workspace that takes a central name is an error", () => {
    const verdict = judgeJson("notes", notes, { flags: ["SHADOWS_CENTRAL"] });
    assert.deepEqual(
      [verdict.status, verdict.severity, verdict.flags],
      ["ALLOWED", "error", ["SHADOWS_CENTRAL"]],
    );
  });
});

suite("flags of a verdict", () => {
  const cases: readonly (readonly [
    string,
    readonly string[],
    string,
    unknown,
    Parameters<typeof judgeJson>[2]?,
  ])[] = [
    ["nothing", [], "notes", notes],
    ["not disabled", [], "notes", { ...notes, disabled: false }],
    ["every tool approved", ["AUTO_APPROVE_ALL"], "notes", { ...notes, autoApprove: ["a", "*"] }],
    ["some tools approved", [], "notes", { ...notes, autoApprove: ["a*"] }],
    ["white space", ["WILL_NOT_START"], "notes", { ...notes, command: "npx " }],
    ["a command line", ["WILL_NOT_START"], "notes", { command: "npx -y @acme/notes-mcp@3.0.2" }],
    [
      "a variable that is not approved",
      ["ENV_NOT_APPROVED"],
      "notes",
      { ...notes, env: { A: "${B}" } },
      { approvedEnv: ["A"] },
    ],
    [
      "one in a header",
      ["ENV_NOT_APPROVED"],
      "wiki",
      { ...wiki, headers: { A: "${B}" } },
      { approvedEnv: [] },
    ],
    ["an approved one", [], "notes", { ...notes, env: { A: "${B}" } }, { approvedEnv: ["B"] }],
    [
      "a form that Kiro never fills in",
      [],
      "notes",
      { ...notes, env: { A: "${B:-c}" } },
      { approvedEnv: [] },
    ],
    ["nobody knows what is approved", [], "notes", { ...notes, env: { A: "${B}" } }],
    ["a secret that the engine found", ["INLINE_SECRET"], "notes", notes, { hasSecret: true }],
    [
      "a literal under a secret's name",
      ["INLINE_SECRET"],
      "notes",
      { ...notes, env: { API_TOKEN: "correct-horse" } },
    ],
    [
      "a literal header",
      ["INLINE_SECRET"],
      "wiki",
      { ...wiki, headers: { Authorization: "Bearer correct-horse" } },
    ],
    ["a secret in a query", ["INLINE_SECRET"], "wiki", { url: `${wiki.url}?api_key=correct-horse` }],
    [
      "a password before a host",
      ["INLINE_SECRET"],
      "wiki",
      { url: "https://u:correct-horse@mcp.acme.example/" },
    ],
    ["a reference", [], "notes", { ...notes, env: { API_TOKEN: "${API_TOKEN}" } }],
    ["a text that asks to be replaced", [], "notes", { ...notes, env: { API_TOKEN: "<your token here>" } }],
    [
      "an address under a secret's name",
      [],
      "notes",
      { ...notes, env: { TOKEN_URL: "https://acme.example/t" } },
    ],
    ["a hidden character in the name", ["HIDDEN_UNICODE"], "no\u200btes", notes],
    ["in an argument", ["HIDDEN_UNICODE"], "notes", { ...notes, args: [...notes.args, "a\u202eb"] }],
    ["in a variable's name", ["HIDDEN_UNICODE"], "notes", { ...notes, env: { "A\u200d": "x" } }],
    ["a line end in an argument, which shows", [], "n", { command: "sh", args: ["-c", "a\nb"] }],
    ["flags of the scopes", ["SHADOWED"], "notes", notes, { flags: ["SHADOWED"] }],
  ];
  for (const [title, flags, name, server, context] of cases) {
    test(title, () => assert.deepEqual(judgeJson(name, server, context).flags, flags));
  }
});

suite("names that imitate", () => {
  const names = listNames(["notes", "db-ro", "weather", "café"]);
  const imitations = [
    "Notes",
    "n0tes",
    "nоtes",
    "ηotes",
    "no\u200btes",
    "no_tes",
    "no-t.es",
    "nötes",
    "ｎotes",
    "db_ro",
    "dbro",
    "DB-RO",
    "db-r0",
    "vveather",
    "wеather",
    "cafe",
    "n\u0301otes",
  ];
  for (const name of imitations) {
    test(JSON.stringify(name), () => {
      assert.equal(names.lists(name), false);
      assert.notEqual(names.imitated(name), undefined);
    });
  }
  for (const name of ["notes2", "note", "my-notes", "", "-", "снег"]) {
    test(`${JSON.stringify(name)} does not`, () => assert.equal(names.imitated(name), undefined));
  }
  test("a listed name in another normal form is the name itself", () => {
    assert.equal(names.lists("cafe\u0301"), true);
    assert.equal(names.imitated("cafe\u0301"), undefined);
  });
  test("under an imitated name another server is NAME_ONLY, and the name is told", () => {
    const verdict = judgeJson("nоtes", unknown);
    assert.equal(verdict.status, "NAME_ONLY");
    assert.match(verdict.reasons[0] ?? "", /looks like "notes"/);
  });
});

suite("what a verdict says", () => {
  const reason = (...given: Parameters<typeof judgeJson>): string => judgeJson(...given).reasons.join("\n");

  test("which version is listed", () => {
    assert.match(
      reason("notes", { command: "npx", args: ["@acme/notes-mcp@3.0.1"] }),
      /version 3\.0\.1, .* 3\.0\.2/,
    );
    assert.match(reason("notes", { command: "npx", args: ["@acme/notes-mcp"] }), /version 3\.0\.2/);
  });
  test("which option is too many, by its name", () => {
    const text = reason("notes", { ...notes, args: [...notes.args, "--token=correct-horse", "battery"] });
    assert.match(text, /"--token"/);
    assert.doesNotMatch(text, /correct|battery/);
  });
  test("a short option without what is attached to it", () => {
    const text = reason("notes", { ...notes, args: [...notes.args, "-pcorrect-horse", "-v"] });
    assert.match(text, /"-p…", "-v"/);
    assert.doesNotMatch(text, /correct/);
  });
  test("the host of an index", () => {
    const args = [
      "--index-url",
      "https://me:correct-horse@evil.example/simple?battery",
      "acme.weather-mcp==2.4.1",
    ];
    const text = reason("weather", { command: "uvx", args });
    assert.match(text, /evil\.example/);
    assert.doesNotMatch(text, /correct|battery/);
  });
  test("every breach, one line each", () => {
    const env = { NODE_OPTIONS: "a", PATH: "b" };
    assert.equal(judgeJson("notes", { ...notes, args: [...notes.args, "x"], env }).reasons.length, 3);
  });
  test("no more than a person reads", () => {
    const env = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`PIP_${index}`, "x"]));
    const { reasons } = judgeJson("notes", { ...notes, env });
    assert.equal(reasons.length, 21);
    assert.match(reasons.at(-1) ?? "", /980 more/);
  });
  test("what else bears a listed name", () => assert.match(reason("notes", unknown), /something-else/));
  test("the steps that were taken, the last of which decided", () => {
    const steps = (...given: Parameters<typeof judgeJson>) =>
      judgeJson(...given)
        .trace.map(({ step, decided }) => (decided ? `${step}!` : `${step}`))
        .join(" ");
    assert.equal(steps("notes", notes), "1 2 3 4 5 6 7!");
    assert.equal(steps("n", notes), "1 2 3 4 5 6!");
    assert.equal(steps("n", unknown), "1 2 3 4 5 6!");
    assert.equal(steps("n", { command: "x" }), "1 2 3 4 5!");
    assert.equal(steps("n", { url: "https://a.lab.example/" }), "1 2 3 4!");
    assert.equal(steps("n", { type: "registry" }), "1 2 3!");
    assert.equal(steps("n", {}), "1 2!");
    assert.equal(steps("n", notes, { policy: { state: "missing" } }), "1!");
  });
  test("identity and the policy's entry", () => {
    const { identity, policyEntry } = judgeJson("notes", notes);
    assert.deepEqual(identity, { kind: "npm", name: "@acme/notes-mcp", version: "3.0.2", runner: "npx" });
    assert.equal(policyEntry, "notes");
    assert.equal(judgeJson("x", { url: "https://a.lab.example/" }).policyEntry, "lab");
  });
  test("hidden and control characters escaped, and long texts cut", () => {
    const verdict = judgeJson("n", { command: "npx", args: [`a\u202e\u001b[31m${"b".repeat(100_000)}`] });
    const text = JSON.stringify([verdict.reasons, verdict.trace, verdict.identity]);
    assert.doesNotMatch(text, /\u202e|\\u001b/);
    assert.ok(text.length < 3000, `${text.length} code units`);
  });
  test("no credential of an address", () => {
    const verdict = judgeJson("wiki", {
      url: "https://me:correct-horse@mcp.acme.example/wiki/mcp?battery=staple#x",
    });
    assert.doesNotMatch(JSON.stringify(verdict), /correct|battery|staple/);
    const other = judgeJson("n", {
      command: "npx",
      args: ["git+https://me:correct-horse@g.example/r.git?battery"],
    });
    assert.equal(other.status, "NOT_LISTED");
    assert.doesNotMatch(JSON.stringify(other), /correct|battery/);
  });
});

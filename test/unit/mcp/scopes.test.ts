import assert from "node:assert/strict";
import { readMcpFile } from "../../../src/core/mcp/files/readMcpFile.ts";
import type { McpFileKind } from "../../../src/core/mcp/model/definition.ts";
import { linkState, type LinkState } from "../../../src/core/mcp/scopes/centralLink.ts";
import { effectiveServers } from "../../../src/core/mcp/scopes/effectiveServers.ts";
import { predictEntry } from "../../../src/core/mcp/scopes/predictEntry.ts";
import { scopeName, type Scope } from "../../../src/core/mcp/scopes/scope.ts";
import type { McpSource } from "../../../src/core/mcp/scopes/source.ts";

const kinds: Partial<Record<Scope["kind"], McpFileKind>> = {
  agent: "kiro-agent",
  power: "kiro-power",
  vscode: "vscode",
  managed: "claude-code",
};

/** A source whose file holds the text; names alone stand for servers with a command. */
function source(scope: Scope, servers: readonly string[] | string, more: Partial<McpSource> = {}): McpSource {
  const list =
    typeof servers === "string" ? servers : servers.map((name) => `"${name}":{"command":"x"}`).join(",");
  const text = list.startsWith("{") ? list : `{"mcpServers":{${list}}}`;
  const kind = kinds[scope.kind] ?? "kiro";
  const path = `/${scopeName(scope)}${scope.name === undefined ? "" : `-${scope.name}`}.json`;
  return { scope, kind, path, text, file: readMcpFile(text, { path, kind }), ...more };
}

const central = (servers: readonly string[] | string, more?: Partial<McpSource>): McpSource =>
  source({ kind: "central" }, servers, more);
const user = (servers: readonly string[] | string, more?: Partial<McpSource>): McpSource =>
  source({ kind: "user" }, servers, more);
const folder = (index: number, servers: readonly string[] | string, more?: Partial<McpSource>): McpSource =>
  source({ kind: "workspace", folder: index }, servers, more);

/** One line for each entry: scope, name, `+` when it is effective, what replaces it, and its flags. */
const show = (sources: readonly McpSource[]): readonly string[] =>
  effectiveServers(sources).map(({ scope, name, effective, shadowedBy, flags }) =>
    [scopeName(scope), name, effective ? "+" : "-", shadowedBy && `< ${shadowedBy.path}`, ...flags]
      .filter((part) => part !== undefined)
      .join(" "),
  );

suite("MCP scopes: what is effective", () => {
  test("a later workspace folder replaces an earlier one, and that the user's, as a whole", () => {
    assert.deepEqual(show([user(["a", "b", "c"]), folder(0, ["b", "c"]), folder(1, ["c"])]), [
      "user a +",
      "user b - < /workspace1.json SHADOWED",
      "user c - < /workspace2.json SHADOWED",
      "workspace1 b +",
      "workspace1 c - < /workspace2.json SHADOWED",
      "workspace2 c +",
    ]);
  });

  test("the order of the sources does not matter for what counts, and is the order of the entries", () => {
    assert.deepEqual(show([folder(1, ["c"]), folder(0, ["c"]), user(["c"])]), [
      "workspace2 c +",
      "workspace1 c - < /workspace2.json SHADOWED",
      "user c - < /workspace2.json SHADOWED",
    ]);
  });

  test("a disabled definition replaces others all the same", () => {
    assert.deepEqual(show([user(["a"]), folder(0, '"a":{"command":"x","disabled":true}')]), [
      "user a - < /workspace1.json SHADOWED",
      "workspace1 a +",
    ]);
  });

  test("names are told apart by case and hidden characters", () => {
    assert.deepEqual(show([user(["a", "__proto__"]), folder(0, ["A", "a\u200b", "__proto__"])]), [
      "user a +",
      "user __proto__ - < /workspace1.json SHADOWED",
      "workspace1 A +",
      "workspace1 a\u200b +",
      "workspace1 __proto__ +",
    ]);
  });

  test("a key that stands twice: the later one counts, and both are in doubt", () => {
    assert.deepEqual(show([user('"a":{"command":"x"},"b":{"command":"x"},"a":{"command":"y"}')]), [
      "user a - < /user.json DUPLICATE_KEY SHADOWED",
      "user b +",
      "user a + DUPLICATE_KEY",
    ]);
  });

  test("an object of servers that stands twice puts all of them in doubt", () => {
    assert.deepEqual(
      show([user('{"mcpServers":{"a":{"command":"x"}},"mcpServers":{"b":{"command":"y"}}}')]),
      ["user a - DUPLICATE_KEY", "user b + DUPLICATE_KEY"],
    );
  });

  test("what Kiro rejects, drops or does not trust replaces nothing", () => {
    assert.deepEqual(
      show([
        user(["a", "b", "c"]),
        folder(0, '"a":{"command":1}'),
        folder(1, '"b":{}'),
        folder(2, ["c"], { untrusted: true }),
      ]),
      [
        "user a +",
        "user b +",
        "user c +",
        "workspace1 a -",
        "workspace2 b -",
        "workspace3 c - UNTRUSTED_WORKSPACE",
      ],
    );
  });

  test("every entry that is not effective has a reason", () => {
    const sources = [
      source({ kind: "managed" }, ["m"]),
      central(["z"]),
      user('"a":{"command":"x"},"a":{"command":"y"},"b":{}'),
      folder(0, ["a"], { untrusted: true }),
      folder(1, ["a"]),
      source({ kind: "vscode" }, '{"servers":{"v":{"command":"x"}}}'),
    ];
    const entries = effectiveServers(sources);
    assert.equal(entries.length, 8);
    for (const { effective, reason } of entries) assert.equal(reason === undefined, effective);
  });

  test("a source that could not be read has no entries", () => {
    const { scope, path, kind } = user([]);
    assert.deepEqual(show([{ scope, path, kind, error: "it cannot be read" }]), []);
  });

  test("ten thousand servers in five folders are settled one by one", () => {
    const many = Array.from({ length: 2000 }, (_, index) => `s${index}`);
    const entries = effectiveServers([0, 1, 2, 3, 4].map((index) => folder(index, many)));
    assert.equal(entries.length, 10_000);
    assert.equal(entries.filter(({ effective }) => effective).length, 2000);
    assert.ok(entries.slice(8000).every(({ effective }) => effective));
  });
});

suite("MCP scopes: powers, agents and neighbours", () => {
  test("a power's servers are registered under its name and count above workspaces", () => {
    const power = source({ kind: "power", name: "maps" }, ["geo", "power-maps-x"]);
    assert.deepEqual(show([folder(0, ["power-maps-geo", "geo"]), power]), [
      "workspace1 power-maps-geo - < /power-maps.json SHADOWED",
      "workspace1 geo +",
      "power power-maps-geo +",
      "power power-maps-x +",
    ]);
  });

  test("what the user's file lists as powers' is of that scope", () => {
    const text =
      '{"mcpServers":{"power-m-a":{"command":"x"}},"powers":{"mcpServers":{"power-m-a":{"command":"y"}}}}';
    assert.deepEqual(show([user(text)]), ["user power-m-a - < /user.json SHADOWED", "power power-m-a +"]);
  });

  test("an agent's servers count for that agent and take nothing from others", () => {
    const agents = ["one", "two"].map((name) => source({ kind: "agent", name }, ["a"]));
    assert.deepEqual(show([user(["a"]), ...agents]), ["user a +", "agent a +", "agent a +"]);
  });

  test("a neighbour's servers are never effective and shadow nothing", () => {
    const entries = show([
      user(["a"]),
      source({ kind: "vscode", folder: 0 }, '{"servers":{"a":{"command":"x"}}}'),
    ]);
    assert.deepEqual(entries, ["user a +", "vscode a -"]);
  });
});

suite("MCP scopes: the central file", () => {
  const link = { linkTarget: "/central.json", realPath: "/central.json" };

  test("linked, its servers come once and are the user's", () => {
    assert.deepEqual(show([central(["a", "b"]), user(["a", "b"], link), folder(0, ["b"])]), [
      "central a +",
      "central b - < /workspace1.json SHADOWED",
      "workspace1 b + SHADOWS_CENTRAL",
    ]);
  });

  test("not linked, it is not read, and what replaces its names is said", () => {
    assert.deepEqual(show([central(["a", "b"]), user(["b"]), folder(0, ["c"])]), [
      "central a -",
      "central b - < /user.json SHADOWED",
      "user b +",
      "workspace1 c +",
    ]);
  });

  test("a workspace's definition of a central name is flagged, also of an agent and without trust", () => {
    assert.deepEqual(
      show([
        central(["a"]),
        user(["a"], link),
        folder(0, ["a"], { untrusted: true }),
        source({ kind: "agent", folder: 0, name: "x" }, ["a"]),
        source({ kind: "agent", name: "y" }, ["a"]),
        source({ kind: "vscode", folder: 0 }, '{"servers":{"a":{"command":"x"}}}'),
      ]),
      [
        "central a +",
        "workspace1 a - UNTRUSTED_WORKSPACE SHADOWS_CENTRAL",
        "agent a + SHADOWS_CENTRAL",
        "agent a +",
        "vscode a -",
      ],
    );
  });

  /** The user's source beside the central one. */
  const states: readonly (readonly [string, readonly McpSource[], LinkState])[] = [
    ["no central file", [user(["a"], link)], "no-central"],
    ["no file of the user", [central(["a"])], "no-user"],
    ["a file of its own", [central(["a"]), user(["a"])], "own-file"],
    ["a link", [central(["a"]), user(["a"], link)], "linked"],
    [
      "a link to another file",
      [central(["a"]), user(["a"], { linkTarget: "/x", realPath: "/x" })],
      "elsewhere",
    ],
    [
      "a link, where the central folder is behind a link too",
      [
        central(["a"], { realPath: "/private/c" }),
        user(["a"], { linkTarget: "/private/c", realPath: "/private/c" }),
      ],
      "linked",
    ],
    [
      "a link on Windows, in another case and form",
      [
        central(["a"], { path: "C:\\ProgramData\\Kiro\\mcp.json" }),
        user(["a"], { linkTarget: "\\\\?\\c:\\programdata\\kiro\\mcp.json" }),
      ],
      "linked",
    ],
    ["a hard link", [central(["a"], { fileId: "1:2" }), user(["a"], { fileId: "1:2" })], "linked"],
    [
      "hard links of two files",
      [central(["a"], { fileId: "1:2" }), user(["a"], { fileId: "1:3" })],
      "own-file",
    ],
  ];
  for (const [title, sources, state] of states) {
    test(`${title}: ${state}`, () => assert.equal(linkState(sources), state));
  }
});

suite("MCP scopes: what Kiro will do with an entry", () => {
  const outcomes = (sources: readonly McpSource[]): readonly string[] =>
    effectiveServers(sources).map((entry) => {
      const { outcome, reasons } = predictEntry(entry, { approvedEnv: [] });
      return `${scopeName(entry.scope)}: ${outcome}: ${reasons.join(" ")}`;
    });

  test("a file that Kiro does not read, a definition that another replaces, and one that loads", () => {
    assert.deepEqual(outcomes([central(["a"]), user(["a"]), folder(0, ["a"])]), [
      "central: not-read: Kiro reads this file only through a link from the user's file, and there is none.",
      "user: replaced: The definition of the same name in /workspace1.json replaces it as a whole.",
      'workspace1: loads: Kiro loads it as "a".',
    ]);
  });

  test("names are those that Kiro registers, and an agent's servers count while it runs", () => {
    const power = source({ kind: "power", name: "maps" }, ["geo"]);
    const agent = source({ kind: "agent", name: "review" }, ["a"]);
    assert.deepEqual(outcomes([power, agent]), [
      'power: loads: Kiro loads it as "power-maps-geo".',
      'agent: loads: Kiro loads it as "a". It counts while the agent "review" runs, above a server of the same name elsewhere.',
    ]);
  });

  test("trust comes before everything in the file", () => {
    const [said] = outcomes([folder(0, '"a":{"command":1}', { untrusted: true })]);
    assert.match(said ?? "", /untrusted-workspace/);
  });

  test("what agrees on being effective loads, waits or is switched off", () => {
    const sources = [
      user(
        `"a":{"command":"x","env":{"A":"\${B}"}},"b":{"command":"x","disabled":true},"c":{"command":"x y"},"d":{}`,
      ),
      folder(0, ["a"], { untrusted: true }),
    ];
    for (const entry of effectiveServers(sources)) {
      const { outcome } = predictEntry(entry, { approvedEnv: [] });
      const counts = ["loads", "waits-for-approval", "disabled", "will-not-start"].includes(outcome);
      assert.equal(counts, entry.effective, `${entry.name}: ${outcome}`);
    }
  });
});

import assert from "node:assert/strict";
import { readMcpFile } from "../../../src/core/mcp/files/readMcpFile.ts";
import type { McpFile, McpFileKind, McpServer } from "../../../src/core/mcp/model/definition.ts";
import type { Span } from "../../../src/core/model/span.ts";

const cut = (text: string, span: Span | undefined): string | undefined =>
  span && text.slice(span.start, span.end);

const read = (text: string, kind: McpFileKind = "kiro"): McpFile =>
  readMcpFile(text, { path: "mcp.json", kind });

const names = ({ servers }: McpFile): readonly string[] =>
  servers.map(({ name, overridden }) => (overridden ? `${name} (overridden)` : name));

function only(file: McpFile): McpServer {
  const [server] = file.servers;
  assert.ok(server && file.servers.length === 1);
  return server;
}

suite("MCP files: what a server says", () => {
  const text = `\ufeff// of the team
{
  "mcpServers": {
    "docs": {
      "command": "uvx", "args": ["acme.docs==1.2.3", "--quiet",],
      "env": { "LOG_LEVEL": "ERROR", "__proto__": "x" }, "cwd": "/srv", "timeout": 5,
      "disabled": true, "autoApprove": ["search"], "disabledTools": ["write"], "oauth": {}, "oauthScopes": ["a"],
    },
    "wiki": { "type": "streamable-http", "url": "https://mcp.example.com/wiki", "headers": { "X-Team": "\${TEAM}" } },
  },
}`.replaceAll("\n", "\r\n");
  const file = read(text);
  const [docs, wiki] = file.servers;

  test("every member is read as written, past a byte order mark, comments and trailing commas", () => {
    assert.equal(file.error, undefined);
    assert.deepEqual(names(file), ["docs", "wiki"]);
    const { env, ...definition } = docs?.definition ?? {};
    assert.deepEqual(definition, {
      command: "uvx",
      args: ["acme.docs==1.2.3", "--quiet"],
      cwd: "/srv",
      timeout: 5,
      disabled: true,
      autoApprove: ["search"],
      disabledTools: ["write"],
    });
    assert.deepEqual(Object.entries(env ?? {}), [
      ["LOG_LEVEL", "ERROR"],
      ["__proto__", "x"],
    ]);
    assert.deepEqual(docs?.problems, []);
    assert.equal(docs?.section, "mcpServers");
    assert.equal(wiki?.definition.url, "https://mcp.example.com/wiki");
    assert.deepEqual({ ...wiki?.definition.headers }, { "X-Team": "${TEAM}" });
  });

  const expected: readonly (readonly [McpServer | undefined, string, string])[] = [
    [docs, "command", "uvx"],
    [docs, "command#key", "command"],
    [docs, "args.0", "acme.docs==1.2.3"],
    [docs, "args.1", "--quiet"],
    [docs, "args", '["acme.docs==1.2.3", "--quiet",]'],
    [docs, "env.LOG_LEVEL", "ERROR"],
    [docs, "env.LOG_LEVEL#key", "LOG_LEVEL"],
    [docs, "timeout", "5"],
    [docs, "disabled", "true"],
    [docs, "autoApprove.0", "search"],
    [wiki, "url", "https://mcp.example.com/wiki"],
    [wiki, "headers.X-Team", "${TEAM}"],
    [wiki, "headers", '{ "X-Team": "${TEAM}" }'],
  ];
  for (const [server, path, value] of expected) {
    test(`the span of ${path} is "${value}"`, () => assert.equal(cut(text, server?.spans[path]), value));
  }

  test("a server's span reaches from its key to the end of its value", () => {
    assert.equal(cut(text, wiki?.nameSpan), "wiki");
    const whole = cut(text, wiki?.span) ?? "";
    assert.ok(whole.startsWith('"wiki": {') && whole.endsWith("} }"), whole);
  });

  test("escapes are decoded in values and keys, and their spans are the text as written", () => {
    const escaped = String.raw`{"mcpServers":{"\u0061":{"command":"u\u0076x","env":{"A\"B":"c\\d"}}}}`;
    const server = only(read(escaped));
    assert.equal(server.name, "a");
    assert.equal(cut(escaped, server.nameSpan), String.raw`\u0061`);
    assert.equal(server.definition.command, "uvx");
    assert.equal(cut(escaped, server.spans["command"]), String.raw`u\u0076x`);
    assert.equal(server.definition.env?.['A"B'], String.raw`c\d`);
    assert.equal(cut(escaped, server.spans['env.A"B']), String.raw`c\\d`);
  });

  test("a member that looks like the path of another one does not take its span", () => {
    const hostile = '{"mcpServers":{"a":{"command":"x","args":["one"],"args.0":"two"}}}';
    assert.equal(cut(hostile, only(read(hostile)).spans["args.0"]), "one");
  });
});

suite("MCP files: keys that stand twice", () => {
  test("the last server of a name counts, also through escapes", () => {
    const file = read(
      String.raw`{"mcpServers":{"a":{"command":"x"},"b":{"command":"y"},"\u0061":{"command":"z"}}}`,
    );
    assert.deepEqual(names(file), ["a (overridden)", "b", "a"]);
    assert.equal(file.error, undefined);
  });

  test("what an earlier object of servers holds is overridden, and said so", () => {
    const text = '{"mcpServers":{"a":{"command":1}},"mcpServers":{"b":{"command":"y"}}}';
    const file = read(text);
    assert.deepEqual(names(file), ["a (overridden)", "b"]);
    assert.equal(file.error, undefined, "the schema error is in what does not count");
    assert.deepEqual(
      file.remarks.map(({ message, span }) => [message, cut(text, span), span.start]),
      [['"mcpServers" stands twice; what is in this one counts for nothing', "mcpServers", 2]],
    );
  });

  test("the last member of a server and of its env counts", () => {
    const text = '{"mcpServers":{"a":{"command":"x","command":"y","env":{"T":"1","T":"2"}}}}';
    const server = only(read(text));
    assert.equal(server.definition.command, "y");
    assert.equal(cut(text, server.spans["command"]), "y");
    assert.deepEqual(Object.values(server.definition.env ?? {}), ["2"]);
    assert.deepEqual(
      server.problems.map(({ path, effect }) => [path, effect]),
      [
        ["command", "ignores"],
        ["env.T", "ignores"],
      ],
    );
  });

  test("names that every object knows are names like any other", () => {
    const file = read(
      '{"mcpServers":{"__proto__":{"command":"x"},"constructor":{"command":"y","toString":1}}}',
    );
    assert.deepEqual(names(file), ["__proto__", "constructor"]);
    assert.equal(file.servers[0]?.definition.command, "x");
    assert.equal(file.error, undefined);
  });
});

/** Text, what the error's span covers, and a part of its message. */
const rejected: readonly (readonly [string, string, string])[] = [
  ["", "", "it is empty"],
  [" \r\n", " ", "it is empty"],
  ["// nothing", "g", "a value is expected"],
  ['{"mcpServers":{"a":{"command":"x"', '"', "closing brace is expected"],
  ['{"mcpServers":{"a":{"command":"x"}}}\0', "\0", "nothing may follow the end"],
  ["/*", "/*", "a comment is not closed"],
  ['{"mcpServers":{}} /* x', "/* x", "a comment is not closed"],
  ["[]", "[]", "must hold an object"],
  ["null", "null", "must hold an object"],
  ['{"mcpServers":null}', "null", '"mcpServers" must be an object'],
  ['{"mcpServers":[]}', "[]", '"mcpServers" must be an object'],
  ['{"powers":{"mcpServers":[1]}}', "[1]", '"powers.mcpServers" must be an object'],
  ['{"mcpServers":{"a":"npx"}}', '"npx"', 'in the server "a", a server must be an object'],
  ['{"mcpServers":{"a":null}}', "null", "a server must be an object"],
  ['{"mcpServers":{"ok":{"command":"x"},"bad":{"command":1}}}', "1", '"command" must be a text'],
  ['{"mcpServers":{"a":{"command":"x","args":"-y x"}}}', "-y x", '"args" must be a list of texts'],
  ['{"mcpServers":{"a":{"command":"x","args":["-y",7]}}}', "7", '"args" must be a list of texts'],
  [
    '{"mcpServers":{"a":{"command":"x","env":["A"]}}}',
    '["A"]',
    '"env" must be an object whose values are texts',
  ],
  ['{"mcpServers":{"a":{"command":"x","env":{"PORT":80}}}}', "80", '"PORT" of "env" must be a text'],
  ['{"mcpServers":{"a":{"command":"x","headers":null}}}', "null", '"headers" must be'],
  ['{"mcpServers":{"a":{"command":"x","disabled":"no"}}}', "no", '"disabled" must be true or false'],
  ['{"mcpServers":{"a":{"command":"x","timeout":"5"}}}', "5", '"timeout" must be a number'],
  ['{"mcpServers":{"a":{"command":"x","autoApprove":true}}}', "true", '"autoApprove" must be a list'],
  ['{"mcpServers":{"a":{"command":"x","oauth":1}}}', "1", '"oauth" must be an object'],
  ['{"mcpServers":{"a":{"url":{}}}}', "{}", '"url" must be a text'],
];

suite("MCP files: what Kiro rejects as a whole", () => {
  for (const [text, place, message] of rejected) {
    test(`${JSON.stringify(text)}: ${message}`, () => {
      const { error } = read(text);
      assert.ok(error?.message.includes(message), error?.message);
      assert.equal(cut(text, error?.span), place);
    });
  }

  test("servers are given all the same, without the member that is wrong", () => {
    const file = read(
      '{"mcpServers":{"ok":{"command":"x"},"bad":{"command":"y","args":"z","env":{"A":"1","B":2}}}}',
    );
    assert.deepEqual(names(file), ["ok", "bad"]);
    const bad = file.servers[1];
    assert.deepEqual(Object.keys(bad?.definition ?? {}), ["command", "env"]);
    assert.deepEqual(Object.keys(bad?.definition.env ?? {}), ["A"]);
    assert.deepEqual(
      bad?.problems.map(({ path, effect }) => [path, effect]),
      [
        ["args", "rejects-file"],
        ["env.B", "rejects-file"],
      ],
    );
  });

  test("a neighbour's file loses the server alone", () => {
    const file = read('{"mcpServers":{"a":{"command":"x","args":"y"},"b":{"command":"x"}}}', "cursor");
    assert.equal(file.error, undefined);
    assert.deepEqual(
      file.servers.map(({ problems }) => problems[0]?.effect),
      ["drops-server", undefined],
    );
  });

  test("no message holds a value", () => {
    const value = ["hunter", "2", "hunter"].join("");
    for (const member of [`"env":{"A":["${value}"]}`, `"args":["${value}",1]`, `"command":["${value}"]`]) {
      const { error, servers } = read(`{"mcpServers":{"a":{${member}}}}`);
      assert.ok(error && !JSON.stringify([error, servers[0]?.problems]).includes(value));
    }
  });
});

/** A server that Kiro leaves out or takes, and the text under the problem. */
const dropped: readonly (readonly [string, string | undefined])[] = [
  ["{}", "a"],
  ['{"disabled":true}', "a"],
  ['{"command":""}', "a"],
  ['{"command":" ","url":""}', "a"],
  ['{"url":"http://mcp.example.com/x"}', "http://mcp.example.com/x"],
  ['{"url":"HTTP://localhost.example.com"}', "HTTP://localhost.example.com"],
  ['{"url":"ftp://mcp.example.com"}', "ftp://mcp.example.com"],
  ['{"url":"mcp.example.com"}', "mcp.example.com"],
  ['{"url":"http://localhost@mcp.example.com"}', "http://localhost@mcp.example.com"],
  ['{"type":"registry"}', undefined],
  ['{"command":"x"}', undefined],
  ['{"url":"https://mcp.example.com"}', undefined],
  ['{"url":"http://localhost:3000/mcp"}', undefined],
  ['{"url":"http://127.0.0.1/mcp"}', undefined],
  ['{"url":"http://[::1]:80/mcp"}', undefined],
  ['{"url":"${HOST}/mcp"}', undefined],
];

suite("MCP files: what Kiro drops or ignores", () => {
  for (const [server, place] of dropped) {
    test(`${server} is ${place === undefined ? "taken" : "dropped"}`, () => {
      const text = `{"mcpServers":{"a":${server}}}`;
      const { problems } = only(read(text));
      const drops = problems.filter(({ effect }) => effect === "drops-server");
      assert.deepEqual(
        drops.map(({ span }) => cut(text, span)),
        place === undefined ? [] : [place],
      );
    });
  }

  test("members that Kiro does not know are named", () => {
    const text = '{"mcpServers":{"a":{"command":"x","transport":"stdio"}}}';
    const [problem] = only(read(text)).problems;
    assert.equal(problem?.effect, "ignores");
    assert.equal(cut(text, problem?.span), "transport");
    assert.deepEqual(only(read(text, "claude-code")).problems, []);
  });

  test('an object under "servers" is not read from a file of Kiro, and said so', () => {
    const file = read('{"servers":{"a":{"command":"x"}}}');
    assert.deepEqual(file.servers, []);
    assert.match(file.remarks[0]?.message ?? "", /does not read "servers"/);
  });
});

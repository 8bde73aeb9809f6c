import assert from "node:assert/strict";
import fc from "fast-check";
import { readRegistry } from "../../../src/core/mcp/policies/registry.ts";
import { lintRegistry } from "../../../src/core/mcp/policies/registryLint.ts";

const npm = {
  registryType: "npm",
  identifier: "@acme/tool@1.2.3",
  transport: { type: "stdio" },
};
const local = { name: "acme-tool", description: "A tool", version: "1.2.3", packages: [npm] };
const remote = {
  name: "acme-remote",
  description: "A remote",
  version: "1.0.0",
  remotes: [{ type: "streamable-http", url: "https://mcp.example.com/a" }],
};
const registry = (...servers: readonly unknown[]) =>
  JSON.stringify({ servers: servers.map((server) => ({ server })) });

/** `code severity place` of each issue; the place is the text that its span covers. */
function issuesOf(text: string): readonly string[] {
  const withoutMark = text.replace(/^\ufeff/, "");
  return lintRegistry(text).map(
    ({ code, severity, span, rejects }) =>
      `${code} ${rejects ? "rejects" : severity} ${withoutMark.slice(span.start, span.end)}`,
  );
}

suite("lint of Kiro's registry", () => {
  test("finds nothing in a good one", () => {
    assert.deepEqual(issuesOf(registry(local, remote)), []);
  });

  const faults: readonly (readonly [string, unknown, readonly string[]])[] = [
    ["a slash in the name", { ...local, name: "ns/tool" }, ['registry-name rejects "ns/tool"']],
    ["a short name", { ...local, name: "ab" }, ['registry-name rejects "ab"']],
    ["a long name", { ...local, name: "a".repeat(201) }, [`registry-name rejects "${"a".repeat(201)}"`]],
    ["a space in the name", { ...local, name: "my tool" }, ['registry-name rejects "my tool"']],
    ["no text as name", { ...local, name: 5 }, ["registry-name rejects 5"]],
    [
      "a long description",
      { ...local, description: "d".repeat(101) },
      [`registry-description rejects "${"d".repeat(101)}"`],
    ],
    ["an empty description", { ...local, description: "" }, ['registry-description warning ""']],
    ["a range", { ...local, version: "^1.0.0" }, ['registry-version rejects "^1.0.0"']],
    ["a wildcard", { ...local, version: "1.x" }, ['registry-version rejects "1.x"']],
    ["a tag as version", { ...local, version: "latest" }, ['registry-version rejects "latest"']],
    [
      "both kinds",
      { ...local, remotes: remote.remotes },
      [`registry-kind rejects ${JSON.stringify({ ...local, remotes: remote.remotes })}`],
    ],
    ["no packages", { ...local, packages: [] }, ["registry-kind rejects []"]],
    [
      "another registry",
      { ...local, packages: [{ ...npm, registryType: "cargo" }] },
      ['registry-type rejects "cargo"'],
    ],
    [
      "no version in the identifier",
      { ...local, packages: [{ ...npm, identifier: "@acme/tool" }] },
      ['registry-unpinned warning "@acme/tool"'],
    ],
    [
      "a tag in the identifier",
      { ...local, packages: [{ ...npm, registryType: "oci", identifier: "acme/tool:1.0.0" }] },
      ['registry-unpinned warning "acme/tool:1.0.0"'],
    ],
    [
      "a git address as package",
      { ...local, packages: [{ ...npm, identifier: "git+https://a.example/x" }] },
      ['registry-identifier rejects "git+https://a.example/x"'],
    ],
    [
      "another transport of a package",
      { ...local, packages: [{ ...npm, transport: { type: "sse" } }] },
      ['registry-transport rejects {"type":"sse"}'],
    ],
    [
      "a base address with plain http",
      { ...local, packages: [{ ...npm, registryBaseUrl: "http://a.example" }] },
      ['registry-base-url rejects "http://a.example"'],
    ],
    [
      "an argument without type",
      { ...local, packages: [{ ...npm, runtimeArguments: [{ value: "-q" }] }] },
      ['registry-argument rejects {"value":"-q"}'],
    ],
    [
      "a variable that redirects code",
      { ...local, packages: [{ ...npm, environmentVariables: [{ name: "NODE_OPTIONS" }] }] },
      ['registry-variable warning "NODE_OPTIONS"'],
    ],
    [
      "plain http",
      { ...remote, remotes: [{ type: "sse", url: "http://mcp.example.com" }] },
      ['registry-url rejects "http://mcp.example.com"'],
    ],
    [
      "a transport of a remote",
      { ...remote, remotes: [{ type: "http", url: "https://mcp.example.com" }] },
      ['registry-transport rejects "http"'],
    ],
    [
      "a credential in an address",
      { ...remote, remotes: [{ type: "sse", url: "https://mcp.example.com/?key=x" }] },
      ['registry-credential error "https://mcp.example.com/?key=x"'],
    ],
    [
      "a credential that is written out, and none that is filled in",
      {
        ...remote,
        remotes: [
          {
            ...remote.remotes[0],
            headers: [
              { name: "Authorization", value: "Bearer {token}" },
              { name: "X-Api-Key", value: "written-out" },
              { name: "X-Other", value: "also", isSecret: true },
              { name: "X-Team", value: "payments" },
              { name: "Cookie" },
            ],
          },
        ],
      },
      ['registry-credential error "written-out"', 'registry-credential error "also"'],
    ],
    [
      "a header without a name",
      { ...remote, remotes: [{ ...remote.remotes[0], headers: [{ value: "x" }] }] },
      ['registry-shape rejects {"value":"x"}'],
    ],
  ];
  for (const [title, server, issues] of faults) {
    test(`finds ${title}`, () => {
      assert.deepEqual(issuesOf(registry(server)), issues);
    });
  }

  test("finds a name that stands twice, and does not reject for it", () => {
    assert.deepEqual(issuesOf(registry(local, { ...remote, name: "acme-tool" })), [
      'registry-duplicate error "acme-tool"',
    ]);
  });

  test("finds a byte order mark beside the other issues", () => {
    assert.deepEqual(issuesOf(`\ufeff${registry({ ...local, name: "a/b" })}`), [
      "registry-bom error {",
      'registry-name rejects "a/b"',
    ]);
  });

  test("a file that is no registry has one issue", () => {
    for (const text of ["", "{", "[]", "{}", '{"servers":{}}', '{"servers":[],"servers":[]}'])
      assert.deepEqual([lintRegistry(text).length, lintRegistry(text)[0]?.rejects], [1, true], text);
  });

  test("says nothing of values of variables and headers", () => {
    const hidden = "value-that-may-be-secret";
    const text = registry({
      ...local,
      packages: [
        { ...npm, environmentVariables: [{ name: "LD_PRELOAD", value: hidden }, { value: hidden }] },
      ],
    });
    const issues = lintRegistry(text);
    assert.equal(issues.length, 2);
    assert.ok(!JSON.stringify(issues.map(({ message }) => message)).includes(hidden));
  });

  test("never throws, and spans stay within the text", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.json().map((json) => `{"servers":[{"server":${json}}]}`),
        ),
        (text) => {
          for (const { span } of lintRegistry(text)) assert.ok(0 <= span.start && span.end <= text.length);
        },
      ),
    );
  });
});

suite("Kiro's registry as a policy", () => {
  test("holds packages and remotes under their names", () => {
    const full = {
      ...npm,
      registryBaseUrl: "https://npm.example.com",
      packageArguments: [
        { type: "positional", value: "--stdio" },
        { type: "named", name: "--port", value: "1" },
      ],
      environmentVariables: [{ name: "TOKEN", value: "x" }],
    };
    const read = readRegistry(registry({ ...local, packages: [full] }, remote));
    assert.ok("policy" in read);
    const [tool, other] = read.policy.servers;
    assert.deepEqual(tool, {
      id: "acme-tool",
      names: ["acme-tool"],
      package: {
        registryType: "npm",
        identifier: "@acme/tool",
        version: "1.2.3",
        registryBaseUrl: "https://npm.example.com",
      },
      runners: ["npx"],
      args: ["--stdio", "--port", "1"],
      env: Object.assign(Object.create(null), { TOKEN: "*" }),
    });
    assert.deepEqual([other?.url, other?.transports], ["https://mcp.example.com/a", ["streamable-http"]]);
    assert.deepEqual([...read.names], ["acme-tool", "acme-remote"]);
    assert.deepEqual(read.notes, []);
  });

  test("reads an image relative to the registry that the entry names", () => {
    const image = (identifier: string) => ({
      ...npm,
      registryType: "oci",
      registryBaseUrl: "https://ghcr.io",
      identifier: `${identifier}@sha256:${"0".repeat(64)}`,
    });
    const names = ["acme/x", "registry.example.com/acme/x"].map((identifier) => {
      const read = readRegistry(registry({ ...local, packages: [image(identifier)] }));
      assert.ok("policy" in read);
      return read.policy.servers[0]?.package?.identifier;
    });
    assert.deepEqual(names, ["ghcr.io/acme/x", "registry.example.com/acme/x"]);
  });

  test("is refused as a whole for one bad entry", () => {
    const text = registry(local, { ...remote, name: "ns/remote" });
    const read = readRegistry(text);
    assert.ok("error" in read);
    assert.match(read.error, /^Kiro refuses the whole registry: servers\[1\]\.server\.name holds a slash/);
    assert.equal(text.slice(read.span.start, read.span.end), '"ns/remote"');
  });

  test("is taken with faults that Kiro lives with", () => {
    const read = readRegistry(`\ufeff${registry({ ...local, packages: [{ ...npm, identifier: "tool" }] })}`);
    assert.ok("policy" in read);
    assert.deepEqual(read.policy.servers[0]?.package, { registryType: "npm", identifier: "tool" });
    assert.match(read.notes.join(), /"acme-tool" is not pinned/);
  });
});

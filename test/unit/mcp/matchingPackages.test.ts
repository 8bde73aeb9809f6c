import type { McpPolicy, PolicyServer } from "../../../src/core/mcp/model/policy.ts";
import { policyFrom, testPolicy } from "./support/judging.ts";
import { testVerdicts, type VerdictRow } from "./support/verdictTable.ts";

const spec = "acme.weather-mcp==2.4.1";
const weather = (...before: readonly string[]) => ({ command: "uvx", args: [...before, spec] });
const weatherEnv = (env: Readonly<Record<string, string>>) => ({ ...weather(), env });
const notes = (version: string, ...after: readonly string[]) => ({
  command: "npx",
  args: ["-y", `@acme/notes-mcp${version}`, ...after],
});
const image = `registry.acme.example/mcp/db@sha256:${"1".repeat(64)}`;
const db = (...options: readonly string[]) => ({ command: "docker", args: ["run", ...options, image] });
const dbOptions = ["-i", "--rm", "--network=none"];
const changed = (id: string, change: Partial<PolicyServer>, options: Partial<McpPolicy["options"]> = {}) => ({
  policy: {
    state: "valid" as const,
    policy: {
      ...testPolicy,
      options: { ...testPolicy.options, ...options },
      servers: testPolicy.servers.map((entry) => (entry.id === id ? { ...entry, ...change } : entry)),
    },
  },
});

suite("versions and digests", () => {
  testVerdicts([
    ["ALLOWED", "the listed version", "notes", notes("@3.0.2")],
    ["DRIFT", "another version", "notes", notes("@3.0.3")],
    ["DRIFT", "another version before the release", "notes", notes("@3.0.2-rc.1")],
    ...["", "@latest", "@next", "@^3.0.2", "@~3.0.2", "@3.x", "@*", "@>=3", "@3", "@3.0"].map(
      (version): VerdictRow => ["UNPINNED", `the version "${version}"`, "notes", notes(version)],
    ),
    ["ALLOWED", "a Python version with @", "weather", { command: "uvx", args: ["acme.weather-mcp@2.4.1"] }],
    [
      "ALLOWED",
      "a Python name in another form",
      "weather",
      { command: "uvx", args: ["Acme_Weather.MCP==2.4.1"] },
    ],
    [
      "ALLOWED",
      "the same Python version in another form",
      "weather",
      { command: "uvx", args: ["acme.weather-mcp==2.4.1.0"] },
    ],
    ["DRIFT", "another Python version", "weather", { command: "uvx", args: ["acme.weather-mcp==2.4"] }],
    ["UNPINNED", "a Python range", "weather", { command: "uvx", args: ["acme.weather-mcp>=2.4.1"] }],
    ["UNPINNED", "a Python wildcard", "weather", { command: "uvx", args: ["acme.weather-mcp==2.4.*"] }],
    [
      "UNPINNED",
      "the newest Python version",
      "weather",
      { command: "uvx", args: ["acme.weather-mcp@latest"] },
    ],
    ["ALLOWED", "the listed digest", "db-ro", db(...dbOptions)],
    [
      "DRIFT",
      "another digest",
      "db-ro",
      { command: "docker", args: ["run", ...dbOptions, image.replace(/1$/, "2")] },
    ],
    [
      "UNPINNED",
      "a tag",
      "db-ro",
      { command: "docker", args: ["run", ...dbOptions, "registry.acme.example/mcp/db:1.0.0"] },
    ],
    [
      "UNPINNED",
      "no tag",
      "db-ro",
      { command: "docker", args: ["run", ...dbOptions, "registry.acme.example/mcp/db"] },
    ],
    [
      "NAME_ONLY",
      "the image of another registry",
      "db-ro",
      { command: "docker", args: ["run", ...dbOptions, "mcp/db"] },
    ],
    [
      "ALLOWED",
      "not pinned, where it need not be",
      "notes",
      notes(""),
      changed("notes", {}, { requirePinned: false }),
    ],
    [
      "ALLOWED_RENAMED",
      "renamed and not pinned, where it need not be",
      "n",
      notes(""),
      changed("notes", {}, { requirePinned: false }),
    ],
    [
      "ALLOWED",
      "any exact version of a package listed without one",
      "notes",
      notes("@9.9.9"),
      changed("notes", {
        package: { registryType: "npm", identifier: "@acme/notes-mcp" },
      }),
    ],
  ]);
  const desk = { command: "C:\\Program Files\\Acme\\desk.exe", args: ["--stdio"] };
  testVerdicts([
    ["ALLOWED", "a file with the listed hash", "desk", desk, { fileHash: () => "2".repeat(64) }],
    ["DRIFT", "a file with another hash", "desk", desk, { fileHash: () => "3".repeat(64) }],
  ]);
});

suite("indexes and runners", () => {
  const own = "https://pypi.acme.example/simple";
  testVerdicts([
    ["ALLOWED", "the listed index", "weather", weather("--index-url", own)],
    ["ALLOWED", "the listed index with a slash", "weather", weather(`--default-index=${own}/`)],
    ["ALLOWED", "the listed index in a variable", "weather", weatherEnv({ UV_DEFAULT_INDEX: own })],
    ...["--index-url", "--extra-index-url", "--default-index", "--index", "--find-links", "-i", "-f"].map(
      (option): VerdictRow => [
        "DRIFT",
        `another index by ${option}`,
        "weather",
        weather(option, "https://evil.example/simple"),
      ],
    ),
    [
      "DRIFT",
      "another index on the listed host",
      "weather",
      weather("--index-url", "https://pypi.acme.example/other"),
    ],
    ["DRIFT", "another index in a variable", "weather", weatherEnv({ UV_INDEX_URL: "https://evil.example" })],
    [
      "DRIFT",
      "a second index in a variable",
      "weather",
      weatherEnv({ UV_INDEX: `${own} https://evil.example` }),
    ],
    [
      "DRIFT",
      "a registry",
      "notes",
      { command: "npx", args: ["--registry=https://evil.example", "@acme/notes-mcp@3.0.2"] },
    ],
    [
      "DRIFT",
      "a registry of a scope",
      "notes",
      { command: "npx", args: ["--@acme:registry=https://evil.example", "@acme/notes-mcp@3.0.2"] },
    ],
    [
      "ALLOWED",
      "the same runner by its long name",
      "weather",
      { command: "uv", args: ["tool", "run", spec] },
    ],
    ["DRIFT", "another runner", "weather", { command: "pipx", args: ["run", spec] }],
    ["DRIFT", "another runner of npm", "notes", { command: "bunx", args: ["@acme/notes-mcp@3.0.2"] }],
    ["DRIFT", "another engine", "db-ro", { ...db(...dbOptions), command: "podman" }],
  ]);
});

suite("arguments", () => {
  const listed = changed("notes", { args: ["--mode", "read", "--quiet"] });
  testVerdicts([
    ["DRIFT", "a word after the package", "notes", notes("@3.0.2", "more")],
    ["DRIFT", "an option after the package", "notes", notes("@3.0.2", "--more")],
    [
      "DRIFT",
      "where the policy says nothing of arguments",
      "docs",
      { command: "npx", args: ["-y", "d@1.0.0", "x"] },
      {
        policy: {
          state: "valid",
          policy: policyFrom({
            servers: [{ id: "d", names: ["docs"], package: { registryType: "npm", identifier: "d" } }],
          }),
        },
      },
    ],
    ["ALLOWED", "the listed arguments", "notes", notes("@3.0.2", "--mode", "read", "--quiet"), listed],
    ["ALLOWED", "in another order", "notes", notes("@3.0.2", "--quiet", "--mode", "read"), listed],
    ["DRIFT", "with another value", "notes", notes("@3.0.2", "--mode", "write", "--quiet"), listed],
    ["DRIFT", "one of them missing", "notes", notes("@3.0.2", "--mode", "read"), listed],
    [
      "ALLOWED",
      "the package's own program",
      "weather",
      { command: "uvx", args: ["--from", spec, "acme.weather-mcp"] },
    ],
    [
      "DRIFT",
      "a shell instead of the package's program",
      "weather",
      { command: "uvx", args: ["--from", spec, "bash"] },
    ],
    ...["--with", "--with-requirements", "--python", "-w", "-p", "--config-file", "--env-file"].map(
      (option): VerdictRow => ["DRIFT", `the option ${option}`, "weather", weather(option, "x")],
    ),
    ["ALLOWED", "an option that changes nothing", "weather", weather("--quiet", "--offline")],
    [
      "ALLOWED",
      "an option that the policy lists",
      "weather",
      weather("--with", "x"),
      changed("weather", { runtimeArgs: ["--with=x"] }),
    ],
    [
      "DRIFT",
      "the same with another value",
      "weather",
      weather("--with", "y"),
      changed("weather", { runtimeArgs: ["--with=x"] }),
    ],
    [
      "DRIFT",
      "a second package",
      "notes",
      { command: "npx", args: ["-p", "@acme/notes-mcp@3.0.2", "-p", "evil", "notes-mcp"] },
    ],
    [
      "DRIFT",
      "options for node",
      "notes",
      { command: "npx", args: ["--node-options", "--require=./x.js", "@acme/notes-mcp@3.0.2"] },
    ],
  ]);
});

suite("containers", () => {
  const open = changed("db", { runtimeArgs: undefined as never });
  testVerdicts([
    [
      "ALLOWED",
      "options in another order and form",
      "db-ro",
      db("--rm", "--interactive", "--network", "none"),
    ],
    ["DRIFT", "a listed option missing", "db-ro", db("-i", "--rm")],
    ["DRIFT", "an option that is not listed", "db-ro", db(...dbOptions, "--memory=1g")],
    [
      "ALLOWED",
      "a harmless option, where none are listed",
      "db-ro",
      db("-i", "--memory=1g", "-v", "/srv/data:/data"),
      open,
    ],
    ...[
      ["--privileged"],
      ["-v", "/:/host"],
      ["-v/:/host"],
      ["--volume=/var/run/docker.sock:/s"],
      ["-v", "//:/h"],
      ["-v", "C:\\:/h"],
      ["--mount", "type=bind,source=/,target=/h"],
      ["--mount=type=bind,src=/run/docker.sock,dst=/s"],
      ["--network=host"],
      ["--net", "host"],
      ["--pid=host"],
      ["--cap-add", "SYS_ADMIN"],
      ["-e", "API_TOKEN=abc"],
      ["-eDB_PASSWORD=abc"],
      ["--env-file", ".env"],
      ["--entrypoint", "sh"],
      ["-e", "LD_PRELOAD=/x.so"],
    ].map((options): VerdictRow => ["DRIFT", options.join(" "), "db-ro", db("-i", ...options), open]),
    ["ALLOWED", "a variable that is passed on", "db-ro", db("-i", "-e", "API_TOKEN"), open],
    ["ALLOWED", "a reference", "db-ro", db("-i", "-e", "API_TOKEN=${API_TOKEN}"), open],
    [
      "DRIFT",
      "another engine's host",
      "db-ro",
      { command: "docker", args: ["-H", "tcp://evil.example", "run", image] },
      open,
    ],
  ]);
});

import { testPolicy } from "./support/judging.ts";
import { testVerdicts, type VerdictRow } from "./support/verdictTable.ts";

const weather = { command: "uvx", args: ["acme.weather-mcp==2.4.1"] };
const notes = { command: "npx", args: ["-y", "@acme/notes-mcp@3.0.2"] };
const wiki = { url: "https://mcp.acme.example/wiki/mcp" };
const unknown = { command: "npx", args: ["-y", "something-else@1.0.0"] };
const policyOf = (policy = testPolicy) => ({ policy: { state: "valid", policy } as const });
const withOptions = (options: Partial<typeof testPolicy.options>) =>
  policyOf({ ...testPolicy, options: { ...testPolicy.options, ...options } });

suite("step 4: denied", () => {
  const files = (...words: readonly string[]) => ({
    command: "npx",
    args: ["-y", "@acme/files-mcp", ...words],
  });
  testVerdicts([
    ["DENIED", "a root", "x", files("/")],
    ["DENIED", "a root among others", "x", files("/srv", "/")],
    ["DENIED", "a root written otherwise", "x", files("/srv/..")],
    ["DENIED", "a root in an option", "x", files("--root=/")],
    ["DENIED", "a drive", "x", files("c:/")],
    ["DENIED", "a home", "x", files("~/")],
    [
      "DENIED",
      "behind a wrapper",
      "x",
      { command: "cmd", args: ["/c", "npx", "-y", "@acme/files-mcp@1.0.0", "C:\\"] },
    ],
    ["DENIED", "with a runner that is in doubt", "x", { ...files("/"), command: "./npx" }],
    [
      "DENIED",
      "before a second command",
      "x",
      { command: "sh", args: ["-c", "npx -y @acme/files-mcp / ; id"] },
    ],
    ["DENIED", "beside a url", "x", { ...files("/"), url: "https://a.example/" }],
    ["NOT_LISTED", "a folder", "x", files("/srv/data")],
    ["NOT_LISTED", "the words of another package", "x", { command: "npx", args: ["-y", "b", "/"] }],
    ["DENIED", "a label below the denied host", "x", { url: "https://a.lab.example/mcp" }],
    ["DENIED", "two labels below", "x", { url: "https://a.b.lab.example/" }],
    ["DENIED", "with a query", "x", { url: "https://a.lab.example/?a" }],
    ["NOT_LISTED", "the denied host itself", "x", { url: "https://lab.example/" }],
    ["NOT_LISTED", "a host that ends alike", "x", { url: "https://notlab.example/" }],
    [
      "DENIED",
      "through a bridge",
      "x",
      { command: "npx", args: ["-y", "bridge", "https://a.lab.example/mcp"] },
    ],
    ["DENIED", "a package in any version", "x", { command: "uvx", args: ["Old_MCP==1.0"] }],
    ["DENIED", "under a listed name", "weather", { command: "uvx", args: ["old-mcp"] }],
  ]);
  const denyListed = policyOf({
    ...testPolicy,
    denied: [
      { id: "v", package: { registryType: "pypi", identifier: "acme.weather-mcp", version: "2.4.1" } },
      { id: "i", package: { registryType: "oci", identifier: "registry.acme.example/mcp/db" } },
      { id: "w", argsContain: ["--unsafe"] },
      { id: "p", command: { path: "/opt/bad/bad" } },
    ],
  });
  testVerdicts([
    ["DENIED", "even when also allowed", "weather", weather, denyListed],
    [
      "UNPINNED",
      "another version than the denied one",
      "weather",
      { command: "uvx", args: ["acme.weather-mcp"] },
      denyListed,
    ],
    [
      "DENIED",
      "an image",
      "x",
      { command: "docker", args: ["run", "registry.acme.example/mcp/db:1"] },
      denyListed,
    ],
    ["DENIED", "an argument of anything", "x", { command: "a", args: ["--unsafe"] }, denyListed],
    ["DENIED", "a program", "x", { command: "/opt/bad/../bad/bad" }, denyListed],
    ["UNVERIFIABLE", "another program", "x", { command: "/opt/bad/good" }, denyListed],
  ]);
});

suite("step 5: can it be told what it is", () => {
  const variable = (word: string) => ({ command: "npx", args: ["-y", word] });
  testVerdicts([
    ["UNVERIFIABLE", "both command and url", "weather", { ...weather, ...wiki }],
    ...["${X}", "${X:-d}", "$X", "${env:X}", "${input:x}", "%X%", "@acme/notes-mcp@${V}"].map(
      (word): VerdictRow => ["UNVERIFIABLE", `the package ${word}`, "notes", variable(word)],
    ),
    ["UNVERIFIABLE", "a runner in a variable", "notes", { ...notes, command: "${HOME}/.local/bin/npx" }],
    ["UNVERIFIABLE", "a host in a variable", "wiki", { url: "https://${HOST}/wiki/mcp" }],
    ["UNVERIFIABLE", "a whole url in a variable", "wiki", { url: "${WIKI}" }],
    ["UNVERIFIABLE", "a path in a variable", "wiki", { url: "https://mcp.acme.example/$X/mcp" }],
    [
      "UNVERIFIABLE",
      "a user in a variable, which may end the host",
      "wiki",
      { url: "https://${X}@mcp.acme.example/wiki/mcp" },
    ],
    ["UNVERIFIABLE", "an image in a variable", "db-ro", { command: "docker", args: ["run", "${IMAGE}"] }],
    [
      "UNVERIFIABLE",
      "--from in a variable",
      "weather",
      { command: "uvx", args: ["--from", "${P}", "weather"] },
    ],
    ["ALLOWED", "a variable's value from a variable", "notes", { ...notes, env: { KEY: "${KEY}" } }],
    ["DRIFT", "an argument in a variable", "notes", { ...notes, args: [...notes.args, "${X}"] }],
    ["UNVERIFIABLE", "a shell's text", "notes", { command: "npx", args: ["-c", "notes-mcp"] }],
    ["UNVERIFIABLE", "no package", "notes", { command: "npx", args: ["-y"] }],
    [
      "UNVERIFIABLE",
      "a wrapper that does more",
      "notes",
      { command: "sh", args: ["-c", "npx -y @acme/notes-mcp@3.0.2 && id"] },
    ],
    [
      "ALLOWED",
      "a wrapper that does no more",
      "notes",
      { command: "sh", args: ["-c", "npx -y @acme/notes-mcp@3.0.2"] },
    ],
    ["UNVERIFIABLE", "a runner of the project", "notes", { ...notes, command: "./npx" }],
    ["UNVERIFIABLE", "a runner from nowhere", "notes", { ...notes, command: "/srv/npx" }],
    ["ALLOWED", "a runner of the user", "notes", { ...notes, command: "/home/me/.volta/bin/npx" }],
    ["UNVERIFIABLE", "a program without a hash", "x", { command: "/opt/acme/other" }],
    ["UNVERIFIABLE", "a program by name", "x", { command: "other" }],
    ["UNVERIFIABLE", "a script", "x", { command: "node", args: ["/opt/acme/other.js"] }],
    [
      "ALLOWED",
      "a program with a hash",
      "desk",
      { command: "C:\\Program Files\\Acme\\desk.exe", args: ["--stdio"] },
    ],
    [
      "ALLOWED",
      "the same in other letters",
      "desk",
      { command: "c:/program files/ACME/x/../desk.exe", args: ["--stdio"] },
    ],
    ["UNVERIFIABLE", "its name elsewhere", "desk", { command: "C:\\Acme\\desk.exe", args: ["--stdio"] }],
  ]);
  testVerdicts([
    [
      "NAME_ONLY",
      "variables that the policy lets pass",
      "notes",
      variable("${X}"),
      withOptions({ allowUnresolvedVariables: true }),
    ],
    [
      "UNPINNED",
      "a version that the policy lets pass",
      "notes",
      variable("@acme/notes-mcp@${V}"),
      withOptions({ allowUnresolvedVariables: true }),
    ],
    [
      "UNVERIFIABLE",
      "other doubts all the same",
      "notes",
      { ...notes, command: "./npx" },
      withOptions({ allowUnresolvedVariables: true }),
    ],
  ]);
});

suite("step 6: is it listed", () => {
  const strict = policyOf({
    ...testPolicy,
    servers: testPolicy.servers.map((entry) => ({ ...entry, strictNames: true })),
  });
  testVerdicts([
    ["ALLOWED", "under its name", "weather", weather],
    ["ALLOWED", "under its other name", "forecast-tools", weather],
    ["ALLOWED_RENAMED", "under a name of the user's", "my-weather", weather],
    ["ALLOWED_RENAMED", "names differ by case", "Weather", weather],
    ["ALLOWED_RENAMED", "under another server's name", "notes", weather],
    ["NOT_LISTED", "renamed, where names are strict", "my-weather", weather, strict],
    ["ALLOWED", "under its name, where names are strict", "weather", weather, strict],
    [
      "DRIFT",
      "a breach comes before a strict name",
      "my-weather",
      { ...weather, args: [...weather.args, "--x"] },
      strict,
    ],
    [
      "DRIFT",
      "a breach comes before another name",
      "my-weather",
      { ...weather, args: [...weather.args, "--x"] },
    ],
    [
      "UNPINNED",
      "so does a version that is not exact",
      "my-weather",
      { command: "uvx", args: ["acme.weather-mcp"] },
    ],
    ["NAME_ONLY", "another server under its name", "weather", unknown],
    ["NOT_LISTED", "another server", "something", unknown],
    [
      "NAME_ONLY",
      "an address on another host",
      "wiki",
      { url: "https://mcp.acme.example.evil.example/wiki/mcp" },
    ],
    ["NAME_ONLY", "its path in other letters", "wiki", { url: "https://mcp.acme.example/Wiki/mcp" }],
    ["ALLOWED", "below a listed path", "docs-all", { url: "https://a.b.docs.acme.example/v1/x/y" }],
    ["NAME_ONLY", "beside a listed path", "docs-all", { url: "https://a.docs.acme.example/v1x" }],
    ["NAME_ONLY", "the host without a label", "docs-all", { url: "https://docs.acme.example/v1/x" }],
    ["NAME_ONLY", "out of a listed path by dots", "docs-all", { url: "https://a.docs.acme.example/v1/../x" }],
  ]);
});

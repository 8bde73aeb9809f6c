import type { McpPolicy, PolicyServer } from "../../../src/core/mcp/model/policy.ts";
import { testPolicy } from "./support/judging.ts";
import { testVerdicts, type VerdictRow } from "./support/verdictTable.ts";

const spec = "acme.weather-mcp==2.4.1";
const weather = (...before: readonly string[]) => ({ command: "uvx", args: [...before, spec] });
const weatherEnv = (env: Readonly<Record<string, string>>) => ({ ...weather(), env });
const wiki = { url: "https://mcp.acme.example/wiki/mcp" };
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

suite("variables", () => {
  const redirecting = [
    "NPM_CONFIG_REGISTRY",
    "npm_config_registry",
    "NPM_CONFIG_USERCONFIG",
    "UV_INDEX",
    "UV_INDEX_STRATEGY",
    "UV_DEFAULT_INDEX",
    "PIP_INDEX_URL",
    "PIP_X",
    "NODE_OPTIONS",
    "NODE_PATH",
    "PYTHONPATH",
    "PYTHONSTARTUP",
    "LD_PRELOAD",
    "DYLD_INSERT_LIBRARIES",
    "PATH",
    "Path",
    "BASH_ENV",
    "HTTP_PROXY",
    "https_proxy",
    "ALL_PROXY",
    "NODE_TLS_REJECT_UNAUTHORIZED",
    "SSL_CERT_FILE",
    "DOCKER_HOST",
  ];
  testVerdicts([
    ...redirecting.map((name): VerdictRow => ["DRIFT", name, "weather", weatherEnv({ [name]: "x" })]),
    ...["AWS_PROFILE", "API_KEY", "PATHS", "MY_NODE_OPTIONS", "LOG"].map((name): VerdictRow => [
      "ALLOWED",
      name,
      "weather",
      weatherEnv({ [name]: "x" }),
    ]),
    ["ALLOWED", "a listed value", "weather", weatherEnv({ LOG_LEVEL: "INFO" })],
    ["DRIFT", "another value", "weather", weatherEnv({ LOG_LEVEL: "DEBUG" })],
    ["ALLOWED", "any value", "weather", weatherEnv({ AWS_REGION: "eu-west-1" })],
    [
      "ALLOWED",
      "a redirecting variable that is listed",
      "weather",
      weatherEnv({ PATH: "/bin" }),
      changed("weather", { env: { PATH: ["/bin"] } }),
    ],
    [
      "DRIFT",
      "set by env",
      "notes",
      { command: "env", args: ["NODE_OPTIONS=--inspect", "npx", "-y", "@acme/notes-mcp@3.0.2"] },
    ],
    [
      "DRIFT",
      "set by a shell's text",
      "notes",
      { command: "sh", args: ["-c", "NODE_PATH=/x npx -y @acme/notes-mcp@3.0.2"] },
    ],
  ]);
});

suite("remote servers", () => {
  const header = (name: string, value: string) => ({ ...wiki, headers: { [name]: value } });
  testVerdicts([
    ["ALLOWED", "a reference", "wiki", header("Authorization", "${TOKEN}")],
    ["ALLOWED", "a reference after its scheme", "wiki", header("authorization", "Bearer ${input:token}")],
    ["DRIFT", "a literal", "wiki", header("Authorization", "Bearer abcdef")],
    ["DRIFT", "a literal in other letters", "wiki", header("AUTHORIZATION", "abcdef")],
    ["DRIFT", "a literal beside a reference", "wiki", header("Authorization", "Bearer abc${X}")],
    ["DRIFT", "a literal for want of a value", "wiki", header("Authorization", "${X:-abc}")],
    ["ALLOWED", "a header of which the policy says nothing", "wiki", header("X-Team", "a")],
    ["ALLOWED", "no header", "wiki", wiki],
    ["DRIFT", "a credential", "wiki", { url: "https://u:p@mcp.acme.example/wiki/mcp" }],
    ["DRIFT", "a query", "wiki", { url: `${wiki.url}?a=b` }],
    ["DRIFT", "an empty query", "wiki", { url: `${wiki.url}?` }],
    ["DRIFT", "a query with a variable", "wiki", { url: `${wiki.url}?a=\${B}` }],
    ["DRIFT", "a fragment", "wiki", { url: `${wiki.url}#a` }],
    ["DRIFT", "a slash at the end", "wiki", { url: `${wiki.url}/` }],
    ["NAME_ONLY", "two slashes at the end", "wiki", { url: `${wiki.url}//` }],
    [
      "ALLOWED",
      "capitals, a dot, a port, dot segments",
      "wiki",
      { url: "HTTPS://MCP.Acme.Example.:443/x/../wiki/mcp" },
    ],
    ["ALLOWED", "fewer slashes than usual", "wiki", { url: "https:/mcp.acme.example/wiki/mcp" }],
    ["DRIFT", "fewer slashes and a user", "wiki", { url: "https:u@mcp.acme.example/wiki/mcp" }],
    ["ALLOWED", "spaces around it", "wiki", { url: " https://mcp.acme.example/wiki/mcp " }],
    ["NAME_ONLY", "a line end after it", "wiki", { url: "https://mcp.acme.example/wiki/mcp\n" }],
    ["NAME_ONLY", "an encoded slash", "wiki", { url: "https://mcp.acme.example/wiki%2Fmcp" }],
    ["NAME_ONLY", "a backslash", "wiki", { url: "https://mcp.acme.example\\wiki\\mcp" }],
    ["NAME_ONLY", "a tab", "wiki", { url: "https://mcp.acme.exa\tmple/wiki/mcp" }],
    ["NAME_ONLY", "a character without width", "wiki", { url: "https://mcp.acme\u200b.example/wiki/mcp" }],
    ["NAME_ONLY", "wide letters", "wiki", { url: "https://ｍcp.acme.example/wiki/mcp" }],
    ["NAME_ONLY", "wide letters, encoded", "wiki", { url: "https://%EF%BD%8Dcp.acme.example/wiki/mcp" }],
    ["NAME_ONLY", "Cyrillic letters", "wiki", { url: "https://mcp.аcme.example/wiki/mcp" }],
    [
      "ALLOWED",
      "letters that the policy holds in punycode",
      "wiki",
      { url: "https://bücher.example/mcp" },
      changed("wiki", { url: "https://xn--bcher-kva.example/mcp" }),
    ],
    ["ALLOWED", "the listed transport", "wiki", { ...wiki, type: "streamable-http" }],
    ["ALLOWED", "its older name", "wiki", { ...wiki, type: "http" }],
    ["DRIFT", "another transport", "wiki", { ...wiki, type: "sse" }],
  ]);
});

suite("tools, scopes and time", () => {
  const approve = (...autoApprove: readonly string[]) => ({ ...weather(), autoApprove });
  const approveWiki = (...autoApprove: readonly string[]) => ({ ...wiki, autoApprove });
  testVerdicts([
    ["ALLOWED", "a tool that may run unasked", "weather", approve("today")],
    ["DRIFT", "a tool that may be used, but not unasked", "weather", approve("week")],
    ["DRIFT", "a tool that is not listed", "weather", approve("delete")],
    ["ALLOWED", "any tool where none are listed", "wiki", approveWiki("a", "b", "c")],
    ["DRIFT", "too many of them", "wiki", approveWiki("a", "b", "c", "d")],
    ["DRIFT", "all of them", "wiki", approveWiki("*")],
    [
      "ALLOWED",
      "all of them, where the policy lets it",
      "wiki",
      approveWiki("*"),
      changed("wiki", {}, { forbidAutoApproveStar: false }),
    ],
    [
      "DRIFT",
      "all of them, but some are listed",
      "weather",
      approve("*"),
      changed("weather", {}, { forbidAutoApproveStar: false }),
    ],
    ["ALLOWED", "a listed scope", "weather", weather(), { scope: "user" }],
    ["DRIFT", "another scope", "weather", weather(), { scope: "agent" }],
    ["DRIFT", "a workspace", "wiki", wiki, { scope: "workspace" }],
    [
      "ALLOWED",
      "a workspace, where the policy lets it",
      "wiki",
      wiki,
      { scope: "workspace", ...changed("wiki", {}, { workspaceScopes: "allow" }) },
    ],
    [
      "ALLOWED",
      "a workspace that the entry lists",
      "wiki",
      wiki,
      { scope: "workspace", ...changed("wiki", { scopes: ["workspace"] }) },
    ],
    ["ALLOWED", "no known scope", "wiki", wiki],
    ["DRIFT", "an entry whose time is over", "weather", weather(), { now: Date.parse("2040-01-01") }],
    ["ALLOWED", "an entry whose time is not over", "weather", weather(), { now: Date.parse("2039-12-31") }],
  ]);
});

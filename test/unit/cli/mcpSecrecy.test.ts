import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { runCli, tempFolder, type TempFolder } from "./cliProcess.ts";
import { mcpAllowlist } from "./mcpSamples.ts";
import { awsPair, characters, githubToken } from "./tokens.ts";

suite("picket mcp shows no value", () => {
  const { id, secret } = awsPair(91);
  const inEnv = githubToken(90);
  const plain = `v${characters(23, 92)}`;
  const inHeader = githubToken(93);
  const inArgument = githubToken(94);
  const inUrl = githubToken(95);
  const asName = githubToken(96);
  const asPackage = githubToken(97);
  const escaped = githubToken(98);
  const values = [id, secret, inEnv, plain, inHeader, inArgument, inUrl, asName, asPackage, escaped];
  const config = JSON.stringify({
    mcpServers: {
      env: {
        command: "npx",
        args: ["-y", "acme-weather@2.4.1"],
        env: { TOKEN: inEnv, AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, NODE_OPTIONS: plain },
      },
      arg: { command: "npx", args: ["-y", "acme-weather@2.4.1", "--token", inArgument] },
      line: { command: `npx -y acme-weather@2.4.1 --token=${inArgument}` },
      shell: { command: "sh", args: ["-c", `TOKEN=${inArgument} npx -y x | cat ${plain}`] },
      head: { url: "https://x.example.com/mcp", headers: { Authorization: `Bearer ${inHeader}` } },
      url: { url: `https://user:${inUrl}@x.example.com/${inUrl}/mcp?token=${inUrl}#${inUrl}` },
      [asName]: { command: "npx", args: ["-y", "acme-weather@2.4.1"] },
      package: { command: "npx", args: ["-y", `${asPackage}@1.0.0`] },
      git: { command: "npx", args: ["-y", `git+https://${inUrl}@git.example.com/a.git`] },
      image: { command: "docker", args: ["run", "-e", `TOKEN=${inArgument}`, "acme/image:1.0.0"] },
      wrong: { command: "npx", args: { token: inArgument }, env: [inEnv] },
      PLACE: { command: "npx", args: ["-y", "acme-weather@2.4.1", "-t", "ESCAPED"] },
    },
  })
    .replace("PLACE", "last")
    .replace("ESCAPED", `\\u0067${escaped.slice(1)}`);
  let folder: TempFolder;
  setup(() => {
    folder = tempFolder({
      "home/.kiro/settings/mcp.json": config,
      "ws/.kiro/settings/mcp.json": config.replace('"wrong"', '"wrong": {"command": 1}, "more"'),
      "ws/.mcp.json": config.slice(0, -40),
      "ws/.vscode/mcp.json": config.replace("mcpServers", "servers"),
      "allow.json": mcpAllowlist(),
      "policy.json": config,
      "registry.json": JSON.stringify({
        servers: [
          {
            server: {
              name: "weather",
              description: "d",
              version: "1.0.0",
              packages: [
                {
                  registryType: "npm",
                  identifier: "acme-weather@2.4.1",
                  transport: { type: "stdio" },
                  environmentVariables: [{ name: "TOKEN", value: inEnv }],
                },
              ],
            },
          },
        ],
      }),
    });
    mkdirSync(`${folder.path}/managed`);
  });
  teardown(() => folder.remove());

  const run = async (...args: readonly string[]): Promise<void> => {
    const { stdout, stderr } = await runCli(["mcp", ...args], { cwd: folder.path });
    const output = stdout + stderr;
    assert.ok(output.length > 0);
    for (const [index, value] of values.entries()) {
      assert.ok(!output.includes(value), `${args.join(" ")} shows value ${index}`);
      // Names in lower case are what registries compare.
      assert.ok(
        !output.toLowerCase().includes(value.toLowerCase()),
        `${args.join(" ")} shows value ${index}`,
      );
      assert.ok(!output.includes(value.slice(4, 20)), `${args.join(" ")} shows a part of value ${index}`);
    }
  };

  const dirs = ["--home", "home", "--workspace", "ws", "--managed-dir", "managed"];
  for (const format of ["text", "json", "sarif", "csv"]) {
    test(`list and check --format ${format}`, async () => {
      await run("list", ...dirs, "--format", format);
      await run(
        "list",
        ...dirs,
        "--format",
        format,
        "--allowlist",
        "allow.json",
        "--registry",
        "registry.json",
      );
      await run("list", ...dirs, "--format", format, "--allowlist", "registry.json", "--registry-mode");
      const files = ["home/.kiro/settings/mcp.json", "ws/.kiro/settings/mcp.json", "ws/.mcp.json"];
      await run("check", "--allowlist", "allow.json", "--format", format, ...files);
      await run("check", "--allowlist", "policy.json", "--format", format, ...files, "--debug");
    });
  }

  test("lint and export", async () => {
    await run("registry", "lint", "registry.json");
    await run("registry", "lint", "policy.json", "--format", "json");
    await run("export", "--allowlist", "registry.json", "--to", "kiro-registry");
    await run("export", "--allowlist", "registry.json", "--to", "kiro-managed-settings");
    await run("export", "--allowlist", "policy.json", "--to", "kiro-registry");
  });
});

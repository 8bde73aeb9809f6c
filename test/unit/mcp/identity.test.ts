import assert from "node:assert/strict";
import { identify } from "../../../src/core/mcp/identity/identify.ts";
import { normalizeCommand } from "../../../src/core/mcp/identity/normalizeCommand.ts";
import { isInToolFolder } from "../../../src/core/mcp/identity/toolFolders.ts";

/** `npx -y pkg`: the program without its wrappers and the words after it, `?` when there is a doubt. */
function normal(command: string, ...args: readonly string[]): string {
  const { program, words, doubts } = normalizeCommand(command, args);
  return [program, ...words, ...(doubts.length > 0 ? ["?"] : [])].join(" ");
}

/** Kind, name and version of what a command starts. */
function identity(command: string, ...args: readonly string[]): string {
  const found = identify({ command, args }).identity;
  if (!found) return "none";
  switch (found.kind) {
    case "npm":
    case "pypi":
      return [found.kind, found.name, found.version].filter(Boolean).join(" ");
    case "oci":
      return [found.kind, found.name, found.tag, found.digest?.slice(0, 10)].filter(Boolean).join(" ");
    case "url":
      return `url ${found.url}`;
    case "file":
      return `file ${found.path}`;
    case "other":
      break;
  }
  return found.kind;
}

const clean = "npx -y a@1.0.0";

suite("normalising the command of a server", () => {
  const cases: readonly (readonly [string, string, string, ...string[]])[] = [
    ["a plain runner", clean, "npx", "-y", "a@1.0.0"],
    ["white space around it", clean, "  npx\t", "-y", "a@1.0.0"],
    ["a pair of quotes", clean, '"npx"', "-y", "a@1.0.0"],
    ["a command line", clean, "npx -y a@1.0.0"],
    ["a command line with arguments after it", clean, "npx -y", "a@1.0.0"],
    ["a command line with quotes", clean, "npx -y 'a@1.0.0'"],
    ["a path", clean, "/usr/local/bin/npx", "-y", "a@1.0.0"],
    ["a path with a dot segment", clean, "/usr/local/share/../bin/npx", "-y", "a@1.0.0"],
    ["a path of Windows", clean, "C:\\Program Files\\nodejs\\NPX.CMD", "-y", "a@1.0.0"],
    ["a quoted path with spaces", clean, '"C:\\Program Files\\nodejs\\npx.cmd"', "-y", "a@1.0.0"],
    ["a command line with a path", clean, "C:\\Program Files\\nodejs\\npx.cmd -y a@1.0.0"],
    ["a command line with a path of Unix", clean, "/usr/bin/npx -y a@1.0.0"],
    ["an extension in capitals", clean, "NPX.EXE", "-y", "a@1.0.0"],
    ["a name in capitals, which is another program", "NPX -y a", "NPX", "-y", "a"],
    ["cmd with words", clean, "cmd", "/d", "/s", "/c", "npx", "-y", "a@1.0.0"],
    ["cmd with one text", clean, "cmd.exe", "/c", "npx -y a@1.0.0"],
    ["cmd with all in one word", clean, "CMD", "/d /c npx -y a@1.0.0"],
    [
      "cmd with a path that has parentheses",
      clean,
      "cmd",
      "/c",
      "C:\\Program Files (x86)\\n\\npx.cmd",
      "-y",
      "a@1.0.0",
    ],
    ["PowerShell", clean, "powershell", "-NoProfile", "-ep", "Bypass", "-Command", "npx -y a@1.0.0"],
    ["pwsh with words", clean, "pwsh", "-c", "npx", "-y", "a@1.0.0"],
    ["PowerShell without -Command", clean, "powershell.exe", "-nop", "npx", "-y", "a@1.0.0"],
    ["PowerShell with a file", clean, "pwsh", "-File", "C:\\Program Files\\nodejs\\npx.ps1", "-y", "a@1.0.0"],
    ["sh -c", clean, "sh", "-c", "npx -y a@1.0.0"],
    ["bash -lc", clean, "bash", "-lc", 'npx -y "a@1.0.0"'],
    ["zsh with options apart", clean, "zsh", "-l", "-c", "npx -y a\\@1.0.0"],
    ["a shell's parameters, which are no words of the text", clean, "sh", "-c", "npx -y a@1.0.0", "more"],
    ["variables in a shell's text", clean, "sh", "-c", "A=1 npx -y a@1.0.0"],
    ["env", clean, "/usr/bin/env", "-i", "-u", "X", "A=1", "npx", "-y", "a@1.0.0"],
    ["env -S", clean, "env", "-S", "A=1 npx -y", "a@1.0.0"],
    ["wsl -e", clean, "wsl", "-d", "Ubuntu", "-e", "npx", "-y", "a@1.0.0"],
    ["wsl --", clean, "wsl.exe", "--", "npx", "-y", "a@1.0.0"],
    ["nice", clean, "nice", "-n", "5", "npx", "-y", "a@1.0.0"],
    ["nohup", clean, "nohup", "npx", "-y", "a@1.0.0"],
    ["time", clean, "time", "-p", "npx", "-y", "a@1.0.0"],
    ["mise", clean, "mise", "exec", "node@22", "--", "npx", "-y", "a@1.0.0"],
    ["asdf", clean, "asdf", "exec", "npx", "-y", "a@1.0.0"],
    ["volta", clean, "volta", "run", "--node", "22", "npx", "-y", "a@1.0.0"],
    ["fnm", clean, "fnm", "exec", "--using=22", "npx", "-y", "a@1.0.0"],
    ["npm's own script", clean, "node", "/usr/lib/node_modules/npm/bin/npx-cli.js", "-y", "a@1.0.0"],
    ["three wrappers", clean, "cmd", "/c", "env", "sh", "-c", "npx -y a@1.0.0"],
    ["four wrappers", "sh -c npx -y a ?", "cmd", "/c", "env", "nohup", "sh", "-c", "npx -y a"],
    ["a second command", "npx -y a ?", "cmd", "/c", "npx -y a & calc"],
    ["a second command as words", "npx -y a ?", "cmd", "/c", "npx", "-y", "a", "&", "calc"],
    ["a pipe", "npx a ?", "sh", "-c", "npx a | tee log"],
    ["a semicolon", "npx a ?", "sh", "-c", "npx a; id"],
    ["a substitution", "npx ?", "bash", "-c", "npx $(cat x)"],
    ["a back tick", "npx ?", "bash", "-c", "npx `cat x`"],
    ["a redirection", "npx a ?", "bash", "-c", "npx a > log"],
    ["input from a file", "npx a ?", "bash", "-c", "npx a < log"],
    ["a new line", "npx a ?", "bash", "-c", "npx a\nid"],
    ["a second command through wsl", "npx a ?", "wsl", "npx", "a", ";", "id"],
    ["a second command in a command line", "npx a && id ?", "npx a && id"],
    ["an encoded command", " ?", "powershell", "-enc", "AAAA"],
    ["a script by a relative path", "npx a ?", "pwsh", "-File", "npx.ps1", "a"],
    ["a runner by a relative path", "npx a ?", "./bin/npx", "a"],
    ["a runner by a relative path of Windows", "npx a ?", "bin\\npx.cmd", "a"],
    ["a runner of the current drive's folder", "npx a ?", "C:npx.cmd", "a"],
    ["a runner from a temporary folder", "npx a ?", "/tmp/npx", "a"],
    ["a runner that leaves a tool folder", "npx a ?", "/usr/bin/../../tmp/npx", "a"],
    ["a runner from downloads", "npx a ?", "C:\\Users\\me\\Downloads\\npx.exe", "a"],
    ["a runner from a share", "npx a ?", "\\\\server\\tools\\npx.exe", "a"],
    ["a wrapper from a temporary folder", "npx a ?", "/tmp/sh", "-c", "npx a"],
    ["npm's script from a project", "npx a ?", "node", "./npx-cli.js", "a"],
    ["a runner in a variable", "${RUNNER} a ?", "${RUNNER}", "a"],
  ];
  for (const [title, expected, command, ...args] of cases) {
    test(title, () => assert.equal(normal(command, ...args), expected));
  }

  test("only white space and command lines keep a server from starting", () => {
    const starts = (command: string): boolean => !normalizeCommand(command, []).willNotStart;
    assert.deepEqual(
      ["npx", '"npx"', "C:\\Program Files\\a\\a.exe", "npx ", " npx", "npx -y a", "\tnpx"].map(starts),
      [true, true, true, false, false, false, false],
    );
  });

  test("folders of tools on each system", () => {
    const inside = [
      "/usr/bin/npx",
      "/opt/homebrew/bin/uvx",
      "/home/me/.local/bin/uvx",
      "/Users/me/.nvm/versions/node/v22.1.0/bin/npx",
      "/root/.asdf/shims/npx",
      "C:\\Windows\\System32\\cmd.exe",
      "c:/program files/nodejs/npx.cmd",
      "C:\\Users\\me\\AppData\\Roaming\\npm\\npx.cmd",
      "C:\\Users\\me\\.local\\bin\\uvx.exe",
    ];
    const outside = [
      "/tmp/npx",
      "/home/me/project/node_modules/.bin/npx",
      "/usr/binary/npx",
      "/home/me/.local/bin/../../npx",
      "D:\\Program Files\\nodejs\\npx.cmd",
      "C:\\Windows\\Temp\\npx.exe",
      "C:\\Temp\\npx.exe",
      "/home/npx",
      "\\usr\\bin\\npx",
      "/home/a/b/.local/bin/npx",
    ];
    assert.deepEqual(
      inside.filter((path) => !isInToolFolder(path)),
      [],
    );
    assert.deepEqual(
      outside.filter((path) => isInToolFolder(path)),
      [],
    );
  });
});

suite("the identity of a server", () => {
  const digest = `sha256:${"a".repeat(64)}`;
  const cases: readonly (readonly [string, string, string, ...string[]])[] = [
    ["npm with a version", "npm a 1.0.0", "npx", "-y", "a@1.0.0"],
    ["npm without", "npm a", "npx", "a"],
    ["npm with a scope", "npm @s/a 1.0.0", "npx", "--yes", "-q", "--quiet", "--prefer-online", "@s/a@1.0.0"],
    ["a name in capitals", "npm @s/abc 1.0.0", "npx", "@S/ABC@1.0.0"],
    ["bunx", "npm a", "bunx", "--bun", "a"],
    ["pnpx", "npm a", "pnpx", "a"],
    ["pnpm dlx", "npm a", "pnpm", "--silent", "dlx", "a"],
    ["yarn dlx", "npm a", "yarn", "dlx", "-q", "a"],
    ["npm exec", "npm a", "npm", "exec", "--yes", "--", "a"],
    ["npm x", "npm a", "npm", "x", "a"],
    ["npm run, which is a script of the folder", "none", "npm", "run", "a"],
    ["-p names the package", "npm evil", "npx", "-y", "-p", "evil", "a"],
    ["--package= names the package", "npm evil", "npx", "--package=evil", "a"],
    ["-- ends options", "npm a", "npx", "-y", "--", "a", "--x"],
    ["an option with a value", "npm a", "npx", "--registry", "https://r.example", "a"],
    ["a switch before an option", "npm a", "npx", "--loglevel", "--yes", "a"],
    ["an alias", "other", "npx", "a@npm:evil@1.0.0"],
    ["an alias without a name", "other", "npx", "npm:evil@1.0.0"],
    ["git by GitHub", "other", "npx", "github:o/r"],
    ["git by a short name", "other", "npx", "o/r"],
    ["git by address", "other", "npx", "git+https://g.example/r.git"],
    ["git under the name of a package", "other", "npx", "a@git+ssh://g.example/r"],
    ["a tarball", "other", "npx", "https://h.example/a.tgz"],
    ["a tarball of the folder", "other", "npx", "a.tgz"],
    ["a folder", "other", "npx", "./a"],
    ["a folder above", "other", "npx", "../a"],
    ["a file", "other", "npx", "file:a"],
    ["nothing", "none", "npx", "-y"],
    ["pypi with ==", "pypi a-b-c 1.0", "uvx", "A_b.-c==1.0"],
    ["pypi with @", "pypi a 1.0", "uvx", "a@1.0"],
    ["pypi with a range", "pypi a >=1.0", "uvx", "a>=1.0"],
    ["pypi with an extra", "pypi a 1.0.0", "uvx", "a[cli]==1.0.0"],
    ["--from names the package", "pypi evil 1.0", "uvx", "--from", "evil==1.0", "a"],
    ["--from=", "pypi evil", "uvx", "--from=evil", "a"],
    ["uv tool run", "pypi a", "uv", "--quiet", "tool", "run", "a"],
    ["uv run, which is a script of the folder", "none", "uv", "run", "a"],
    ["pipx run", "pypi a 1.0", "pipx", "run", "a==1.0"],
    ["pipx --spec", "pypi evil", "pipx", "run", "--spec", "evil", "a"],
    ["an option of uvx with a value", "pypi a", "uvx", "--python", "3.12", "a"],
    ["a switch of uvx", "pypi a", "uvx", "--no-cache", "--offline", "a"],
    ["git by uvx", "other", "uvx", "--from", "git+https://g.example/r", "a"],
    ["an address under a name", "other", "uvx", "a@https://h.example/a.whl"],
    ["an image of Docker's own", "oci docker.io/library/a", "docker", "run", "-i", "a"],
    ["an image of Docker Hub", "oci docker.io/o/a 1.0", "docker", "run", "--rm", "-it", "o/a:1.0"],
    [
      "an image with a registry",
      `oci r.example:5000/a ${digest.slice(0, 10)}`,
      "podman",
      "run",
      `r.example:5000/a@${digest}`,
    ],
    [
      "an image with tag and digest",
      `oci r.example/a 1 ${digest.slice(0, 10)}`,
      "nerdctl",
      "run",
      `r.example/a:1@${digest}`,
    ],
    ["a registry in capitals", "oci r.example/a", "docker", "run", "R.Example/a"],
    [
      "options of containers",
      "oci docker.io/o/a",
      "docker",
      "run",
      "-e",
      "A=1",
      "-v/a:/b",
      "--name",
      "n",
      "--init",
      "-p80:80",
      "o/a",
    ],
    ["docker container run", "oci docker.io/o/a", "docker", "container", "run", "o/a"],
    ["docker exec, which starts nothing of its own", "none", "docker", "exec", "a"],
    ["a program", "file /opt/a/a", "/opt/a/a", "--x"],
    ["a script", "file /opt/a/a.js", "node", "/opt/a/a.js"],
    ["a script of the folder", "none", "node", "a.js"],
    ["a module of Python", "none", "python3", "-m", "a"],
    ["a program by name", "none", "a"],
    ["a name that every object has", "none", "constructor", "a"],
  ];
  for (const [title, expected, command, ...args] of cases) {
    test(title, () => assert.equal(identity(command, ...args), expected));
  }

  test("what follows the package is told from what stands before it", () => {
    const launch = identify({ command: "npx", args: ["-y", "a", "--b", "c"] }).launch;
    assert.deepEqual([launch?.runtimeWords, launch?.words], [["-y"], ["--b", "c"]]);
    const bin = identify({ command: "uvx", args: ["--from", "a", "b", "c"] }).launch;
    assert.deepEqual([bin?.bin, bin?.words], ["b", ["c"]]);
  });

  const addresses: readonly (readonly [string, string, string])[] = [
    ["as written", "https://h.example/a", "https://h.example/a"],
    ["scheme and host in capitals", "HTTPS://H.Example/A", "https://h.example/A"],
    ["a dot after the host", "https://h.example./a", "https://h.example/a"],
    ["the scheme's own port", "https://h.example:443/a", "https://h.example/a"],
    ["another port", "https://h.example:8443/a", "https://h.example:8443/a"],
    ["an encoded host", "https://%68.example/a", "https://h.example/a"],
    ["an IP address in hex", "https://0x7f.1/a", "https://127.0.0.1/a"],
    ["dot segments", "https://h.example/x/../a/./b", "https://h.example/a/b"],
    ["an encoded slash", "https://h.example/a%2Fb", "https://h.example/a%2Fb"],
    ["user, query and fragment", "https://u:p@h.example/a?b#c", "https://h.example/a"],
    ["another alphabet", "https://hе.example/a", "https://xn--h-jtb.example/a"],
  ];
  for (const [title, url, expected] of addresses) {
    test(`an address: ${title}`, () => {
      const found = identify({ url }).identity;
      assert.equal(found?.kind === "url" && found.url, expected);
    });
  }
});

import assert from "node:assert/strict";
import { vulnerabilities } from "../../../src/adapters/node/hookAudit.ts";
import { readInstall } from "../../../src/core/kiro/guard/dependencies/installCommand.ts";
import { judgeInstall } from "../../../src/core/kiro/guard/dependencies/judgeInstall.ts";
import { popularNearMiss } from "../../../src/core/kiro/guard/dependencies/nearMiss.ts";
import {
  defaultPolicy,
  mergePolicies,
  readGuardPolicy,
  GuardPolicyError,
} from "../../../src/core/kiro/guard/policy.ts";
import { decide } from "../../../src/core/kiro/guard/reason.ts";
import { runCommands } from "../../../src/core/kiro/guard/shell/commands.ts";

const installs = (text: string) => runCommands(text).flatMap((command) => readInstall(command) ?? []);
const verdict = (text: string, lock = true, policy = defaultPolicy) =>
  decide(installs(text).flatMap((install) => judgeInstall(install, policy, lock)));

suite("install commands", () => {
  test("are read for every manager", () => {
    const cases: readonly (readonly [string, string])[] = [
      ["npm i left-pad@1.3.0", "npm left-pad@1.3.0"],
      ["npm --prefix web install @a/b", "npm @a/b@"],
      ["pnpm add -D x", "npm x@"],
      ["yarn add x@^1", "npm x@^1"],
      ["npx -y create-app my-folder", "npm create-app@"],
      ["pip3 install 'Foo_Bar==1.0' -i https://pypi.org/simple", "pypi foo-bar@1.0"],
      ["python3 -m pip install foo[extra]", "pypi foo@"],
      ["uv pip install foo", "pypi foo@"],
      ["uv add foo", "pypi foo@"],
      ["uvx --from foo bar", "pypi foo@"],
      ["cargo add serde@1.0.0", "crates serde@1.0.0"],
      ["cargo install ripgrep --version 14.0.0", "crates ripgrep@14.0.0"],
      ["go get example.com/x@v1.2.3", "go example.com/x@v1.2.3"],
      ["gem install rake -v 13.0.0", "rubygems rake@13.0.0"],
      ["composer require a/b:1.0", "packagist a/b@1.0"],
      ["sudo npm install -g x", "npm x@"],
      ["cd web && npm install x", "npm x@"],
    ];
    for (const [text, expected] of cases) {
      const found = installs(text).flatMap(({ ecosystem, packages }) =>
        packages.map(({ name, version = "" }) => `${ecosystem} ${name}@${version}`),
      );
      assert.deepEqual(found, [expected], text);
    }
    for (const text of [
      "npm test",
      "npm run build",
      "pip --version",
      "go build ./...",
      "cargo test",
      "echo npm install x",
      "yarn build",
    ])
      assert.deepEqual(installs(text), [], text);
  });

  test("are judged by registry, address, version, lock file and name", () => {
    const blocked = [
      "npm i event-stream@3.3.6",
      "npm i flatmap-stream",
      "npm i x --registry https://evil.example",
      "npm i x --registry=http://registry.npmjs.org.evil.example",
      "pip install x==1.0 --extra-index-url https://u:p@evil.example/simple",
      "npm_config_registry=https://evil.example npm ci",
    ];
    for (const text of blocked) assert.equal(verdict(text), "block", text);
    const asked = [
      "npm i lodahs",
      "npm i user/repository",
      "npm i git+https://example.com/x.git",
      "pip install git+https://example.com/x.git",
      "pip install https://example.com/x.zip",
      "pip install requests",
      "pip install 'requests>=2'",
      "npx cowsay",
      "npm i -g typescript@latest",
      "cargo install ripgrep",
      "cargo add x --git https://example.com/x",
    ];
    for (const text of asked) assert.equal(verdict(text), "ask", text);
    const allowed = [
      "npm i lodash",
      "npm ci",
      "npm i event-stream@4.0.1",
      "pip install requests==2.32.0",
      "pip install -r requirements.txt",
      "npx cowsay@1.6.0",
      "npm i ./local",
      "uv add requests",
      "go get example.com/x",
      "npm i x --registry https://registry.npmjs.org",
    ];
    for (const text of allowed) assert.equal(verdict(text), "allow", text);
    assert.equal(verdict("npm i lodash", false), "ask");
  });

  test("near misses of popular names are hints only where a slip explains them", () => {
    for (const [name, like] of [
      ["lodahs", "lodash"],
      ["expresss", "express"],
      ["reactdom", "react-dom"],
    ] as const)
      assert.equal(popularNearMiss(name, "npm"), like);
    assert.equal(popularNearMiss("python-dateutils", "pypi"), "python-dateutil");
    for (const name of ["lodash", "preact", "dayjs", "my-own-thing", "vue", "@types/react", "nest"])
      assert.equal(popularNearMiss(name, "npm"), undefined, name);
  });
});

suite("the guard's policy", () => {
  const policyOf = (...files: readonly object[]) =>
    mergePolicies(files.map((file) => readGuardPolicy(JSON.stringify({ version: 1, ...file }))));

  test("of the organisation counts before the person's; lists of what is blocked are joined", () => {
    const policy = policyOf(
      {
        files: { steering: "allow" },
        dependencies: { registry: "allow", allowed: ["a"], blocked: [{ ecosystem: "npm", name: "x" }] },
      },
      {
        dependencies: {
          registry: "block",
          allowed: [],
          blocked: [{ ecosystem: "npm", name: "y", versions: ["1.0.0"] }],
        },
      },
    );
    assert.equal(policy.files.steering, "allow");
    assert.equal(policy.files.mcp, "block");
    assert.equal(policy.dependencies.registry, "block");
    assert.deepEqual(policy.dependencies.allowed, []);
    assert.equal(verdict("npm i x", true, policy), "block");
    assert.equal(verdict("npm i y@1.0.0", true, policy), "block");
    assert.equal(verdict("npm i y@1.0.1", true, policy), "allow");
  });

  test("with anything unknown in it is refused", () => {
    for (const text of [
      "",
      "{",
      "[]",
      "{}",
      '{"version":2}',
      '{"version":1,"secret":{}}',
      '{"version":1,"files":{"hook":"allow"}}',
      '{"version":1,"files":{"mcp":"yes"}}',
    ])
      assert.throws(() => readGuardPolicy(text), GuardPolicyError, text);
    assert.deepEqual(policyOf(), defaultPolicy);
  });
});

suite("the answer of an auditor", () => {
  test("is counted for npm and pip-audit, and any other is none", () => {
    const npm = { metadata: { vulnerabilities: { low: 3, high: 1, critical: 2 } } };
    assert.equal(vulnerabilities(JSON.stringify(npm)), 3);
    assert.equal(
      vulnerabilities(JSON.stringify({ dependencies: [{ vulns: [{}, {}] }, { vulns: [] }, {}] })),
      2,
    );
    for (const text of ["", "{", "{}", "[]", '{"error":{"code":"ENOLOCK"}}'])
      assert.equal(vulnerabilities(text), undefined);
  });
});

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { transform } from "esbuild";
import { parse as parseJsonc } from "jsonc-parser";
import type { ParseError } from "jsonc-parser";
import { parseAllDocuments } from "yaml";
import { allSamples } from "./support/samples.ts";
import type { Sample } from "./support/marked.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const samplesOf = (form: string): readonly Sample[] => allSamples.get(form) ?? [];
/** Judges that are used where they are installed. */
const judges = { terraform: "terraform", cloudFormation: "cfn-lint" } as const;
const onPath = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0;

/** What the samples import besides the AWS SDK, whose real types are used. */
const declarations = `
declare module "*.js";
declare module "*.cjs";
declare module "*/get";
declare module "pg";
declare module "map";
declare module "@aws-lambda-powertools/logger";
declare module "@aws-lambda-powertools/parameters/secrets" {
  export function getSecret<T = string | Uint8Array>(name: string): Promise<T | undefined>;
}
declare module "@aws-lambda-powertools/parameters/ssm" {
  export function getParameter(name: string, options: { decrypt: boolean }): Promise<string | undefined>;
}
declare namespace JSX {
  type Element = unknown;
}
`;

const options = {
  compilerOptions: {
    target: "es2023",
    lib: ["es2023"],
    module: "esnext",
    moduleResolution: "bundler",
    jsx: "preserve",
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ["node"],
  },
  include: ["**/*.ts", "**/*.tsx"],
};

suite("fixes before real compilers", function () {
  this.timeout(120_000);
  let folder: string;

  setup(() => {
    const cache = join(root, ".cache");
    mkdirSync(cache, { recursive: true });
    folder = mkdtempSync(join(cache, "fixes-"));
  });
  teardown(() => rmSync(folder, { recursive: true, force: true }));

  function write(name: string, text: string): string {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  }

  test("TypeScript's strict types accept every TypeScript result", () => {
    samplesOf("JavaScript").forEach((sample, index) => {
      if (/\.tsx?$/.test(sample.path)) write(`${index}/${sample.path}`, sample.after);
    });
    write("declarations.d.ts", declarations);
    write("tsconfig.json", JSON.stringify(options));
    const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
    const { stdout, status } = spawnSync(process.execPath, [tsc, "-p", folder], { encoding: "utf8" });
    assert.equal(stdout, "");
    assert.equal(status, 0);
  });

  test("esbuild parses every JavaScript and TypeScript result", async () => {
    for (const sample of samplesOf("JavaScript")) {
      const loader = sample.path.endsWith(".tsx") ? "tsx" : sample.path.endsWith("ts") ? "ts" : "js";
      await assert.doesNotReject(transform(sample.after, { loader, logLevel: "silent" }), sample.title);
    }
  });

  test("JSON and YAML results parse", () => {
    for (const sample of [...samplesOf("JSON"), ...samplesOf("MCP settings")]) {
      const errors: ParseError[] = [];
      parseJsonc(sample.after, errors, { allowTrailingComma: true });
      assert.deepEqual(errors, [], sample.title);
    }
    for (const sample of [...samplesOf("YAML"), ...samplesOf("CloudFormation")]) {
      for (const document of parseAllDocuments(sample.after))
        assert.deepEqual(document.errors, [], sample.title);
    }
  });

  if (onPath("python3", "--version")) {
    test("Python compiles every Python result", () => {
      const program =
        "import json, sys\nfor name, text in json.load(sys.stdin):\n    compile(text, name, 'exec')\n";
      const input = JSON.stringify(samplesOf("Python").map((sample) => [sample.title, sample.after]));
      const { stderr, status } = spawnSync("python3", ["-c", program], { input, encoding: "utf8" });
      assert.equal(stderr, "");
      assert.equal(status, 0);
    });
  }

  if (onPath("bash", "--version")) {
    test("bash parses every shell result", () => {
      for (const sample of samplesOf("shell")) {
        const { stderr, status } = spawnSync("bash", ["-n"], { input: sample.after, encoding: "utf8" });
        assert.equal(stderr, "", sample.title);
        assert.equal(status, 0, sample.title);
      }
    });
  }

  if (onPath(judges.terraform, "version")) {
    test("terraform fmt finds nothing to change in a formatted result", () => {
      const { TF_CLI_CONFIG_FILE: _, ...env } = process.env;
      const written = samplesOf("Terraform").map((sample, index) => ({
        sample,
        path: write(`${index}${extname(sample.path)}`, sample.after),
      }));
      const { stderr, status } = spawnSync(judges.terraform, ["fmt", "-no-color", folder], {
        env,
        encoding: "utf8",
      });
      assert.equal(stderr, "");
      assert.equal(status, 0);
      for (const { sample, path } of written)
        assert.equal(readFileSync(path, "utf8"), sample.after, sample.title);
    });
  }

  if (onPath(judges.cloudFormation, "--version")) {
    test("cfn-lint finds no error that the template had not before", () => {
      const samples = samplesOf("CloudFormation");
      samples.forEach((sample, index) => {
        write(`${index}/before/${basename(sample.path)}`, sample.before.replace(/[«»]/g, ""));
        write(`${index}/after/${basename(sample.path)}`, sample.after);
      });
      const files = samples.flatMap((sample, index) =>
        ["before", "after"].map((when) => `${index}/${when}/${basename(sample.path)}`),
      );
      const { stdout } = spawnSync(
        judges.cloudFormation,
        ["--format", "json", "--non-zero-exit-code", "none", ...files],
        {
          cwd: folder,
          encoding: "utf8",
        },
      );
      const errors = (JSON.parse(stdout) as { Filename: string; Level: string; Rule: { Id: string } }[])
        .filter((one) => one.Level === "Error")
        .map((one) => `${one.Filename} ${one.Rule.Id}`);
      samples.forEach((sample, index) => {
        const of = (when: string): string[] =>
          errors
            .filter((one) => one.startsWith(`${index}/${when}/`))
            .map((one) => one.slice(one.indexOf(" ") + 1));
        const before = of("before");
        assert.deepEqual(
          of("after").filter((id) => !before.includes(id)),
          [],
          sample.title,
        );
      });
    });
  }
});

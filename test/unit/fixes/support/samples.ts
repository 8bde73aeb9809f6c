import { readFileSync } from "node:fs";
import type { FixTarget } from "../../../../src/core/fixes/plan.ts";
import type { Sample } from "./marked.ts";

const files: Readonly<Record<string, string>> = {
  JavaScript: "javascript",
  Java: "java",
  Kotlin: "kotlin",
  "C#": "csharp",
  Python: "python",
  Go: "go",
  PHP: "php",
  Ruby: "ruby",
  Rust: "rust",
  shell: "shell",
  dotenv: "dotenv",
  "MCP settings": "mcp",
  JSON: "json",
  prose: "markdown",
  YAML: "yaml",
  Kubernetes: "kubernetes",
  "GitHub Actions": "githubActions",
  "ECS task definitions": "ecsTask",
  "the AWS CDK": "cdk",
  "Spring Boot": "spring",
  "files of settings": "settings",
  makefiles: "makefile",
  CloudFormation: "cloudFormation",
  Terraform: "terraform",
};

/** The samples of `test/unit/fixes/samples/`, by target form. */
export const allSamples: ReadonlyMap<string, readonly Sample[]> = new Map(
  Object.entries(files).map(([form, file]) => [form, readSamples(file)]),
);

/** Every sample as one list. */
export const everySample: readonly Sample[] = [...allSamples.values()].flat();

function readSamples(file: string): Sample[] {
  const text = readFileSync(new URL(`../samples/${file}.txt`, import.meta.url), "utf8");
  return text
    .split(/^=== /m)
    .slice(1)
    .map((block) => readSample(block));
}

function readSample(block: string): Sample {
  const [head = "", before = "", after = ""] = block.split(/^--- (?:before|after)\n/m);
  const [title = "", ...fields] = head.trimEnd().split("\n");
  const all = (name: string): string[] =>
    fields.filter((field) => field.startsWith(`${name}: `)).map((field) => field.slice(name.length + 2));
  const languageId = all("languageId")[0];
  const target = all("target")[0];
  const project = all("project")[0];
  return {
    title,
    path: all("path")[0] ?? "",
    ...(languageId === undefined ? {} : { languageId }),
    ...(target === undefined ? {} : { target: JSON.parse(target) as FixTarget }),
    ...(project === undefined ? {} : { project: JSON.parse(project) as NonNullable<Sample["project"]> }),
    before,
    after,
    notes: (all("notes")[0] ?? "").split(" ").filter((code) => code !== ""),
    secrets: Object.fromEntries(all("secret").map((one) => JSON.parse(one) as [string, string])),
    skipped: all("skipped"),
  };
}

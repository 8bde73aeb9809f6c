import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brokenNodes, parseSyntax } from "../../../src/core/fixes/syntaxTree.ts";
import { parse, type CollectionTag, type ScalarTag } from "yaml";
import { iamParts } from "../../support/iam.ts";

const shortForms: readonly (ScalarTag | CollectionTag)[] = [
  { tag: "!Ref", resolve: (text: string) => ({ Ref: text }) },
  { tag: "!Sub", resolve: (text: string) => ({ "Fn::Sub": text }) },
  { tag: "!GetAtt", resolve: (text: string) => ({ "Fn::GetAtt": text.split(".") }) },
];

const shortLists: readonly CollectionTag[] = ["Equals", "Not"].map((name) => ({
  tag: `!${name}`,
  collection: "seq",
  resolve: (list: { toJSON(): unknown }) => ({ [`Fn::${name}`]: list.toJSON() }),
}));

/** A template in YAML as CloudFormation reads it: YAML 1.1, functions in their long form. */
export function readTemplateYaml(text: string): unknown {
  const read: unknown = parse(text, { version: "1.1", customTags: [...shortForms, ...shortLists] });
  return JSON.parse(JSON.stringify(read));
}

/** Whether tree-sitter reads a Terraform file without an error. */
export async function parsesAsTerraform(text: string): Promise<boolean> {
  const root = await parseSyntax(text, "tree-sitter-hcl.wasm", iamParts.grammars);
  return root !== undefined && root.children.length > 0 && brokenNodes(root) === 0;
}

/** Whether a tool can be started here. */
export function hasTool(command: string, argument: string): boolean {
  return spawnSync(command, [argument], { stdio: "ignore", timeout: 30_000 }).status === 0;
}

/** What a tool prints about files of these texts, with its exit status. One start is for all of them. */
export function runOnFiles(
  texts: readonly string[],
  extension: string,
  command: string,
  args: readonly string[],
): { readonly status: number | null; readonly printed: string } {
  const folder = mkdtempSync(join(tmpdir(), "picket-template-"));
  try {
    const files = texts.map((text, index) => {
      const file = join(folder, `${index}.${extension}`);
      writeFileSync(file, text);
      return file;
    });
    const { status, stdout } = spawnSync(command, [...args, ...files], {
      encoding: "utf8",
      timeout: 120_000,
    });
    return { status, printed: stdout };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

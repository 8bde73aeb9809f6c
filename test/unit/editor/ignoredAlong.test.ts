import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import ignore from "ignore";
import { walk } from "../../../src/adapters/node/walk.ts";
import { ignoredAlong } from "../../../src/editor/ignoredAlong.ts";
import { tempFolder } from "../cli/cliProcess.ts";

/** Ignore files by folder, a file, and whether it is left out. */
type Sample = readonly [
  what: string,
  files: Readonly<Record<string, string>>,
  path: string,
  ignored: boolean,
];

const samples: readonly Sample[] = [
  ["a name, anywhere", { "": "a.txt\n" }, "x/y/a.txt", true],
  ["a pattern of names", { "": "*.log\n" }, "x/a.log", true],
  ["a negation", { "": "*.txt\n!a.txt\n" }, "x/a.txt", false],
  ["the order of lines", { "": "!a.txt\n*.txt\n" }, "x/a.txt", true],
  ["an anchored pattern", { "": "/a.txt\n" }, "x/a.txt", false],
  ["an anchored pattern at the top", { "": "/a.txt\n" }, "a.txt", true],
  ["a slash in the middle", { "": "x/a.txt\n" }, "y/x/a.txt", false],
  ["two stars in front", { "": "**/x/a.txt\n" }, "y/x/a.txt", true],
  ["two stars in the middle", { "": "x/**/a.txt\n" }, "x/y/z/a.txt", true],
  ["two stars in the middle, no folder", { "": "x/**/a.txt\n" }, "x/a.txt", true],
  ["two stars behind", { "": "x/**\n" }, "x/y/a.txt", true],
  ["one star, which is no slash", { "": "x/*.txt\n" }, "x/y/a.txt", false],
  ["a folder", { "": "x/\n" }, "y/x/a.txt", true],
  ["a folder's pattern and a file of the name", { "": "a.txt/\n" }, "x/a.txt", false],
  ["a comment", { "": "# a.txt\n" }, "a.txt", false],
  ["an escaped #", { "": "\\#a.txt\n" }, "#a.txt", true],
  ["an escaped !", { "": "\\!a.txt\n" }, "!a.txt", true],
  ["blanks at the end", { "": "a.txt   \n" }, "a.txt", true],
  ["an escaped blank at the end", { "": "a.txt\\ \n" }, "a.txt", false],
  ["line ends of two characters", { "": "a.txt\r\nb.txt\r\n" }, "a.txt", true],
  ["letters that differ", { "": "A.TXT\n" }, "a.txt", process.platform !== "linux"],
  ["a class of characters", { "": "[ab].txt\n" }, "a.txt", true],
  ["a deeper file that takes back", { "": "*.txt\n", x: "!a.txt\n" }, "x/a.txt", false],
  ["a deeper file that adds", { x: "/a.txt\n" }, "x/a.txt", true],
  ["a deeper file that speaks of others", { x: "/a.txt\n" }, "x/y/a.txt", false],
  ["a folder that is out, of which no file can be taken back", { "": "x/\n!x/a.txt\n" }, "x/a.txt", true],
  ["a file in a folder that is out, which says nothing", { "": "x/\n", x: "!a.txt\n" }, "x/a.txt", true],
  ["a folder taken back", { "": "/x/*\n!/x/y/\n" }, "x/y/a.txt", false],
];

suite(".picketignore, by the editor and by the command line", () => {
  for (const [what, files, path, ignored] of samples) {
    test(`${what}: ${path} is ${ignored ? "left out" : "scanned"}`, async () => {
      const ignorecase = process.platform !== "linux";
      const rules = new Map(
        Object.entries(files).map(([folder, text]) => [folder, ignore({ ignorecase }).add(text)]),
      );
      assert.equal(await ignoredAlong(path, (folder) => Promise.resolve(rules.get(folder))), ignored);
      const tree = tempFolder({ [path]: "text\n" });
      try {
        for (const [folder, text] of Object.entries(files)) tree.write(join(folder, ".picketignore"), text);
        const names = [...walk(["."], { base: tree.path, ignoreFiles: true })].map(({ name }) => name);
        assert.equal(!names.includes(path), ignored, `${dirname(path)}: ${names.join(" ")}`);
      } finally {
        tree.remove();
      }
    });
  }
});

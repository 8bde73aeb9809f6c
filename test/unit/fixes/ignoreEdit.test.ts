import assert from "node:assert/strict";
import { applyEdits } from "../../../src/core/model/edit.ts";
import { ignoreEdit } from "../../../src/core/fixes/ignoreEdit.ts";
import { applySuppressions } from "../../../src/core/secrets/suppression.ts";
import { unmark } from "./support/marked.ts";

const mark = "secrets/github-token";

/** The text after the edit, or the reason why there is none. Checks that the engine honours the comment. */
function ignored(path: string, marked: string, scope: "line" | "file" = "line", languageId?: string): string {
  const { text, findings } = unmark(marked);
  const [finding] = findings;
  assert.ok(finding);
  const language = languageId === undefined ? {} : { languageId };
  const edit = ignoreEdit({ text, path, finding, scope, ...language });
  if ("reason" in edit) return edit.reason;
  const after = applyEdits(text, [edit]);
  const shift = edit.span.start <= finding.span.start ? edit.newText.length : 0;
  const span = { start: finding.span.start + shift, end: finding.span.end + shift };
  assert.equal(after.slice(span.start, span.end), text.slice(finding.span.start, finding.span.end));
  assert.equal(applySuppressions(after, [{ ...finding, span }]).suppressed, 1, after);
  const other = { ...finding, span, ruleId: "secrets/jwt" } as const;
  assert.equal(applySuppressions(after, [other]).suppressed, 0, "another rule's finding stays");
  return after;
}

suite("fixes: ignore comments", () => {
  test("at the end of the line, in the language's syntax", () => {
    const cases: readonly (readonly [path: string, before: string, after: string])[] = [
      ["a.ts", 'const a = "«v»";\n', `const a = "v"; // picket:ignore ${mark}\n`],
      ["a.py", "a = '«v»'", `a = 'v' # picket:ignore ${mark}`],
      ["a.tf", 'a = "«v»" # why\r\nb = 1\r\n', `a = "v" # why # picket:ignore ${mark}\r\nb = 1\r\n`],
      ["a.yaml", "a: «v»\n", `a: v # picket:ignore ${mark}\n`],
      ["a.sql", "set a = '«v»';\n", `set a = 'v'; -- picket:ignore ${mark}\n`],
      ["a.html", "<p>«v»</p>\n", `<p>v</p> <!-- picket:ignore ${mark} -->\n`],
      ["a.css", "a { b: «v» }\n", `a { b: v } /* picket:ignore ${mark} */\n`],
      ["a.md", "use «v» here\n", `use v here <!-- picket:ignore ${mark} -->\n`],
      ["a.md", "```sh\nexport A=«v»\n```\n", `\`\`\`sh\nexport A=v # picket:ignore ${mark}\n\`\`\`\n`],
      [
        "a.vue",
        "<script>\nconst a = '«v»'\n</script>\n",
        `<script>\nconst a = 'v' // picket:ignore ${mark}\n</script>\n`,
      ],
      [".vscode/settings.json", '{ "a": "«v»" }\n', `{ "a": "v" } // picket:ignore ${mark}\n`],
      ["Main.java", 'String a = "«v»";\n', `String a = "v"; // picket:ignore ${mark}\n`],
      ["a.sh", 'A="«v»"\n', `A="v" # picket:ignore ${mark}\n`],
    ];
    for (const [path, before, after] of cases) assert.equal(ignored(path, before), after, path);
  });

  test("above the line where a comment behind a value would belong to it", () => {
    assert.equal(ignored(".env", "A=1\nB=«v»\n"), `A=1\n# picket:ignore-next-line ${mark}\nB=v\n`);
    assert.equal(ignored("a.ini", "  b = «v»\r\n"), `  # picket:ignore-next-line ${mark}\r\n  b = v\r\n`);
    assert.equal(ignored("Dockerfile", "ENV A=«v»\n"), `# picket:ignore-next-line ${mark}\nENV A=v\n`);
    assert.equal(
      ignored("a.sh", "curl -H «v» \\\n  url\n"),
      `# picket:ignore-next-line ${mark}\ncurl -H v \\\n  url\n`,
    );
  });

  test("at the top of the file, behind what must stay first", () => {
    const file = `picket:ignore-file ${mark}`;
    const cases: readonly (readonly [path: string, before: string, after: string])[] = [
      ["a.ts", 'const a = "«v»";\n', `// ${file}\nconst a = "v";\n`],
      ["a.sh", "#!/bin/sh\nA=«v»\n", `#!/bin/sh\n# ${file}\nA=v\n`],
      [
        "a.py",
        "#!/usr/bin/python\n# -*- coding: utf-8 -*-\na = '«v»'\n",
        `#!/usr/bin/python\n# -*- coding: utf-8 -*-\n# ${file}\na = 'v'\n`,
      ],
      ["a.md", "---\ninclusion: always\n---\n«v»\n", `---\ninclusion: always\n---\n<!-- ${file} -->\nv\n`],
      ["a.yaml", "---\na: «v»\n---\nb: 1\n", `# ${file}\n---\na: v\n---\nb: 1\n`],
      ["a.xml", '<?xml version="1.0"?>\n<a>«v»</a>\n', `<?xml version="1.0"?>\n<!-- ${file} -->\n<a>v</a>\n`],
      [
        "Dockerfile",
        "# syntax=docker/dockerfile:1\nENV A=«v»\n",
        `# syntax=docker/dockerfile:1\n# ${file}\nENV A=v\n`,
      ],
      ["a.ts", 'const a = "«v»";\r\nb();\r\n', `// ${file}\r\nconst a = "v";\r\nb();\r\n`],
    ];
    for (const [path, before, after] of cases) assert.equal(ignored(path, before, "file"), after, path);
  });

  test("by language id when the path says nothing", () => {
    assert.equal(ignored("Untitled-1", "a = '«v»'\n", "line", "python"), `a = 'v' # picket:ignore ${mark}\n`);
  });

  test("nowhere in a file without comments", () => {
    assert.match(ignored("package.json", '{ "a": "«v»" }'), /no comments/);
    assert.match(ignored("package.json", '{ "a": "«v»" }', "file"), /no comments/);
    assert.match(ignored("a.txt", "«v»"), /no comments/);
    assert.match(ignored("a.md", "```unheard\n«v»\n```\n"), /not known/);
  });

  test("not inside a text of several lines, which it would change", () => {
    assert.match(ignored("a.ts", "const a = `\nx «v»\ny`;\n"), /part of a text/);
    assert.match(ignored("a.py", 'a = """\n«v»\n"""\n'), /part of a text/);
    assert.match(ignored("A.java", 'String a = """\n    «v»\n    """;\n'), /part of a text/);
    assert.match(ignored("a.sh", "cat <<EOF\n«v»\nEOF\n"), /part of a text/);
    assert.match(ignored("a.sh", "a='x\n«v»\n'\n"), /part of a text/);
    assert.match(ignored("a.tf", "a = <<-EOT\n  «v»\n  EOT\n"), /part of a text/);
    assert.match(ignored("a.yaml", "a: |\n  «v»\n  b\n"), /part of a text/);
    assert.match(ignored("a.tsx", 'const a = <B c="«v»">\n</B>;\n'), /markup/);
    assert.match(ignored("a.sh", "curl \\\n  -H «v» \\\n  url\n"), /joined by backslashes/);
  });

  test("after a text of several lines that ends on the line", () => {
    const pem = "«BEGIN\nx\nEND»";
    assert.equal(
      ignored("a.ts", `const a = \`${pem}\`;\n`),
      `const a = \`BEGIN\nx\nEND\`; // picket:ignore ${mark}\n`,
    );
  });

  test("quotes and comments before do not confuse it", () => {
    const before = "// it's `odd\n/* ` */ const a = 'b`c', d = \"\\\"`\";\n";
    assert.equal(ignored("a.ts", `${before}f("«v»");\n`), `${before}f("v"); // picket:ignore ${mark}\n`);
    assert.equal(
      ignored("a.py", "# don't \"\"\"\na = '«v»'\n"),
      `# don't """\na = 'v' # picket:ignore ${mark}\n`,
    );
  });
});

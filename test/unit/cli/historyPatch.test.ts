import assert from "node:assert/strict";
import { onLines } from "../../../src/core/history/addedLines.ts";
import { createFrontier } from "../../../src/core/history/frontier.ts";
import type { FileChange, HistoryEvent } from "../../../src/core/history/model.ts";
import { createPatchParser } from "../../../src/core/history/patchParser.ts";

const sha = (digit: string): string => digit.repeat(40);
const head = (digit: string, parents = ""): string =>
  `commit ${sha(digit)}\nparents ${parents}\nauthor A. U. Thor\nauthored 2026-01-02T03:04:05+01:00\n` +
  "committed 2026-01-03T00:00:00Z\n\n";
const index = (to = "b"): string => `index ${sha("0")}..${sha(to)} 100644\n`;

function parse(log: string, size = log.length): HistoryEvent[] {
  const parser = createPatchParser();
  const events: HistoryEvent[] = [];
  for (let at = 0; at < log.length; at += size) events.push(...parser.push(log.slice(at, at + size)));
  return [...events, ...parser.end()];
}

function changes(log: string): FileChange[] {
  return parse(log).flatMap((event) => (event.kind === "change" ? [event.change] : []));
}

const added = ({ text, added: spans }: FileChange): string[] =>
  spans.map(({ start, end }) => text.slice(start, end));

suite("patches of a history", () => {
  const log =
    `${head("1")}diff --git a/x y.ts b/x y.ts\nnew file mode 100644\n${index()}--- /dev/null\n+++ b/x y.ts\t\n` +
    "@@ -0,0 +1,2 @@\n+one\n+two\n\\ No newline at end of file\n" +
    `${head("2", sha("1"))}diff --git a/x y.ts b/x y.ts\n${index("c")}--- a/x y.ts\t\n+++ b/x y.ts\t\n` +
    "@@ -1,2 +1,4 @@ context of git\n one\n-two\n\\ No newline at end of file\n+commit of one\n+diff --git a/b b/b\n\n" +
    `@@ -10 +12 @@\n-was\n+is\r\n${head("3", sha("2"))}`;

  test("give the new side of each file, and which lines of it came", () => {
    const [first, second] = changes(log);
    assert.deepEqual([first?.path, first?.oid, first?.text], ["x y.ts", sha("b"), "one\ntwo\n"]);
    assert.deepEqual(first?.lines, [{ first: 1, last: 2 }]);
    assert.equal(second?.text, "one\ncommit of one\ndiff --git a/b b/b\n\n\nis\r\n");
    assert.deepEqual(second && added(second), ["commit of one\ndiff --git a/b b/b\n", "is\r\n"]);
    assert.deepEqual(second?.lines, [
      { first: 2, last: 3 },
      { first: 12, last: 12 },
    ]);
  });

  test("tell who made a commit and when, and that it is finished, also when it changed nothing", () => {
    const finished = parse(log).filter(({ kind }) => kind === "finished");
    assert.deepEqual(
      finished.map(({ commit }) => [commit.sha, commit.parents]),
      [
        [sha("1"), []],
        [sha("2"), [sha("1")]],
        [sha("3"), [sha("2")]],
      ],
    );
    assert.deepEqual(
      [finished[0]?.commit.author, finished[0]?.commit.authorDate, finished[0]?.commit.commitDate],
      ["A. U. Thor", "2026-01-02T03:04:05+01:00", "2026-01-03T00:00:00Z"],
    );
  });

  test("say the same wherever a chunk is cut", () => {
    const whole = parse(log);
    for (let size = 1; size < 120; size++) assert.deepEqual(parse(log, size), whole);
  });

  test("of a merge, only what no parent has came with it", () => {
    const [merge] = changes(
      `${head("4", `${sha("1")} ${sha("2")}`)}diff --cc a b.ts\nindex ${sha("a")},${sha("b")}..${sha("c")}\n` +
        "--- a/a b.ts\n+++ b/a b.ts\n@@@ -1,3 -1,3 +1,4 @@@\n  a\n- M\n- c\n+ T\n++both\n+ c\n",
    );
    assert.deepEqual([merge?.path, merge?.oid, merge?.text], ["a b.ts", sha("c"), "a\nT\nboth\nc\n"]);
    assert.deepEqual([merge && added(merge), merge?.lines], [["both\n"], [{ first: 3, last: 3 }]]);
    const clean = `diff --cc a.ts\nindex ${sha("a")},${sha("b")}..${sha("c")}\n--- a/a.ts\n+++ b/a.ts\n`;
    assert.deepEqual(changes(`${head("4")}${clean}@@@ -1,1 -1,1 +1,2 @@@\n +a\n+ b\n`), []);
  });

  test("read names that git quotes, byte by byte", () => {
    for (const [quoted, path] of [
      ['"n\\303\\251\\"q\\\\.ts"', 'né"q\\.ts'],
      ['"tab\\there\\nline.ts"', "tab\there\nline.ts"],
      ['"\\377.ts"', "\ufffd.ts"],
      ["b/b b/b", "b/b b/b"],
    ] as const) {
      const names = quoted.startsWith('"')
        ? `"a/${quoted.slice(1)} "b/${quoted.slice(1)}`
        : `a/${quoted} b/${quoted}`;
      const body = `${index()}--- /dev/null\n+++ b\n@@ -0,0 +1 @@\n+x\n`;
      assert.equal(changes(`${head("1")}diff --git ${names}\n${body}`)[0]?.path, path);
      assert.equal(changes(`${head("1")}diff --cc ${quoted}\n${body}`)[0]?.path, path);
    }
  });

  test("leave out what is gone, links, submodules and changes of mode", () => {
    const file = (name: string, lines: string): string => `diff --git a/${name} b/${name}\n${lines}`;
    const hunk = "--- a\n+++ b\n@@ -0,0 +1 @@\n+x\n";
    const log = [
      head("1"),
      file("gone", `deleted file mode 100644\nindex ${sha("b")}..${sha("0")}\n`),
      file("link", `new file mode 120000\nindex ${sha("0")}..${sha("b")}\n${hunk}`),
      file("moved", `index ${sha("a")}..${sha("b")} 120000\n${hunk}`),
      file("module", `index ${sha("a")}..${sha("b")} 160000\n${hunk}`),
      file("mode", "old mode 100644\nnew mode 100755\n"),
      file("less", `index ${sha("a")}..${sha("b")} 100644\n--- a\n+++ b\n@@ -1 +0,0 @@\n-x\n`),
      file("kept", `old mode 100644\nnew mode 100755\nindex ${sha("a")}..${sha("b")}\n${hunk}`),
    ];
    assert.deepEqual(
      changes(log.join("")).map(({ path }) => path),
      ["kept"],
    );
  });

  test("say when the patch does not hold all: binary for git, a long line, much text", () => {
    const binary = `diff --git a/b.bin b/b.bin\n${index()}Binary files a/b.bin and b/b.bin differ\n`;
    const [change] = changes(head("1") + binary);
    assert.deepEqual([change?.partial, change?.lines, change?.text], [true, "all", ""]);
    const file = (lines: number, line: string): string =>
      `${head("1")}diff --git a/a b/a\n${index()}--- a\n+++ b\n@@ -0,0 +1,${lines} @@\n${`+${line}\n`.repeat(lines)}`;
    const [long] = changes(`${file(2, "x".repeat(300_000))}`);
    assert.deepEqual([long?.partial, long?.lines, long?.text], [true, [{ first: 1, last: 2 }], ""]);
    const [much] = changes(file(10_000, "y".repeat(99)));
    assert.deepEqual([much?.partial, much?.lines], [true, [{ first: 1, last: 10_000 }]]);
    assert.ok((much?.text.length ?? Infinity) < 600_000);
    assert.equal(changes(file(1000, "z"))[0]?.partial, false);
  });

  test("hold no more than a part of a line that never ends", () => {
    const parser = createPatchParser();
    parser.push(`${head("1")}diff --git a/a b/a\n${index()}--- a\n+++ b\n@@ -0,0 +1,2 @@\n+`);
    for (let count = 0; count < 100; count++) assert.deepEqual(parser.push("x".repeat(65_536)), []);
    const events = [...parser.push("\n+short\n"), ...parser.end()];
    const change = events.flatMap((event) => (event.kind === "change" ? [event.change] : []))[0];
    assert.deepEqual([change?.text, change?.partial], ["short\n", true]);
    assert.deepEqual(change?.lines, [{ first: 1, last: 2 }]);
  });
});

suite("lines that came", () => {
  test("hold a span that touches one of them; lines end at LF alone", () => {
    const text = "one\rstill one\ntwo\nthree\nfour";
    const isAdded = onLines(text, [
      { first: 2, last: 2 },
      { first: 4, last: 9 },
    ]);
    const spanOf = (part: string) => ({
      start: text.indexOf(part),
      end: text.indexOf(part) + part.length,
    });
    assert.deepEqual(
      ["still one", "one\ntw", "two", "two\n", "three", "three\nf", "four"].map((part) =>
        isAdded(spanOf(part)),
      ),
      [false, true, true, true, false, true, true],
    );
    assert.equal(onLines(text, [])({ start: 0, end: text.length }), false);
    assert.equal(onLines(text, "all")({ start: 0, end: 1 }), true);
  });
});

suite("frontier of a history", () => {
  test("is what has no child yet, of the branches of this run and of those before", () => {
    const frontier = createFrontier(["b", "z"]);
    frontier.done("c", ["b"]);
    frontier.done("d", ["b"]);
    frontier.done("e", ["c", "x"]);
    assert.deepEqual(frontier.tips(), ["d", "e", "z"]);
    frontier.done("m", ["e", "d"]);
    assert.deepEqual(frontier.tips(), ["m", "z"]);
  });
});

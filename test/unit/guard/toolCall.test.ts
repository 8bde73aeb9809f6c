import assert from "node:assert/strict";
import { HookInputError, readHookInput, requireToolCall } from "../../../src/core/kiro/guard/hookInput.ts";
import { readToolCall } from "../../../src/core/kiro/guard/toolCall.ts";

suite("input of a hook", () => {
  test("is read with a byte order mark and without what it does not need", () => {
    assert.deepEqual(
      readHookInput('\ufeff{"hook_event_name":"PreToolUse","tool_name":"x","tool_input":{}}\r\n'),
      {
        event: "PreToolUse",
        cwd: "",
        toolName: "x",
        toolInput: {},
        prompt: "",
        filePath: "",
      },
    );
  });

  test("that cannot be used is refused without repeating it", () => {
    for (const text of [
      "",
      " \n",
      "{",
      "[]",
      "null",
      "1",
      '{"tool_name":1}',
      '{"cwd":{}}',
      `{"a":"${"x".repeat(99)}`,
    ])
      assert.throws(
        () => readHookInput(text),
        (error) => error instanceof HookInputError && !error.message.includes("xx"),
      );
    for (const text of ["{}", '{"tool_name":"x"}'])
      assert.throws(() => requireToolCall(readHookInput(text)), HookInputError);
  });
});

suite("calls of tools", () => {
  const paths = (input: unknown) => readToolCall("t", input).paths;
  const commands = (name: string, input: unknown) => readToolCall(name, input).commands;

  test("give their paths and texts in every shape", () => {
    assert.deepEqual(paths({ path: "a", content: "x" }), ["a"]);
    assert.deepEqual(paths({ edits: [{ filePath: "a" }, { file_path: "b" }] }), ["a", "b"]);
    assert.deepEqual(paths({ notebook_path: "a", cells: [{ source: ["x"] }] }), ["a"]);
    assert.deepEqual(paths("*** Begin Patch\n*** Update File: a\n-old\n+new\n*** Move to: b\n"), ["a", "b"]);
    assert.deepEqual(paths({ patch: "--- a/x\n+++ b/y\n@@\n-old\n+new\n" }), ["x", "y"]);
    assert.deepEqual(readToolCall("t", { path: "a", file_text: "x" }).texts[1], { text: "x", path: "a" });
  });

  test("leave out what an edit takes away, and keep it when nothing takes its place", () => {
    const edit = readToolCall("str_replace", { path: "a", old_str: "gone", new_str: "new" });
    assert.deepEqual(
      edit.texts.map(({ text }) => text),
      ["a", "new"],
    );
    assert.deepEqual(edit.edits, [{ path: "a", before: "gone", after: "new" }]);
    assert.deepEqual(readToolCall("search", { search: "kept" }).texts[0]?.text, "kept");
    const patch = readToolCall("apply_patch", { input: "*** Update File: a\n-gone\n+new\n" });
    assert.deepEqual(
      patch.texts.map(({ text }) => text),
      ["new"],
    );
  });

  test("give their commands", () => {
    assert.deepEqual(commands("execute_bash", { command: "ls" }), ["ls"]);
    assert.deepEqual(commands("shell", { command: ["bash", "-c", "rm x"] }), ["bash -c 'rm x'"]);
    assert.deepEqual(commands("execute_bash", "ls"), ["ls"]);
    assert.deepEqual(commands("fs_write", { path: "a", content: "ls" }), []);
  });

  test("only look when their names say so and no command is in them", () => {
    for (const name of ["fs_read", "readFile", "grep_search", "@git/list_files", "mcp_fs___read_file"])
      assert.equal(readToolCall(name, { path: "a" }).reads, true, name);
    for (const name of ["fs_write", "readwrite", "getaway", "execute_bash", "reader"])
      assert.equal(readToolCall(name, { path: "a" }).reads, false, name);
    assert.equal(readToolCall("read", { command: "rm x" }).reads, false);
  });

  test("that are too deep or too many are refused", () => {
    let deep: unknown = "x";
    for (let at = 0; at < 300; at++) deep = at % 2 ? [deep] : { a: deep };
    assert.throws(() => readToolCall("t", deep), HookInputError);
    assert.throws(
      () =>
        readToolCall(
          "t",
          Array.from({ length: 60_000 }, () => "x"),
        ),
      HookInputError,
    );
  });
});

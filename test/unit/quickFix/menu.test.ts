import assert from "node:assert/strict";
import {
  actionsFor,
  fileActions,
  ignoreActions,
  isFixArgument,
  touching,
  worthMoving,
} from "../../../src/features/quickFix/actions.ts";
import { parseTags } from "../../../src/features/quickFix/details.ts";
import { pickFinding } from "../../../src/features/quickFix/pickFinding.ts";
import { nameProblem } from "../../../src/features/quickFix/secretName.ts";
import { Sensitive } from "../../../src/core/model/sensitive.ts";
import type { Finding } from "../../../src/core/model/finding.ts";
import { createFakeUi, findingsIn, secretValue } from "./fakes.ts";

const text = `a = ${secretValue}\nb = ${secretValue}\n`;
const findings = findingsIn(text, [secretValue]);
const [first, second] = findings as [Finding, Finding];
const { l10n } = createFakeUi([]);
const context = { uri: "file:///a.ts", total: 2, suffix: "", obstacles: {} };

suite("the fix menu", () => {
  test("offers everything, the move to Secrets Manager preferred", () => {
    const actions = [...actionsFor(first, context, l10n), ...fileActions(first, context, l10n)];
    assert.deepEqual(
      actions.map((action) => action.title),
      [
        "Move to Secrets Manager and replace…",
        "Move to Parameter Store and replace…",
        "Replace with a lookup of an existing secret…",
        "Replace with an environment variable",
        "Ignore here",
        "Ignore in this file",
        "Add to the baseline",
        "Move all secrets in this file…",
        "Preview fixes for this file…",
      ],
    );
    assert.deepEqual(
      actions.filter((action) => action.preferred).map((action) => action.command),
      ["picket.moveToSecretsManager"],
    );
    assert.ok(actions.every((action) => isFixArgument(action.argument)));
    assert.ok(!JSON.stringify(actions).includes(secretValue));
  });

  test("offers to ignore what other engines found, and nothing about secrets", () => {
    const finding = { ...first, ruleId: "iam/avoidable-action-wildcard" as const };
    const actions = ignoreActions(finding, { ...context, obstacles: { line: "no comments" } }, l10n);
    assert.deepEqual(
      actions.map(({ title, disabled }) => [title, disabled]),
      [
        ["Ignore here", "no comments"],
        ["Ignore in this file", undefined],
        ["Add to the baseline", undefined],
      ],
    );
    assert.ok(actions.every(({ argument }) => argument.ruleId === finding.ruleId));
  });

  test("shows what is impossible with its reason, and prefers nothing impossible", () => {
    const obstacles = { store: "no lookup here", line: "no comments", baseline: "no folder" };
    const actions = actionsFor(first, { ...context, obstacles }, l10n);
    assert.deepEqual(
      actions.map((action) => action.disabled ?? ""),
      ["no lookup here", "no lookup here", "no lookup here", "", "no comments", "", "no folder"],
    );
    assert.ok(actions.every((action) => !action.preferred));
  });

  test("offers the whole file only when it has more than one finding", () => {
    const commands = fileActions(first, { ...context, total: 1 }, l10n).map((action) => action.command);
    assert.deepEqual(commands, ["picket.previewFixes"]);
  });

  test("counts a cursor at either end of a value as on it", () => {
    const { start, end } = first.span;
    assert.deepEqual(touching(findings, { start, end: start }), [first]);
    assert.deepEqual(touching(findings, { start: end, end }), [first]);
    assert.deepEqual(touching(findings, { start: end + 1, end: end + 1 }), []);
    assert.deepEqual(touching(findings, { start: 0, end: text.length }), [first, second]);
  });

  test("takes the loud findings of a file, or all when none is loud", () => {
    const quiet = { ...second, severity: "info" } as const;
    assert.deepEqual(worthMoving([first, quiet]), [first]);
    assert.deepEqual(worthMoving([quiet]), [quiet]);
  });

  test("does not take a menu's own argument for a finding", () => {
    for (const value of [
      undefined,
      null,
      "x",
      { uri: "file:///a" },
      { uri: "a", ruleId: "b", span: { start: "0" } },
    ]) {
      assert.equal(isFixArgument(value), false);
    }
  });
});

suite("the finding of a command", () => {
  const invocation = { text, findings, selection: { start: 0, end: 0 }, file: "a.ts", argument: undefined };

  test("is the quick fix's own, also when it moved a little", async () => {
    const ui = createFakeUi([]);
    const argument = { uri: "file:///a.ts", ruleId: second.ruleId, span: second.span };
    assert.equal(await pickFinding(ui, { ...invocation, argument }), second);
    const moved = { ...argument, span: { start: second.span.start + 3, end: second.span.end + 3 } };
    assert.equal(await pickFinding(ui, { ...invocation, argument: moved }), second);
  });

  test("is the one at the cursor", async () => {
    const selection = { start: second.span.start + 2, end: second.span.start + 2 };
    assert.equal(await pickFinding(createFakeUi([]), { ...invocation, selection }), second);
  });

  test("is asked for elsewhere, without showing a value", async () => {
    const ui = createFakeUi([{ pick: "Line 2" }]);
    assert.equal(await pickFinding(ui, invocation), second);
    assert.ok(!ui.shown.join("\n").includes(secretValue));
  });

  test("is missing when the file has none or it is gone, which is said", async () => {
    const ui = createFakeUi([]);
    assert.equal(await pickFinding(ui, { ...invocation, findings: [] }), undefined);
    const argument = { uri: "file:///a.ts", ruleId: "secrets/other", span: first.span };
    assert.equal(await pickFinding(ui, { ...invocation, argument }), undefined);
    assert.equal(ui.shown.length, 2);
  });
});

suite("names and tags", () => {
  const value = new Sensitive(secretValue);

  test("follow the services' rules", () => {
    const wrong = {
      "secrets-manager": ["", "a b", "ä", "x".repeat(513), "name-AbCd12", secretValue],
      "parameter-store": [
        "",
        "a b",
        "a/b",
        "/a//b",
        "/a/",
        "/aws/x",
        "ssm-x",
        "/a+b",
        `/${"a/".repeat(16)}b`,
      ],
    } as const;
    for (const kind of ["secrets-manager", "parameter-store"] as const) {
      for (const name of wrong[kind]) assert.notEqual(nameProblem(kind, name, value, l10n), undefined, name);
    }
    assert.equal(nameProblem("secrets-manager", "demo/app_1+x=@.y-z", value, l10n), undefined);
    assert.equal(nameProblem("parameter-store", "/demo/app/key", value, l10n), undefined);
    assert.equal(nameProblem("parameter-store", "plain", value, l10n), undefined);
  });

  test("parse, or are refused as a whole", () => {
    assert.deepEqual(parseTags(" team=payments , cost center = a=b,"), {
      team: "payments",
      "cost center": "a=b",
    });
    assert.deepEqual(parseTags(""), {});
    for (const text of ["team", "=x", "aws:x=1", "a=1,a=2", "a=1;b=2\n<"])
      assert.equal(parseTags(text), undefined, text);
  });
});

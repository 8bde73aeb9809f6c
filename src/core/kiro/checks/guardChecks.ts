import type { Span } from "../../model/span.ts";
import { contentOf } from "../../mcp/files/fileValue.ts";
import { spanIn, withoutSaid } from "./commandText.ts";
import type { KiroCheck, KiroIssue, KiroRule, ReadText } from "./check.ts";

const cannotBlock: KiroRule = {
  id: "kiro/guard-cannot-block",
  title: "Guard that cannot stop anything",
  severity: "warning",
};
const disabledGuard: KiroRule = { id: "kiro/guard-disabled", title: "Guard that is off", severity: "info" };
const noTimeout: KiroRule = {
  id: "kiro/no-timeout",
  title: "Hook that may run for ever",
  severity: "warning",
};
const badMatcher: KiroRule = {
  id: "kiro/bad-matcher",
  title: "Matcher that is no regular expression",
  severity: "warning",
};

/** Words of a name or description that say a hook is meant to stop something. */
const guards =
  /\b(?:guard(?:s|rails?)?|block(?:s|ed|ing|er)?|prevent(?:s|ion)?|den(?:y|ies)|forbid(?:s|den)?|enforce[sr]?|gate|reject(?:s|ed)?|firewall|protect(?:s|ion)?)\b/i;

/** What a hook that runs afterwards cannot do. */
const wantsToPrevent =
  /\bprevents?\b|\bblocks?\s+(?:the|any|all|every|writes?|commits?|tools?|commands?)\b|\bbefore\s+(?:(?:any|the|each|every|a)\s+)?(?:\w+\s+)?(?:writ|tool|commit|operation|execut|command)/i;

/** Ways in which the failure of a command is thrown away, or given a status that does not block. */
const swallowed: readonly (readonly [RegExp, string])[] = [
  [/\|\|\s*(?:true|:|exit\s+0)(?=\s*(?:$|[;&|)}]))/, "its failure is thrown away, so that it ends with 0"],
  [/;\s*(?:true|exit\s+0)\s*$/, "it always ends with 0"],
  [/\bexit\s+(?:1|[3-9]|\d\d+|-1)\b/, "it ends with another status than 2"],
  [/\|\s*(?:tee|cat|head|tail|less)\b[^|;&]*$/, "the last program of the pipe gives its status"],
  [/(?<!&)&\s*$/, "it goes on in the background"],
];

/** Checkers that end with 1, and never with 2, when they find something. */
const endsWithOne =
  /(?:^|&&|;)\s*(?:npx\s+)?(?:npm\s+(?:run\s+|test|t\b)|yarn\s|pnpm\s|eslint|prettier|tsc|ruff|black|mypy|make|pytest|cargo|go\s+(?:vet|test|build)|gitleaks|trufflehog|detect-secrets|grep|git\s+diff|jest|vitest)\b[^|;&]*$/;

const blocking: ReadonlySet<string> = new Set(["PreToolUse", "PreTaskExec"]);

function* judgeGuards({ file }: ReadText): Generator<KiroIssue> {
  for (const hook of file.hooks) {
    const { trigger, triggerSpan, about, command, prompt } = hook;
    if (!trigger || !triggerSpan || !hook.enabled) continue;
    const isGuard = guards.test(`${about} ${/[\w./-]+/.exec(command?.value ?? "")?.[0] ?? ""}`);
    if (blocking.has(trigger)) {
      if (command) yield* judgeStatus(command.value, command.content, isGuard);
      else if (prompt && isGuard) yield issue(triggerSpan, promptOnly, "info");
    } else if (trigger === "UserPromptSubmit" && command) {
      if (isGuard || /\bexit\s+[1-9]/.test(command.value)) yield issue(triggerSpan, promptSubmit);
    } else if (trigger.startsWith("Post") && wantsToPrevent.test(about)) {
      const message = `${trigger} runs when it is done: this hook can report, not prevent. To stop a tool, use PreToolUse and exit with 2.`;
      yield issue(triggerSpan, message, "info");
    }
  }
}

const promptOnly =
  "This hook asks the agent; it cannot stop a tool. Only a command that exits with 2 does. Use one where it must hold.";
const promptSubmit =
  "Kiro cannot be relied on to hold a prompt back: builds were seen that sent it in spite of exit status 2, or gave the hook an empty prompt. Take this check as advice, not as a barrier.";

function* judgeStatus(command: string, content: Span, isGuard: boolean): Generator<KiroIssue> {
  const said = withoutSaid(command);
  for (const [pattern, why] of swallowed) {
    const found = pattern.exec(said);
    if (!found) continue;
    const span = spanIn(content, command, found.index, found[0].length);
    const message = `This hook does not stop the tool when it fails: ${why}. Only exit status 2 blocks.`;
    yield issue(span, message, isGuard ? "warning" : "info");
    return;
  }
  const found = /\bexit\s+2\b|\|\|/.test(said) ? undefined : endsWithOne.exec(said);
  if (found) {
    const message =
      "This command ends with 1 when it finds something, and only exit status 2 stops the tool. Put || exit 2 behind it.";
    yield issue(
      spanIn(content, command, found.index, found[0].length),
      message,
      isGuard ? "warning" : "info",
    );
  }
}

function issue(span: Span, message: string, severity?: KiroIssue["severity"]): KiroIssue {
  return { rule: cannotBlock, span, message, ...(severity && { severity }) };
}

function* judgeDisabled({ file }: ReadText): Generator<KiroIssue> {
  for (const { enabled, trigger, about, object, triggerSpan } of file.hooks) {
    if (enabled || !trigger || !blocking.has(trigger) || !guards.test(about)) continue;
    const member = object.members.findLast(({ key }) => key === "enabled");
    const span = member?.value.span ?? triggerSpan;
    if (span) yield { rule: disabledGuard, span, message: "This guard is off: Kiro does not run it." };
  }
}

function* judgeTimeouts({ file }: ReadText): Generator<KiroIssue> {
  for (const { timeout, command } of file.hooks) {
    if (!command || timeout?.value.kind !== "number" || timeout.value.value !== 0) continue;
    const message =
      "A timeout of 0 is none: a command that hangs holds the agent for ever. Give it seconds, such as 60.";
    yield { rule: noTimeout, span: timeout.value.span, message };
  }
}

function* judgeMatchers({ file }: ReadText): Generator<KiroIssue> {
  for (const { matcher, format } of file.hooks) {
    if (matcher?.value.kind !== "text" || format === "legacy") continue;
    const { value } = matcher.value;
    // In agents, * has stood for every tool; in files of hooks the field is a regular expression.
    if (format === "agent" || isPattern(value)) continue;
    const all = value === "*" || value === "";
    const message = all
      ? 'A matcher is a regular expression, and "*" is none. Leave it out to match everything.'
      : "Kiro cannot match with this: it is no regular expression. Write .*\\.ts$ where you mean *.ts.";
    yield { rule: badMatcher, span: contentOf(matcher.value), message };
  }
}

/** Whether a text is a regular expression, of JavaScript or with the leading options of other kinds. */
function isPattern(text: string): boolean {
  if (text === "") return false;
  try {
    return new RegExp(text.replace(/^\(\?[imsux]+\)/, "")).source !== "";
  } catch {
    return false;
  }
}

/** What keeps a hook from guarding. */
export const guardChecks: readonly KiroCheck[] = [
  { rules: [cannotBlock], check: judgeGuards },
  { rules: [disabledGuard], check: judgeDisabled },
  { rules: [noTimeout], check: judgeTimeouts },
  { rules: [badMatcher], check: judgeMatchers },
];

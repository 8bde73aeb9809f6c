import type { KiroRulePage } from "../check.ts";
import { guard, hook, legacyHook } from "./examples.ts";

const fine = hook({ matcher: "\\.ts$", command: "npm run lint" });

/** Pages of the rules about the form of hooks, and about guards. */
export const hookPages: readonly KiroRulePage[] = [
  {
    id: "kiro/invalid-hook",
    about:
      "A field is missing or of a wrong type, so that Kiro does not take the hook. It says so in its log at most: what the hook was to check is not checked.",
    fix: "Give the hook a name, an event, and an action with a `command` or a `prompt`.",
    bad: hook({ action: { type: "shell", command: "npm run lint" } }),
    good: fine,
  },
  {
    id: "kiro/unknown-trigger",
    about:
      "Kiro knows no event of this name, so that the hook never runs. Names differ between the formats: `fileEdited` of the older files is `PostFileSave` now, `agentSpawn` of agents is `SessionStart`. Upper and lower case count.",
    fix: "Write the name of the event. The quick fix does so where one is near.",
    bad: hook({ trigger: "fileEdited", command: "npm run lint" }),
    good: fine,
  },
  {
    id: "kiro/unknown-field",
    about:
      "The field has no effect. Often it stands in the wrong place: a `timeout` in the action is not read, and the hook runs with the usual one of 60 seconds.",
    fix: "Correct its name, move it, or remove it.",
    bad: hook({ action: { type: "command", command: "npm run lint", timeout: 30 } }),
    good: hook({ command: "npm run lint", timeout: 30 }),
  },
  {
    id: "kiro/foreign-hook-format",
    about:
      'Files that end in `.json` in `.kiro/hooks` hold `"version": "v1"` and a list `hooks`. This one is written otherwise: in the older format, which belongs in a file that ends in `.kiro.hook`, or as another tool wants it. Nothing in it ever runs, and nothing says so.',
    fix: "Write it in the format v1. For the older format the quick fix does so.",
    bad: legacyHook(".kiro/hooks/lint.json"),
    good: fine,
  },
  {
    id: "kiro/legacy-hook",
    about:
      "The older format still works in the IDE it was written for. Version 1 of the IDE and version 3 of the command line read `.kiro/hooks/*.json` in the format v1.",
    fix: "Migrate it: the quick fix writes the new file and removes the old one, and says what has no equal.",
    bad: legacyHook(".kiro/hooks/lint.kiro.hook"),
    good: fine,
  },
  {
    id: "kiro/guard-cannot-block",
    about:
      "A hook stops a tool only when it runs before it (`PreToolUse`, `PreTaskExec`), is a command, and ends with exit status 2. Any other failure is noted and passed over. `|| true`, a plain `exit 1`, or a checker that ends with 1 let the tool go ahead, although the check failed. A hook on `UserPromptSubmit` cannot be relied on at all: builds of Kiro were seen that sent the prompt in spite of status 2.",
    fix: "Let every way in which the check fails end with 2: `check || exit 2`.",
    bad: guard("./scripts/check-command.sh || exit 1"),
    good: guard("./scripts/check-command.sh || exit 2"),
  },
  {
    id: "kiro/guard-disabled",
    about: "`enabled` is false, so that Kiro does not run this guard.",
    fix: "Set `enabled` to true, or remove the hook.",
    bad: hook({
      name: "Block secrets",
      trigger: "PreToolUse",
      command: "picket hook run pre-tool-use || exit 2",
      enabled: false,
    }),
    good: hook({
      name: "Block secrets",
      trigger: "PreToolUse",
      command: "picket hook run pre-tool-use || exit 2",
    }),
  },
  {
    id: "kiro/no-timeout",
    about: "A timeout of 0 means none. A command that hangs then holds the agent for ever.",
    fix: "Give it seconds. Without the field it is 60.",
    bad: hook({ command: "npm run lint", timeout: 0 }),
    good: hook({ command: "npm run lint", timeout: 60 }),
  },
  {
    id: "kiro/bad-matcher",
    about:
      'A matcher is a regular expression over the name of the tool or the path of the file. `"*"` and `"*.ts"` are none: builds differ in what they make of them, and a guard that matches nothing guards nothing.',
    fix: "Leave the matcher out to match everything. For files write `\\.ts$`.",
    bad: hook({ trigger: "PreToolUse", matcher: "*", command: "./scripts/check.sh" }),
    good: hook({ trigger: "PreToolUse", command: "./scripts/check.sh" }),
  },
];

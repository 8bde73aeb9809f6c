import * as vscode from "vscode";
import { plainMessage } from "../../editor/plainMessage.ts";

const installGuide = "https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html";

/**
 * Runs the AWS CLI's sign-in as a task, whose terminal shows the code to compare and stays open when it fails. The
 * command gets its arguments as a list, never through a shell.
 * @returns `ended` after a sign-in that succeeded; undefined when there was none, after telling why
 */
export async function runSignIn(
  profile: string | undefined,
  found: { readonly cli: string | undefined; readonly args: readonly string[] | undefined },
): Promise<"ended" | "select-profile" | undefined> {
  const { t } = vscode.l10n;
  const name = plainMessage(profile ?? t("default"));
  if (!found.args) {
    const select = t("Choose Profile…");
    const message = t(
      "The profile {0} has no sign-in: it uses keys, a role or a process. Renew its credentials, or choose another profile.",
      name,
    );
    return (await vscode.window.showInformationMessage(message, select)) === select
      ? "select-profile"
      : undefined;
  }
  if (!found.cli) {
    const open = t("How to Install It");
    const message = t(
      "Signing in needs the AWS CLI, and PATH has no aws command. Install version 2, restart the editor, then run: aws {0}",
      plainMessage(found.args.join(" ")),
    );
    const answer = await vscode.window.showErrorMessage(message, open);
    if (answer === open) await vscode.env.openExternal(vscode.Uri.parse(installGuide));
    return undefined;
  }
  const code = await runVisibly(found.cli, found.args, t("AWS sign-in: {0}", name));
  if (code === 0) return "ended";
  void vscode.window.showErrorMessage(
    code === undefined
      ? t("The AWS sign-in of {0} was stopped.", name)
      : t("The AWS sign-in of {0} failed with status {1}. The terminal shows why.", name, String(code)),
  );
  return undefined;
}

/** The exit status, or undefined when the task was ended from outside. */
async function runVisibly(
  command: string,
  args: readonly string[],
  name: string,
): Promise<number | undefined> {
  const execution = new vscode.ProcessExecution(command, [...args]);
  const task = new vscode.Task({ type: "process" }, vscode.TaskScope.Global, name, "Picket", execution);
  task.presentationOptions = {
    reveal: vscode.TaskRevealKind.Always,
    panel: vscode.TaskPanelKind.Dedicated,
    focus: true,
    clear: true,
  };
  const listeners: vscode.Disposable[] = [];
  try {
    return await new Promise<number | undefined>((resolve, reject) => {
      let running: vscode.TaskExecution | undefined;
      const isOurs = (other: vscode.TaskExecution): boolean => other === running || other.task.name === name;
      listeners.push(
        vscode.tasks.onDidEndTaskProcess(({ execution: other, exitCode }) => {
          if (isOurs(other)) resolve(exitCode);
        }),
        // A task whose process never started ends without an exit code.
        vscode.tasks.onDidEndTask(({ execution: other }) => {
          if (isOurs(other)) setTimeout(() => resolve(undefined), 0);
        }),
      );
      vscode.tasks.executeTask(task).then((started) => {
        running = started;
      }, reject);
    });
  } finally {
    for (const listener of listeners) listener.dispose();
  }
}

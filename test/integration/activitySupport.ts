import assert from "node:assert/strict";
import * as vscode from "vscode";
import { writeFile } from "./diagnosticsSupport.ts";

/** The role of the records. */
export const role = "arn:aws:iam::111122223333:role/KiroAgent";
const session = "arn:aws:sts::111122223333:assumed-role/KiroAgent/task";

/** What a record differs in. */
interface Made {
  readonly id: string;
  readonly name?: string;
  readonly source?: string;
  readonly minutesAgo?: number;
  readonly more?: object;
}

/** A record of the role. */
export function record({ id, name = "ListBuckets", source = "s3", minutesAgo = 5, more = {} }: Made): object {
  return {
    eventVersion: "1.11",
    eventID: id,
    eventTime: new Date(Date.now() - minutesAgo * 60_000).toISOString().replace(/\.\d+/, ""),
    eventName: name,
    eventSource: `${source}.amazonaws.com`,
    awsRegion: "us-east-1",
    recipientAccountId: "111122223333",
    eventType: "AwsApiCall",
    userIdentity: {
      type: "AssumedRole",
      arn: session,
      accountId: "111122223333",
      sessionContext: { sessionIssuer: { type: "Role", arn: role } },
    },
    ...more,
  };
}

/** The exported rows, as soon as they are as wanted. */
export async function exported(
  accept: (lines: readonly string[]) => boolean,
  name = "out.csv",
): Promise<string[]> {
  const target = await writeFile(name, "");
  let lines: string[] = [];
  for (let attempt = 0; attempt < 150; attempt++) {
    // Not awaited: at its end stands a notification that waits for a person.
    void vscode.commands.executeCommand("picket.activity.export", target);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(target));
    lines = text.split("\n").filter((line) => line.trim() !== "");
    if (accept(lines)) return lines;
  }
  return assert.fail(`not exported as wanted, last seen:\n${lines.join("\n")}`);
}

/** Whether each of the texts stands in a line. */
export const holding =
  (...texts: readonly string[]) =>
  (lines: readonly string[]): boolean =>
    texts.every((text) => lines.some((line) => line.includes(text)));

/** The text of the document in front, once it satisfies. */
export async function shownText(accept: (text: string) => boolean): Promise<string> {
  let text = "";
  for (let attempt = 0; attempt < 200; attempt++) {
    text = vscode.window.activeTextEditor?.document.getText() ?? "";
    if (accept(text)) return text;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return assert.fail(`not shown, last seen: ${text.slice(0, 500)}`);
}

/** Puts something into the stub of AWS. @param service as in `/_stub/<service>` */
export async function putIntoStub(service: string, input: object): Promise<void> {
  const url = process.env["PICKET_TEST_AWS_ENDPOINT"];
  assert.ok(url, "the tier runner starts the stub");
  const answer = await fetch(`${url}/_stub/${service}`, { method: "POST", body: JSON.stringify(input) });
  assert.ok(answer.ok, `the stub took it: ${answer.status}`);
}

/** What a person would answer the editor's questions with. */
export interface Answers {
  /** Parts of the labels of the lines to pick, in the order of the lists. */
  readonly picks?: readonly string[];
  /** What is typed, in the order of the boxes. */
  readonly texts?: readonly string[];
  readonly open?: vscode.Uri;
  readonly save?: vscode.Uri;
}

/** Answers lists, input boxes and file dialogs while an action runs. A list without the wanted line fails the action. */
export async function answering(answers: Answers, action: () => Thenable<unknown>): Promise<void> {
  const picks = [...(answers.picks ?? [])];
  const texts = [...(answers.texts ?? [])];
  const pick = async (items: readonly vscode.QuickPickItem[], options?: { canPickMany?: boolean }) => {
    const wanted = picks.shift();
    const found = items.find(({ label }) => wanted !== undefined && label.includes(wanted));
    assert.ok(found, `no ${wanted ?? "more"} among: ${items.map(({ label }) => label).join("; ")}`);
    return options?.canPickMany ? [found] : found;
  };
  const type = async (options: vscode.InputBoxOptions) => {
    const text = texts.shift() ?? assert.fail(`nothing to type for: ${options.title}`);
    assert.equal(await options.validateInput?.(text), undefined);
    return text;
  };
  const own = {
    showQuickPick: pick,
    showInputBox: type,
    showOpenDialog: async () => answers.open && [answers.open],
    showSaveDialog: async () => answers.save,
  };
  const { showQuickPick, showInputBox, showOpenDialog, showSaveDialog } = vscode.window;
  Object.assign(vscode.window, own);
  try {
    await action();
  } finally {
    Object.assign(vscode.window, { showQuickPick, showInputBox, showOpenDialog, showSaveDialog });
  }
  assert.deepEqual([picks, texts], [[], []], "everything was asked for");
}

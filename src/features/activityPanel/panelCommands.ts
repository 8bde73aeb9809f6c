import * as vscode from "vscode";
import type { PanelCommand } from "../../protocol/activity.ts";
import { acknowledge, ignoreLike, manageIgnored, type AlertDeps } from "./alertCommands.ts";
import { addToBasket, showBasket, type BasketDeps } from "./basket.ts";
import type { ActivityCommand } from "./commandNames.ts";
import type { ActivityPanel } from "./environment.ts";
import { exportActivity } from "./exportCommand.ts";
import { goToGrant } from "./grantingStatement.ts";
import { proposeLeastPrivilege } from "./leastPrivilege.ts";
import type { PageRequest } from "./panelView.ts";
import { copyLookup, copyRecord, openRecord, showSimilar } from "./rowCommands.ts";
import type { SourceControl } from "./sourceControl.ts";

/** What of the panel commands need. */
export interface PanelParts extends BasketDeps, AlertDeps {
  readonly control: SourceControl;
  /** Says what the basket holds now. */
  readonly update: () => void;
}

/** What runs for each command; a failure rejects. */
export type PanelCommands = Readonly<Record<ActivityCommand, (argument: unknown) => unknown>>;

/** The commands over the panel's parts. */
export function panelCommands(parts: PanelParts): PanelCommands {
  const { control, view, settings } = parts;
  return {
    chooseSource: () => control.choose(),
    chooseRole: () => control.chooseWhose(),
    refresh: () => control.refresh(),
    pause: () => view.pause(true),
    resume: () => view.pause(false),
    turnOff: () => control.turnOff(),
    export: (argument) => exportActivity(parts, argument),
    writesOnly: () => control.askWritesOnly(true),
    everyCall: () => control.askWritesOnly(false),
    openRecord: (argument) => openRecord(parts, argument),
    copyRecord: (argument) => copyRecord(parts, argument),
    copyLookup: (argument) => copyLookup(parts, argument),
    similar: (argument) => showSimilar(parts, argument),
    goToGrant: (argument) => goToGrant(parts, argument),
    addToBasket(argument) {
      addToBasket(parts, argument);
      parts.update();
    },
    showBasket: () => showBasket(parts),
    clearBasket() {
      parts.basket.clear();
      parts.update();
    },
    leastPrivilege: () => proposeLeastPrivilege(parts),
    acknowledge: (argument) => acknowledge(parts, argument),
    acknowledgeAll: () => parts.book.acknowledge(),
    ignore: (argument) => ignoreLike(parts, argument),
    manageIgnored: () => manageIgnored(parts),
    mute: () => settings.updateActivityNotify("off"),
    unmute: () => settings.updateActivityNotify("critical"),
  };
}

/** Commands of other features that buttons of the page run. */
const elsewhere: Readonly<Partial<Record<PanelCommand, string>>> = {
  signIn: "picket.signInToAws",
  chooseProfile: "picket.selectAwsProfile",
  showLog: "picket.showLog",
};

/** Does what the page asks for. @param run runs a command of this feature */
export async function answerPage(run: ActivityPanel["run"], request: PageRequest): Promise<void> {
  switch (request.type) {
    case "open":
      return run("openRecord", request.n);
    case "writesOnlyAtSource":
      return run(request.on ? "writesOnly" : "everyCall", undefined);
    case "command": {
      const { command } = request;
      if (command === "signIn" || command === "chooseProfile" || command === "showLog")
        return void vscode.commands.executeCommand(elsewhere[command] ?? "");
      return run(command, undefined);
    }
  }
}

import * as vscode from "vscode";
import type { Finding } from "../../core/model/finding.ts";
import type { StoreKind } from "../../core/ports.ts";
import { toSpan } from "../../editor/positions.ts";
import { isFixArgument, worthMoving } from "./actions.ts";
import { storeLabel } from "./confirm.ts";
import type { FlowEnvironment } from "./environment.ts";
import { replaceWithVariables } from "./envFlow.ts";
import { useExisting } from "./existingFlow.ts";
import type { Snapshot } from "./flowDocument.ts";
import type { FlowUi } from "./flowUi.ts";
import type { Ignoring } from "./ignoring.ts";
import { moveToStore } from "./moveFlow.ts";
import { pickFinding } from "./pickFinding.ts";
import { targetsOf, type Target } from "./relocate.ts";

/** What the commands are made of. */
export interface CommandDeps {
  readonly ui: FlowUi;
  /** Everything a flow needs for one document. */
  readonly environmentFor: (uri: vscode.Uri) => FlowEnvironment;
  readonly ignoring: Ignoring;
  /** What the other engines found in exactly this version of the document. */
  readonly othersIn: (uri: vscode.Uri, snapshot: Snapshot) => readonly Finding[];
  /** Reports an error that no flow expected. */
  readonly failed: (error: unknown) => void;
}

/** One document at the start of a command. */
interface Opened {
  readonly uri: vscode.Uri;
  readonly environment: FlowEnvironment;
  readonly snapshot: Snapshot;
  /** Secrets. */
  readonly findings: readonly Finding[];
  /** Of every engine, ordered by span. */
  readonly all: readonly Finding[];
  readonly selection: { readonly start: number; readonly end: number };
  readonly argument: unknown;
}

type Goal = StoreKind | "env";

/** Registers the commands of the manifest that fix findings: the quick fixes call them, and so do palette and menus. */
export function registerCommands(deps: CommandDeps): vscode.Disposable {
  const { ui, ignoring } = deps;
  const onFinding =
    (act: (opened: Opened, finding: Finding) => Promise<void>, among: "findings" | "all" = "findings") =>
    async (opened: Opened) => {
      const { argument, snapshot, selection, environment } = opened;
      const file = environment.document.label;
      const findings = opened[among];
      const finding = await pickFinding(ui, { argument, text: snapshot.text, findings, selection, file });
      if (finding) await act(opened, finding);
    };
  const onTargets = (act: (environment: FlowEnvironment, targets: readonly Target[]) => Promise<void>) =>
    onFinding((opened, finding) => act(opened.environment, targetsOf(opened.snapshot.text, [finding])));
  const move = (kind: StoreKind) =>
    onTargets((environment, targets) => moveToStore(environment, { targets, kind, preview: false }));
  const commands: Record<string, (opened: Opened) => Promise<void>> = {
    "picket.moveToSecretsManager": move("secrets-manager"),
    "picket.moveToParameterStore": move("parameter-store"),
    "picket.useExistingSecret": onTargets(useExisting),
    "picket.replaceWithEnvironmentVariable": onTargets((environment, targets) =>
      replaceWithVariables(environment, targets, false),
    ),
    "picket.ignoreFinding": onFinding(
      (opened, finding) => ignoring.ignore(opened, finding, scopeOf(opened.argument)),
      "all",
    ),
    "picket.addToBaseline": (opened) => addToBaseline(deps, opened),
    "picket.fixAllInFile": (opened) => wholeFile(ui, opened, false),
    "picket.previewFixes": (opened) => wholeFile(ui, opened, true),
  };
  const registered = Object.entries(commands).map(([id, run]) =>
    // Not awaited: the editor shows a progress bar while a quick fix's command runs, and a person may take long.
    vscode.commands.registerCommand(id, (argument: unknown) => {
      void start(deps, argument, run).catch(deps.failed);
    }),
  );
  return vscode.Disposable.from(...registered);
}

function scopeOf(argument: unknown) {
  return isFixArgument(argument) ? argument.ignore : undefined;
}

async function start(
  deps: CommandDeps,
  argument: unknown,
  run: (opened: Opened) => Promise<void>,
): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const uri = isFixArgument(argument) ? vscode.Uri.parse(argument.uri, true) : editor?.document.uri;
  if (!uri) {
    await deps.ui.inform("info", vscode.l10n.t("Open the file with the secret first."));
    return;
  }
  const environment = deps.environmentFor(uri);
  const snapshot = await environment.document.current();
  if (!snapshot) {
    await deps.ui.inform("warning", vscode.l10n.t("{0} cannot be opened.", environment.document.label));
    return;
  }
  const isActive = editor?.document.uri.toString() === uri.toString();
  const selection = isActive ? toSpan(editor.document, editor.selection) : { start: 0, end: 0 };
  const findings = await environment.document.findings(snapshot);
  const all = [...findings, ...deps.othersIn(uri, snapshot)].sort((a, b) => a.span.start - b.span.start);
  await run({ uri, environment, snapshot, findings, all, selection, argument });
}

async function addToBaseline({ ui, ignoring }: CommandDeps, opened: Opened): Promise<void> {
  const { argument, all: findings, snapshot, environment, selection } = opened;
  const file = environment.document.label;
  // From a quick fix: that finding. From the palette or a menu: all of the file, as the command's title says.
  const one = isFixArgument(argument)
    ? await pickFinding(ui, { argument, text: snapshot.text, findings, selection, file })
    : undefined;
  if (isFixArgument(argument) && !one) return;
  await ignoring.baseline(opened, one ? [one] : findings);
}

async function wholeFile(ui: FlowUi, opened: Opened, preview: boolean): Promise<void> {
  const { environment, findings, snapshot } = opened;
  const { l10n } = ui;
  const chosen = worthMoving(findings);
  if (chosen.length === 0) {
    await ui.inform("info", l10n.t("Picket finds no secret in {0}.", environment.document.label));
    return;
  }
  const goal = await ui.pick<Goal>({
    title: preview
      ? l10n.t("Preview fixes for {0}", environment.document.label)
      : l10n.t("Move all secrets of {0}", environment.document.label),
    placeholder: l10n.t("Where to?"),
    choices: [
      { label: `$(lock) ${storeLabel("secrets-manager")}`, value: "secrets-manager" },
      { label: `$(server) ${storeLabel("parameter-store")}`, value: "parameter-store" },
      {
        label: `$(symbol-variable) ${l10n.t("Environment variables")}`,
        description: l10n.t("stores nothing"),
        value: "env",
      },
    ],
  });
  if (goal === undefined) return;
  const targets = targetsOf(snapshot.text, chosen);
  if (goal === "env") await replaceWithVariables(environment, targets, preview);
  else await moveToStore(environment, { targets, kind: goal, preview });
}

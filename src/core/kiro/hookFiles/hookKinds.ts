/** The hooks that Picket installs. */
export type HookKind = "guard" | "dependencies" | "save" | "prompt";

/** What `picket hook run` is called with. */
export type HookEvent = "pre-tool-use" | "pre-install" | "post-file-save" | "user-prompt-submit";

/** One hook of Picket, as Kiro runs it. */
export interface HookDefinition {
  readonly kind: HookKind;
  readonly event: HookEvent;
  /** Kiro's own name of the event. */
  readonly trigger: "PreToolUse" | "PostFileSave" | "UserPromptSubmit";
  /** It can stop a call, so every failure of it must. */
  readonly guards: boolean;
  /** In seconds. Kiro on Windows ends a hook at about 60. */
  readonly timeout: number;
}

/** Every hook of Picket, guards first. Without a matcher: its grammar is unsettled, and a guard looks at all tools. */
export const hookDefinitions: readonly HookDefinition[] = [
  { kind: "guard", event: "pre-tool-use", trigger: "PreToolUse", guards: true, timeout: 40 },
  { kind: "dependencies", event: "pre-install", trigger: "PreToolUse", guards: true, timeout: 40 },
  { kind: "save", event: "post-file-save", trigger: "PostFileSave", guards: false, timeout: 40 },
  { kind: "prompt", event: "user-prompt-submit", trigger: "UserPromptSubmit", guards: false, timeout: 40 },
];

/** Name of a hook's file in a `hooks` folder. */
export function hookFileName(kind: HookKind): string {
  return `picket-${kind}.json`;
}

/** The event by its name on the command line or Kiro's; undefined for any other. */
export function hookEventOf(name: string): HookEvent | undefined {
  const plain = name.replaceAll(/[-_ ]/g, "").toLowerCase();
  return hookDefinitions.find(({ event, trigger }) => {
    return event.replaceAll("-", "") === plain || trigger.toLowerCase() === plain;
  })?.event;
}

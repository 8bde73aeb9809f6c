/** `vscode.l10n`, so that flows speak the user's language and still run without an editor in unit tests. */
export interface Localizer {
  t(message: string, ...args: (string | number)[]): string;
}

/** One row of a pick list; `group` starts a separator with that label above the first row of the group. */
export interface Choice<T> {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly group?: string;
  readonly value: T;
}

export interface PickRequest<T> {
  readonly title: string;
  readonly placeholder: string;
  readonly choices: readonly Choice<T>[];
}

interface InputRequest {
  readonly title: string;
  readonly prompt: string;
  readonly value: string;
  /** What is wrong with the text, or undefined when it is fine. */
  readonly validate?: (text: string) => string | undefined;
}

/** A list that can be typed past: the typed text itself is a choice. `more` loads the next page, if there is one. */
export interface NamePickRequest {
  readonly title: string;
  readonly placeholder: string;
  /** Row for the text typed so far. */
  readonly typedLabel: (text: string) => string;
  readonly load: (signal: AbortSignal) => Promise<readonly string[]>;
  /** What went wrong while loading, for a person; the list then still takes a typed name. */
  readonly loadFailed: (error: unknown) => string;
}

export type Loudness = "info" | "warning" | "error";

/** What a flow asks of the person in front of the editor. Every answer may be `undefined`: the person walked away. */
export interface FlowUi {
  readonly l10n: Localizer;
  /** Modal. Returns the button's label, undefined for Cancel. */
  confirm(request: {
    readonly message: string;
    readonly detail: string;
    readonly buttons: readonly string[];
    readonly loudness: "info" | "warning";
  }): Promise<string | undefined>;
  /** A notification; resolves with the chosen button when the person chose one, or when it is dismissed. */
  inform(loudness: Loudness, message: string, buttons?: readonly string[]): Promise<string | undefined>;
  pick<T>(request: PickRequest<T>): Promise<T | undefined>;
  input(request: InputRequest): Promise<string | undefined>;
  pickName(request: NamePickRequest): Promise<string | undefined>;
  /** A notification with a cancel button while `work` runs; the signal aborts on cancel. */
  progress<T>(
    title: string,
    work: (signal: AbortSignal, report: (step: string) => void) => Promise<T>,
  ): Promise<T>;
  /** Puts a name (never a value) on the clipboard. */
  copyName(name: string): Promise<void>;
  /** Opens a Markdown page that Picket wrote. */
  showPage(title: string, markdown: string): Promise<void>;
}

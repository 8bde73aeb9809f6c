/** `vscode.l10n.t`, or what stands for it in a test. */
export type Translate = (text: string, ...values: (string | number | boolean)[]) => string;

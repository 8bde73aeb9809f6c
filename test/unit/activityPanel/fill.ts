/** As `vscode.l10n.t` does without a translation. */
export function fill(text: string, ...values: (string | number)[]): string {
  return text.replace(/\{(\d+)\}/g, (_, at: string) => String(values[Number(at)] ?? ""));
}

/**
 * The text for a notification or its progress, without links. The editor makes a link of `[label](command:…)` in any
 * message, and running a command is one click away: a file's name, or another text that is not Picket's own, must not
 * bring one.
 */
export function plainMessage(text: string): string {
  return text.replaceAll("](", "] (");
}

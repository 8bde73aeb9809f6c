/** A value of the policy as a message shows it: at most 80 characters, unknown parts as an ellipsis. */
export function short(text: string): string {
  const shown = text.replaceAll("\uFFFC", "…").replace(/\s+/g, " ");
  return shown.length <= 80 ? shown : `${shown.slice(0, 79)}…`;
}

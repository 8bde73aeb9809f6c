/** Text that Markdown shows as it is: the stars of an ARN pattern are no emphasis, a file's name is no link or picture. */
export function plainMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#+!|~]/g, "\\$&");
}

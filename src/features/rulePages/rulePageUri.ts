/** Engines that have rule pages; also their folders below `docs/rules/`. */
const pagePath = /^\/rules\/(secrets|iam|network|workspaces|mcp|kiro)\/([a-z0-9]+(?:-[a-z0-9]+)*)$/;

/** Path of the URI that opens a rule's page: `/rules/secrets/github-token`. */
export function pathOfRule(ruleId: string): string {
  return `/rules/${ruleId}`;
}

/**
 * The page's path inside the extension, such as `docs/rules/secrets/github-token.md`, or undefined when the URI's
 * path names no rule. Anyone can make the editor open such a URI, so nothing but the two known segments is accepted.
 */
export function pageOfPath(path: string): string | undefined {
  const parts = pagePath.exec(path);
  return parts ? `docs/rules/${parts[1]}/${parts[2]}.md` : undefined;
}

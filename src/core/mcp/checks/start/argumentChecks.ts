import type { Span } from "../../../model/span.ts";
import { shown } from "../../identity/shown.ts";
import { metacharacter } from "../../identity/wrappers.ts";
import type { JudgedEntry, JudgedFile, McpCheck, McpIssue, McpRule } from "../check.ts";
import { named, spanOf } from "../place.ts";
import { containerDangers } from "./containerDangers.ts";

const shellWrapper: McpRule = {
  id: "mcp/shell-wrapper",
  title: "A server that a shell's text starts",
  severity: "warning",
  owasp: "MCP05",
};
const dockerFlags: McpRule = {
  id: "mcp/docker-flags",
  title: "A container without walls",
  severity: "warning",
  owasp: "MCP02",
};
const broadRoot: McpRule = {
  id: "mcp/broad-filesystem-root",
  title: "A server that may read and write everything",
  severity: "warning",
  owasp: "MCP02",
};

/** Other programs in an argument: what a shell would start, should one read it. */
const injected =
  /[;&|]\s*(?:curl|wget|bash|sh|zsh|powershell|pwsh|iwr|nc|python3?|eval|rm)\b|\$\((?:curl|wget)\b/;

/** A wrapper that unwraps cleanly, such as `cmd /c npx …`, is no finding: nothing else can run. */
function* judgeShells({ entries }: JudgedFile): Generator<McpIssue> {
  for (const { server, found } of entries) {
    const doubt = [...(found.command?.doubts ?? []), ...(found.launch?.doubts ?? [])].find(
      ({ reason, variable }) => !variable && /shell text|is encoded/.test(reason),
    );
    const { args = [] } = server.definition;
    const inWord = args.findIndex((word) => injected.test(word));
    if (server.overridden || (!doubt && inWord < 0)) continue;
    const at = inWord < 0 ? args.findIndex((word) => metacharacter.test(word)) : inWord;
    yield {
      rule: shellWrapper,
      server,
      span: at < 0 ? spanOf(server, "command") : spanOf(server, `args.${at}`),
      message: `${named(server)} is started by a shell's text that may start other things as well. Name the program in "command" and its words in "args".`,
      data: { server: shown(server.name, 200) },
    };
  }
}

function* judgeContainers({ entries }: JudgedFile): Generator<McpIssue> {
  for (const entry of entries) {
    const { server } = entry;
    if (server.overridden) continue;
    for (const { option, why, path, severity } of containerDangers(entry)) {
      yield {
        rule: dockerFlags,
        severity,
        server,
        span: spanOf(server, path),
        message: `"${shown(option, 40)}" of ${named(server)} ${why}. Leave it out, or give the container only what it needs.`,
        data: { server: shown(server.name, 200), option: shown(option, 40) },
      };
    }
  }
}

/** Servers whose arguments are the folders that they open. */
const fileServer = /(?:^|[@/_.-])(?:file-?system|filesystem-mcp|files?|fs|desktop-commander)(?:$|[@/_.-])/i;
/** Options that name a folder to open. */
const folderOption =
  /^--?(?:[a-z-]*-)?(?:root|roots|dir|dirs|directory|directories|folder|folders|path|paths|workspace|allow|allowed|base)(?:-(?:root|dir|directory|directories|folder|folders|path|paths))?(?:=|$)/i;

/** A system's or drive's root, all homes, or one whole home. */
const broad =
  /^(?:\/+|[A-Za-z]:[\\/]*|~[\\/]*|\$\{?(?:env:)?(?:HOME|USERPROFILE)\}?[\\/]*|%(?:USERPROFILE|HOMEPATH|SYSTEMDRIVE)%[\\/]*|\/(?:home|Users|root|mnt|etc|var|usr|mnt\/[a-z]|(?:home|Users)\/[^/]+)\/*|[A-Za-z]:[\\/]+Users(?:[\\/]+[^\\/]+)?[\\/]*)$/;

function* judgeRoots({ entries }: JudgedFile): Generator<McpIssue> {
  for (const entry of entries) {
    const { server } = entry;
    if (server.overridden) continue;
    const [first, ...others] = rootsOf(entry);
    if (!first) continue;
    yield {
      rule: broadRoot,
      server,
      span: first,
      message: `${named(server)} may read and write a whole drive or home folder, with all keys and settings in it. Name the project's folder.`,
      related: others.map((span) => ({ span, message: "This folder too" })),
      data: { server: shown(server.name, 200) },
    };
  }
}

/** Arguments that open too much. Elsewhere a lone `/` may be anything, such as the beginning of an address. */
function rootsOf({ server, found }: JudgedEntry): readonly Span[] {
  const { args = [] } = server.definition;
  const { identity } = found;
  const name =
    identity && "name" in identity
      ? identity.name
      : (args.find((word) => /\.[cm]?[jt]s$|\.py$/.test(word)) ?? "");
  const opensAll = fileServer.test(name) && found.identity?.kind !== "oci";
  const words = new Set(found.launch?.words);
  return args.flatMap((word, index) => {
    const assigned = /^--?[\w-]+=(.*)$/s.exec(word);
    const value = assigned?.[1] ?? word;
    const option = assigned ? word : (args[index - 1] ?? "");
    const opens = words.has(word) && (opensAll || folderOption.test(option));
    return opens && broad.test(value) ? [spanOf(server, `args.${index}`)] : [];
  });
}

/** What the arguments open or start. */
export const argumentChecks: readonly McpCheck[] = [
  { rules: [shellWrapper], check: judgeShells },
  { rules: [dockerFlags], check: judgeContainers },
  { rules: [broadRoot], check: judgeRoots },
];

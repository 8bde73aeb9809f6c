import type { Span } from "../../../model/span.ts";
import { isKiroKind } from "../../files/kindOfPath.ts";
import { shown } from "../../identity/shown.ts";
import { isLoopback, readAddress } from "../../identity/url.ts";
import { addressHasVariable } from "../../identity/variables.ts";
import type { McpServer } from "../../model/definition.ts";
import { judgeReadable } from "../../verdict/readable.ts";
import type { JudgedEntry, JudgedFile, McpCheck, McpIssue, McpRule } from "../check.ts";
import { named, spanOf } from "../place.ts";

const fileRejected: McpRule = {
  id: "mcp/file-rejected",
  title: "A file of which no server counts",
  severity: "error",
  owasp: "MCP08",
};
const invalid: McpRule = {
  id: "mcp/invalid",
  title: "A server that Kiro does not read",
  severity: "error",
  owasp: "MCP08",
};
const plainHttp: McpRule = {
  id: "mcp/plain-http",
  title: "A server that is spoken to without encryption",
  severity: "error",
  owasp: "MCP07",
};
const duplicateKey: McpRule = {
  id: "mcp/duplicate-key",
  title: "A name that stands twice",
  severity: "warning",
  owasp: "MCP09",
};

function* judgeFileError({ file }: JudgedFile): Generator<McpIssue> {
  if (!file.error) return;
  yield { rule: fileRejected, span: file.error.span, message: file.error.message };
}

function isPlainHttp(url: string | undefined): boolean {
  const address = url === undefined || addressHasVariable(url) ? undefined : readAddress(url);
  return address?.scheme === "http:" && !isLoopback(address.host);
}

/** Whether the file is rejected for this server's sake, and not for its syntax. */
function isRejected({ problems }: McpServer, place: Span | undefined): boolean {
  return problems.some(({ effect, span }) => effect === "rejects-file" && span.start === place?.start);
}

/** Without a policy as well: Kiro drops such an entry whatever anyone allows. */
function* judgeEntries(judged: JudgedFile): Generator<McpIssue> {
  const { file, entries, policy } = judged;
  // What a broken text seems to leave out may be there once it is mended.
  const broken = file.error && !entries.some(({ server }) => isRejected(server, file.error?.span));
  for (const entry of broken ? [] : entries) {
    const { server } = entry;
    if (server.overridden || isPlainHttp(server.definition.url)) continue;
    const { invalid: why } = judgeReadable(
      server.definition,
      server.problems,
      policy?.options.requireHttps ?? true,
    );
    if (why === undefined) continue;
    const [problem] = server.problems.filter(({ effect }) => effect !== "ignores");
    // The finding about the file says the same at the same place.
    if (problem?.effect === "rejects-file" && file.error?.span.start === problem.span.start) continue;
    const ofKiro = isKiroKind(file.kind);
    if (!ofKiro && !policy && !problem) continue;
    yield {
      rule: invalid,
      severity: !ofKiro ? "warning" : policy?.mode === "audit" ? "info" : "error",
      server,
      span: problem && problem.path !== "" ? problem.span : server.nameSpan,
      message: `${named(server)} counts for nothing. ${why.replace(/([^.])$/, "$1.")}`,
      data: dataOf(entry),
    };
  }
}

function dataOf({ server, verdict }: JudgedEntry): Record<string, string> {
  return {
    server: shown(server.name, 200),
    ...(verdict.status === "INVALID" && { status: "INVALID" }),
  };
}

function* judgeHttp({ file, entries, policy }: JudgedFile): Generator<McpIssue> {
  for (const entry of entries) {
    const { server } = entry;
    const { url = "" } = server.definition;
    if (server.overridden || !isPlainHttp(url)) continue;
    const host = shown(readAddress(url)?.host ?? "", 80);
    const dropped = isKiroKind(file.kind) && policy?.options.requireHttps !== false;
    const what = dropped
      ? "Kiro drops it: only localhost may do without https."
      : "Whoever is on the way can read and change all that is said.";
    yield {
      rule: plainHttp,
      severity: !dropped ? "warning" : policy?.mode === "audit" ? "info" : "error",
      server,
      span: spanOf(server, "url"),
      message: `${named(server)} is spoken to by plain http at ${host}. ${what} Use https.`,
      data: dataOf(entry),
    };
  }
}

function* judgeDuplicates({ entries, file }: JudgedFile): Generator<McpIssue> {
  for (const { server } of entries) {
    if (!server.overridden) continue;
    const winner = entries.findLast((other) => !other.server.overridden && other.server.name === server.name);
    yield {
      rule: duplicateKey,
      span: server.nameSpan,
      message: `${named(server)} is defined twice. The last one counts, and this one for nothing: remove it.`,
      ...(winner && { related: [{ span: winner.server.nameSpan, message: "This one counts" }] }),
      data: { server: shown(server.name, 200) },
    };
  }
  for (const { span, message } of file.remarks) {
    if (message.includes("stands twice")) yield { rule: duplicateKey, span, message: `${message}.` };
  }
  for (const { server } of entries) {
    for (const { span, message, effect } of server.overridden ? [] : server.problems) {
      if (effect === "ignores" && message.includes("stands twice")) {
        yield { rule: duplicateKey, server, span, message: `In ${named(server)}, ${message}.` };
      }
    }
  }
}

/** What whoever reads the file makes of it. */
export const readingChecks: readonly McpCheck[] = [
  { rules: [fileRejected], check: judgeFileError },
  { rules: [invalid], check: judgeEntries },
  { rules: [plainHttp], check: judgeHttp },
  { rules: [duplicateKey], check: judgeDuplicates },
];

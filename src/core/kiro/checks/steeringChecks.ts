import { nearest } from "../../iam/catalogue/nearest.ts";
import { contentOf, lastMember, type FileObject } from "../../mcp/files/fileValue.ts";
import { shown } from "../../mcp/identity/shown.ts";
import { textOf } from "../files/kiroHook.ts";
import type { KiroCheck, KiroIssue, KiroRule, ReadText } from "./check.ts";

const alwaysOn: KiroRule = {
  id: "kiro/steering-always-on",
  title: "Steering that Kiro loads always, against its front matter",
  severity: "warning",
};
const neverOn: KiroRule = {
  id: "kiro/steering-never-on",
  title: "Steering that Kiro never takes up",
  severity: "warning",
};
const ignoreOpens: KiroRule = {
  id: "kiro/ignore-opens",
  title: "Exception that shows Kiro what it should not read",
  severity: "warning",
};

const modes = ["always", "fileMatch", "manual", "auto"];

/** What other editors call the pattern of files. */
const patternNames = ["globs", "filePattern", "filePatterns", "fileMatchPatterns", "applyTo", "patterns"];

function* judgeSteering({ file, text, context, ignored }: ReadText): Generator<KiroIssue> {
  if (file.kind !== "steering" || ignored !== undefined || /(^|[\\/])agents\.md$/i.test(context.path)) return;
  const { root, error } = file;
  if (error) {
    yield always(error.span, `its front matter cannot be read (${error.message})`);
    return;
  }
  if (!root) {
    const late = /^\ufeff?(?:\s+|<!--[^]{0,400}?-->\s*)(---)[ \t]*\r?\n(?=[^]{0,400}?^inclusion:)/m.exec(
      text,
    );
    if (late && late.index === 0) {
      const start = late[0].indexOf("---");
      yield always({ start, end: start + 3 }, "front matter must begin in the first line");
    }
    return;
  }
  yield* judgeMode(root);
}

function* judgeMode(root: FileObject): Generator<KiroIssue> {
  const inclusion = lastMember(root, "inclusion");
  const pattern = lastMember(root, "fileMatchPattern");
  const mode = inclusion?.value.kind === "text" ? inclusion.value.value : undefined;
  if (!inclusion) {
    const key = root.members.find(
      (member) => member.key !== "inclusion" && nearest(member.key, ["inclusion"]),
    );
    const named = key ?? pattern ?? root.members.find((member) => patternNames.includes(member.key));
    if (named) yield always(named.keySpan, 'there is no field "inclusion"', key && "inclusion");
    return;
  }
  if (mode === undefined || !modes.includes(mode)) {
    const meant = mode === undefined ? undefined : meantMode(mode);
    const known = meant === undefined ? `Known are ${modes.join(", ")}.` : `Did you mean "${meant}"?`;
    const issue = always(
      contentOf(inclusion.value),
      `it knows no inclusion "${shown(mode ?? "", 40)}"`,
      meant,
    );
    yield { ...issue, message: `${issue.message} ${known}` };
    return;
  }
  if (mode === "fileMatch" && !hasPattern(root)) {
    const other = root.members.find(({ key }) => patternNames.includes(key));
    const hint = other ? `"${shown(other.key, 40)}" is no field of Kiro's` : "it names no files";
    yield {
      rule: neverOn,
      span: other?.keySpan ?? contentOf(inclusion.value),
      message: `Kiro has nothing to match this steering with: ${hint}. Name the files in "fileMatchPattern".`,
      ...(other && { data: { replacement: "fileMatchPattern" } }),
    };
  }
  if (mode === "auto" && !textOf(root, "description")?.value.trim()) {
    const message = 'Kiro takes this steering up by its "description", and there is none.';
    yield { rule: neverOn, span: contentOf(inclusion.value), message };
  }
}

function meantMode(mode: string): string | undefined {
  const plain = mode.toLowerCase().replace(/[-_ ]/g, "");
  return modes.find((one) => one.toLowerCase() === plain) ?? nearest(mode, modes);
}

function hasPattern(root: FileObject): boolean {
  const value = lastMember(root, "fileMatchPattern")?.value;
  return (
    (value?.kind === "text" && value.value.trim() !== "") ||
    (value?.kind === "list" && value.items.length > 0)
  );
}

function always(span: KiroIssue["span"], why: string, replacement?: string): KiroIssue {
  return {
    rule: alwaysOn,
    span,
    message: `Kiro puts this steering before every request: ${why}.`,
    ...(replacement !== undefined && { data: { replacement } }),
  };
}

/** Names of files that hold credentials. */
const sensitive =
  /(?:^|\/)(?:\.env(?:\.(?!example|sample|template)[\w.*-]+)?|\.npmrc|\.netrc|credentials|id_(?:rsa|ed25519|ecdsa)|\*\.(?:pem|key|pfx|p12)|\.aws|\.ssh|secrets?)(?:\/\*{0,2})?$/i;

function* judgeIgnores({ file, text }: ReadText): Generator<KiroIssue> {
  if (file.kind !== "kiroignore") return;
  for (const line of text.matchAll(/^!([^\r\n]{1,400}?)[ \t]*$/gm)) {
    const pattern = line[1] ?? "";
    if (!sensitive.test(pattern)) continue;
    const message =
      "This exception lets Kiro read a file of credentials that other lines keep from it. Remove it.";
    yield { rule: ignoreOpens, span: { start: line.index, end: line.index + 1 + pattern.length }, message };
  }
}

/** When steering is loaded, and what is kept from the agent. */
export const steeringChecks: readonly KiroCheck[] = [
  { rules: [alwaysOn, neverOn], check: judgeSteering },
  { rules: [ignoreOpens], check: judgeIgnores },
];

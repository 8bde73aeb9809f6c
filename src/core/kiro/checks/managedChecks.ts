import { contentOf, lastMember, type FileObject, type FileValue } from "../../mcp/files/fileValue.ts";
import { shown } from "../../mcp/identity/shown.ts";
import { keyPlace, textOf } from "../files/kiroHook.ts";
import type { KiroCheck, KiroIssue, KiroRule, ReadText } from "./check.ts";
import { headOf } from "./placeChecks.ts";

const rejected: KiroRule = {
  id: "kiro/managed-settings-rejected",
  title: "Managed settings that Kiro does not take",
  severity: "error",
};
const signInDropped: KiroRule = {
  id: "kiro/signin-rule-dropped",
  title: "Sign-in rule that restricts nothing",
  severity: "error",
};

const topFields = ["rules", "settings"];
const ruleFields = ["capability", "match", "exclude", "effect"];

/** Ways to sign in, as managed settings name them; case counts. Source: `reference/posture-checks.json`, PK-002. */
const methods = ["idc", "external_idp", "builder_id", "google", "github", "social"];

/** A rule with more names is dropped. */
const mostNames = 16;

function* judgeManaged(read: ReadText): Generator<KiroIssue> {
  const { file, text, context } = read;
  const { root, kind } = file;
  if (kind !== "managed") return;
  const encoding = context.encoding ?? (text.startsWith("\ufeff") ? "utf-8-bom" : "utf-8");
  if (encoding !== "utf-8") {
    const what = encoding === "utf-16" ? "as UTF-16" : "with a byte order mark";
    yield refusal(
      headOf(text, root?.members[0]?.keySpan),
      `it is saved ${what}; save it as UTF-8 without one`,
    );
  }
  if (file.error) yield refusal(file.error.span, file.error.message);
  else if (encoding === "utf-8" && !text.startsWith("{"))
    yield refusal(headOf(text), "its first character must be the opening brace");
  else if (root && hasComment(text))
    yield refusal(headOf(text), "it is plain JSON, without comments or trailing commas");
  if (!root) return;
  for (const { key, keySpan } of root.members)
    if (!topFields.includes(key)) yield refusal(keySpan, `it knows no field "${shown(key, 60)}"`);
  const rules = lastMember(root, "rules")?.value;
  if (rules && rules.kind !== "list") yield refusal(rules.span, '"rules" must be a list');
  if (rules?.kind === "list") for (const rule of rules.items) yield* judgeRule(rule);
}

function refusal(span: KiroIssue["span"], why: string): KiroIssue {
  return {
    rule: rejected,
    span,
    message: `Kiro does not take this file, so that no restriction of sign-in holds: ${why}.`,
  };
}

/** Whether only a lenient reader takes the text. */
function hasComment(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch {
    return true;
  }
}

function* judgeRule(rule: FileValue): Generator<KiroIssue> {
  if (rule.kind !== "object") {
    yield refusal(rule.span, "a rule must be an object");
    return;
  }
  for (const { key, keySpan } of rule.members)
    if (!ruleFields.includes(key)) yield refusal(keySpan, `a rule has no field "${shown(key, 60)}"`);
  const capability = textOf(rule, "capability");
  if (!capability) yield refusal(keyPlace(rule), 'a rule needs a "capability"');
  const effect = lastMember(rule, "effect");
  const value = effect?.value.kind === "text" ? effect.value.value : undefined;
  if (value !== "deny" && value !== "ask") {
    const span = effect ? contentOf(effect.value) : keyPlace(rule);
    yield refusal(span, '"effect" must be deny or ask');
  }
  if (capability?.value === "signin_method") yield* judgeSignIn(rule, value);
}

function* judgeSignIn(rule: FileObject, effect: string | undefined): Generator<KiroIssue> {
  const match = namesUnder(rule, "match");
  const exclude = namesUnder(rule, "exclude");
  const place = lastMember(rule, "capability")?.value ?? rule;
  const drop = (span: KiroIssue["span"], why: string): KiroIssue => ({
    rule: signInDropped,
    span,
    message: `Kiro drops this rule, so that every way to sign in stays open: ${why}.`,
  });
  if (effect === "ask") yield drop(contentOf(place), 'its "effect" must be deny');
  if (match.length === 0) yield drop(contentOf(place), 'it needs a "match"');
  if (match.length + exclude.length > mostNames)
    yield drop(contentOf(place), `it has more than ${mostNames} names`);
  for (const { value, content } of [...match.filter((one) => one.value !== "*"), ...exclude]) {
    if (methods.includes(value)) continue;
    const near = methods.find((name) => name === value.toLowerCase().replace(/-/g, "_"));
    const hint = near === undefined ? `known are ${methods.join(", ")}` : `write "${near}"`;
    yield drop(content, `it names "${shown(value, 60)}", which is no way to sign in; ${hint}`);
  }
  const names = (list: readonly { readonly value: string }[]): readonly string[] =>
    list.map(({ value }) => value);
  const denied = methods.filter(
    (name) => (names(match).includes("*") || names(match).includes(name)) && !names(exclude).includes(name),
  );
  if (denied.length === methods.length)
    yield drop(
      contentOf(place),
      "it denies every way to sign in, which Kiro takes for a mistake; name in exclude what stays",
    );
}

function namesUnder(rule: FileObject, key: string): readonly Extract<FileValue, { kind: "text" }>[] {
  const value = lastMember(rule, key)?.value;
  return value?.kind === "list" ? value.items.filter((one) => one.kind === "text") : [];
}

/** Managed settings, which Kiro takes as a whole or not at all. */
export const managedChecks: readonly KiroCheck[] = [
  { rules: [rejected, signInDropped], check: judgeManaged },
];

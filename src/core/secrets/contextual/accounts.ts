import type { Candidate, ContextDetector, ContextInput, KeywordHit } from "../detector.ts";
import { genericRules } from "./genericRules.ts";
import { judge } from "./judge.ts";
import { settingOf } from "./keys.ts";

/** `with admin / …`, `: admin/…`: an account and its password, as people tell them to each other. */
const pattern =
  /^(?:[ ](?:are|is|as|with|using|the|user|username|account|credentials|details|data)){0,4}[ ]?:?\*{0,2}[ ]{0,2}["'`]?[A-Za-z][\w.@-]{1,40}["'`]?[ ]?\/[ ]?(?:"(?<a>[^"\n]{4,128})"|'(?<b>[^'\n]{4,128})'|`(?<d>[^`\n]{4,128})`|(?<c>[^\s"'`<>|/]{4,128}))/di;

function* detect(text: string, hits: readonly KeywordHit[], context: ContextInput): Iterable<Candidate> {
  const setting = settingOf(context);
  if (setting.file === "code") return;
  for (const hit of hits) {
    const groups = pattern.exec(text.slice(hit.end, hit.end + 240))?.indices?.groups;
    const range = groups?.["a"] ?? groups?.["b"] ?? groups?.["c"] ?? groups?.["d"];
    if (range === undefined) continue;
    const start = hit.end + range[0];
    const value = text.slice(start, hit.end + range[1]).replace(/[.,;:)]+$/, "");
    const key = { kind: "password", strength: "strong" } as const;
    const quoted = groups?.["c"] === undefined;
    const verdict = judge({ value, quoted, tie: "prose", key, service: false, setting });
    if (verdict === undefined) continue;
    yield { ...genericRules.password, span: { start, end: start + value.length }, ...verdict };
  }
}

/** Passwords told beside a user's name: `login with admin / …`, `credentials: admin/…`. */
export const accounts: ContextDetector = {
  rules: [genericRules.password],
  keywords: ["login", "log in", "logon", "sign in", "credentials", "creds"],
  detect,
};

import type { Candidate, ContextDetector, ContextInput, KeywordHit } from "../detector.ts";
import { judge } from "./judge.ts";
import { settingOf } from "./keys.ts";

const rule = { id: "command-password", title: "Password in a command or a call" };

/** Where a client takes a password. The pattern runs on the text after the keyword, on one logical line. */
interface Form {
  readonly keywords: readonly string[];
  readonly pattern: RegExp;
}

const bare = String.raw`(?:"(?<a>[^"\n]{2,128})"|'(?<b>[^'\n]{2,128})'|(?<c>[^\s"'\`|&;<>]{2,128}))`;
const pairOf = (separator: string): string =>
  String.raw`(?:"[^"\n${separator}]{0,64}${separator}(?<a>[^"\n]{2,128})"|'[^'\n${separator}]{0,64}${separator}(?<b>[^'\n]{2,128})'|[^\s"'${separator}]{0,64}${separator}(?<c>[^\s"'\`|;<>]{2,128}))`;
const flag = (names: string): string => String.raw`^(?:[^\n]{0,300}?\s)?(?:${names})`;
const argument = String.raw`["'](?:[^"'\n]{0,80})["']\s*,\s*`;

const forms: readonly Form[] = [
  { keywords: ["curl "], pattern: new RegExp(`${flag("-u|-U|--user|--proxy-user")}[ =]*${pairOf(":")}`) },
  { keywords: ["sshpass "], pattern: new RegExp(`${flag("-p")} ?${bare}`) },
  {
    keywords: ["mysql ", "mysqldump ", "mysqladmin ", "mariadb "],
    pattern: new RegExp(`${flag("-p")}${bare}`),
  },
  {
    keywords: ["psexec", "docker login", "podman login", "az login", "plink ", "pscp "],
    pattern: new RegExp(`${flag("-p|-pw|--password")} +${bare}`),
  },
  { keywords: ["redis-cli "], pattern: new RegExp(`${flag("-a")} +${bare}`) },
  { keywords: ["ldapsearch ", "ldapadd ", "ldapmodify "], pattern: new RegExp(`${flag("-w")} *${bare}`) },
  { keywords: ["sqlcmd ", "bcp ", "osql "], pattern: new RegExp(`${flag("-P")} *${bare}`) },
  { keywords: ["smbclient ", "rpcclient "], pattern: new RegExp(`${flag("-U")} *${pairOf("%")}`) },
  {
    keywords: ["convertto-securestring"],
    pattern: new RegExp(String.raw`^(?:\s+-(?:String|Force|AsPlainText))*\s+\\{0,2}${bare}`, "i"),
  },
  {
    keywords: ["identified by", "identified with"],
    pattern: /^(?:\s+\w+\s+(?:by|as))?(?:\s+values)?\s+(?:'(?<a>[^'\n]{2,128})'|"(?<b>[^"\n]{2,128})")/i,
  },
  {
    keywords: ["with password", "encrypted password", "set password"],
    pattern: /^[^\n'"]{0,60}'(?<a>[^'\n]{2,128})'/i,
  },
  {
    keywords: [
      "networkcredential(",
      "passwordcredential(",
      "basicauth(",
      "passwordauthentication(",
      "basiccredentials(",
      "basicauthentication(",
    ],
    pattern: new RegExp(String.raw`^\s*${argument}["'](?<a>[^"'\n]{2,128})["']`),
  },
  {
    keywords: [
      "directoryentry(",
      "getconnection(",
      "mysqli_connect(",
      "mysql_connect(",
      "new pdo(",
      "new mysqli(",
    ],
    pattern: new RegExp(String.raw`^[^,\n]{1,160},\s*${argument}["'](?<a>[^"'\n]{2,128})["']`),
  },
  { keywords: ["auth=("], pattern: new RegExp(String.raw`^\s*${argument}["'](?<a>[^"'\n]{2,128})["']`) },
  { keywords: ["login "], pattern: new RegExp(String.raw`^\S{1,128}\s{1,20}password\s{1,8}${bare}`) },
];

const byKeyword = new Map(
  forms.flatMap(({ keywords, pattern }) =>
    keywords.map((word) => [word, new RegExp(pattern.source, `${pattern.flags}d`)] as const),
  ),
);

const reach = 480;
const sameLine = 160;

/** The command's text after the keyword: continued lines are joined by blanks of the same length. */
function lineAfter(text: string, at: number): string {
  const joined = text.slice(at, at + reach).replace(/[\\^`]\r?\n/g, (end) => " ".repeat(end.length));
  const newline = joined.indexOf("\n");
  return newline === -1 ? joined : joined.slice(0, newline);
}

function* detect(text: string, hits: readonly KeywordHit[], context: ContextInput): Iterable<Candidate> {
  const setting = { ...settingOf(context), file: "config" as const };
  const seen = new Map<string, number>();
  for (const hit of hits) {
    if (hit.start < (seen.get(hit.keyword) ?? 0)) continue;
    const multiline = hit.keyword === "login " || hit.keyword.endsWith("(");
    const line = multiline ? text.slice(hit.end, hit.end + reach) : lineAfter(text, hit.end);
    // What follows on the line was searched already: the next command on it is found with this one or not at all.
    seen.set(hit.keyword, hit.end + Math.min(line.length, sameLine));
    const groups = byKeyword.get(hit.keyword)!.exec(line)?.indices?.groups;
    const range = groups?.["a"] ?? groups?.["b"] ?? groups?.["c"];
    if (range === undefined) continue;
    const value = line.slice(...range).replace(/\\+$/, "");
    const verdict = judge({
      value,
      quoted: groups?.["c"] === undefined,
      tie: "assign",
      key: { kind: "password", strength: "strong" },
      service: false,
      setting,
    });
    if (verdict === undefined) continue;
    const start = hit.end + range[0];
    yield { ...rule, span: { start, end: start + value.length }, ...verdict };
  }
}

/** Passwords given to a known client or constructor by position, where no name stands beside them. */
export const commands: ContextDetector = { rules: [rule], keywords: [...byKeyword.keys()], detect };

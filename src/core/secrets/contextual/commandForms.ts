/** Where a client takes a password. */
export interface CommandForm {
  readonly keywords: readonly string[];
  /** Groups `a`, `b` or `c` hold the password; `a` and `b` when it is quoted. */
  readonly pattern: RegExp;
  /** Runs on the line up to the keyword instead of on the logical line behind it. */
  readonly piped?: true;
}

const bare = String.raw`(?:"(?<a>[^"\n]{2,128})"|'(?<b>[^'\n]{2,128})'|(?<c>[^\s"'\`|&;<>]{2,128}))`;
const pairOf = (separator: string): string =>
  String.raw`(?:"[^"\n${separator}]{0,64}${separator}(?<a>[^"\n]{2,128})"|'[^'\n${separator}]{0,64}${separator}(?<b>[^'\n]{2,128})'|[^\s"'${separator}]{0,64}${separator}(?<c>[^\s"'\`|;<>]{2,128}))`;
const flag = (names: string): string => String.raw`^(?:[^\n]{0,300}?\s)?(?:${names})`;
const argument = String.raw`["'](?:[^"'\n]{0,80})["']\s*,\s*`;
const quotedArgument = String.raw`["'](?<a>[^"'\n]{2,128})["']`;

/** `echo … | ` or a here-string, up to the command that reads a password from it. */
const echoed = (value: string): string =>
  String.raw`\b(?:echo|printf)(?:\s+-\w{1,4}|\s+["']%s(?:\\n)?["']){0,2}\s+${value}\s*\|[^|\n]{0,160}$`;

const databases: readonly CommandForm[] = [
  {
    keywords: ["mysql ", "mysqldump ", "mysqladmin ", "mysqlimport ", "mysqlsh ", "mycli ", "mariadb "],
    pattern: new RegExp(`${flag("-p")}${bare}`),
  },
  { keywords: ["mongosh ", "mongo ", "mongodump ", "cqlsh "], pattern: new RegExp(`${flag("-p")} *${bare}`) },
  { keywords: ["redis-cli "], pattern: new RegExp(`${flag("-a")} +${bare}`) },
  { keywords: ["sqlcmd ", "bcp ", "osql "], pattern: new RegExp(`${flag("-P")} *${bare}`) },
  {
    keywords: ["sqlplus ", "expdp ", "impdp "],
    pattern: /^(?:-\w{1,4}\s+){0,3}["']?[\w$#]{1,64}\/(?<c>[^\s"'@/]{2,128})(?=@|\s|["']|$)/,
  },
  {
    keywords: ["identified by", "identified with"],
    pattern: /^(?:\s+\w+\s+(?:by|as))?(?:\s+values)?\s+(?:'(?<a>[^'\n]{2,128})'|"(?<b>[^"\n]{2,128})")/i,
  },
  {
    keywords: ["with password", "encrypted password", "login password"],
    pattern: /^[^\n'"]{0,60}'(?<a>[^'\n]{2,128})'/i,
  },
  {
    keywords: ["set password"],
    pattern: /^(?:\s+for\s+[^\s=]{1,100})?\s*(?:=|\bto\b)?\s*(?:password\s?\(\s?)?'(?<a>[^'\n]{2,128})'/i,
  },
  { keywords: ["requirepass ", "masterauth "], pattern: new RegExp(`^${bare}`) },
  { keywords: ["add_user ", "change_password "], pattern: new RegExp(String.raw`^[\w.-]{1,64}\s+${bare}`) },
];

const clients: readonly CommandForm[] = [
  { keywords: ["curl "], pattern: new RegExp(`${flag("-u|-U|--user|--proxy-user")}[ =]*${pairOf(":")}`) },
  { keywords: ["sshpass "], pattern: new RegExp(`${flag("-p")} ?${bare}`) },
  {
    keywords: ["psexec", "docker login", "podman login", "az login", "plink ", "pscp ", "twine upload"],
    pattern: new RegExp(`${flag("-p|-pw|--password")} +${bare}`),
  },
  { keywords: ["ldapsearch ", "ldapadd ", "ldapmodify "], pattern: new RegExp(`${flag("-w")} *${bare}`) },
  { keywords: ["smbclient ", "rpcclient "], pattern: new RegExp(`${flag("-U")} *${pairOf("%")}`) },
  { keywords: ["lftp "], pattern: new RegExp(`${flag("-u")} *${pairOf(",")}`) },
  { keywords: ["ipmitool "], pattern: new RegExp(`${flag("-P")} +${bare}`) },
  { keywords: ["snmpwalk ", "snmpget "], pattern: new RegExp(`${flag("-[AX]")} +${bare}`) },
  { keywords: ["xfreerdp "], pattern: new RegExp(`${flag("/p:")}${bare}`) },
  { keywords: ["-passin ", "-passout ", "-pass "], pattern: /^["']?pass:(?<c>[^\s"'`|&;<>]{2,128})/ },
  { keywords: ["7z ", "7za "], pattern: new RegExp(`${flag("-p")}${bare}`) },
  { keywords: ["zip -"], pattern: new RegExp(String.raw`^(?:[^\n]{0,200}?\s-)?P\s+${bare}`) },
  {
    keywords: ["net use "],
    pattern: new RegExp(String.raw`^[^\n]{0,160}?\s/user:\S{1,80}\s+(?!/)${bare}`, "i"),
  },
  {
    keywords: ["net user "],
    pattern: new RegExp(String.raw`^[\w.-]{1,64}\s+(?![/*])${bare}\s+/(?:add|active|domain)`, "i"),
  },
  {
    keywords: ["htpasswd "],
    pattern: new RegExp(
      String.raw`^(?=[^\n]{0,80}?-\w{0,4}b)(?:-\w{1,6}\s+){1,4}(?:(?!-)\S{1,200}\s+){1,2}?${bare}\s*(?:$|[>|;&])`,
    ),
  },
  { keywords: ["wpa_passphrase "], pattern: new RegExp(String.raw`^(?:"[^"\n]{1,64}"|\S{1,64})\s+${bare}`) },
  { keywords: ["gh secret set "], pattern: new RegExp(`${flag("-b|--body")}[ =]+${bare}`) },
  { keywords: ["--secret-string"], pattern: new RegExp(String.raw`^[ =]+(?!["']?[{[]|file:)${bare}`) },
  {
    keywords: ["put-parameter "],
    pattern: new RegExp(String.raw`^(?=[^\n]{0,400}SecureString)[^\n]{0,300}?--value[ =]+${bare}`),
  },
  {
    keywords: ["convertto-securestring"],
    pattern: new RegExp(String.raw`^(?:\s+-(?:String|Force|AsPlainText)){0,3}\s+\\{0,2}${bare}`, "i"),
  },
  { keywords: ["login "], pattern: new RegExp(String.raw`^\S{1,128}\s{1,20}password\s{1,8}${bare}`) },
];

const calls: readonly CommandForm[] = [
  {
    keywords: [
      "networkcredential(",
      "passwordcredential(",
      "basicauth(",
      "basic_auth(",
      "passwordauthentication(",
      "basiccredentials(",
      "basicauthentication(",
      "auth=(",
    ],
    pattern: new RegExp(String.raw`^\s*${argument}(?:Some\(\s*)?${quotedArgument}`),
  },
  {
    keywords: ["jwt.sign(", "jwt.verify(", "jwt.encode("],
    pattern: new RegExp(String.raw`^\s*(?:\{[^{}]{0,240}\}|[\w.()]{1,80})\s*,\s*${quotedArgument}`),
  },
  {
    keywords: [
      "directoryentry(",
      "getconnection(",
      "mysqli_connect(",
      "mysql_connect(",
      "new pdo(",
      "new mysqli(",
      "dbi->connect(",
    ],
    pattern: new RegExp(String.raw`^[^,\n]{1,160},\s*${argument}${quotedArgument}`),
  },
];

const piped: readonly CommandForm[] = [
  {
    keywords: ["sudo -s", "--password-stdin", "passwd --stdin", "--passphrase-fd"],
    pattern: new RegExp(echoed(bare)),
    piped: true,
  },
  { keywords: ["chpasswd"], pattern: new RegExp(echoed(pairOf(":"))), piped: true },
];

/** Every form; a keyword belongs to one of them. */
export const commandForms: readonly CommandForm[] = [...clients, ...databases, ...calls, ...piped];

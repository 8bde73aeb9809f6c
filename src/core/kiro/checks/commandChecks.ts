import { spanIn, withoutSaid } from "./commandText.ts";
import type { KiroCheck, KiroIssue, KiroRule, ReadText } from "./check.ts";

interface Danger {
  readonly rule: KiroRule;
  readonly patterns: readonly RegExp[];
  readonly message: string;
}

const shell = String.raw`(?:sudo\s+(?:-\S+\s+)*)?(?:\S*\/)?(?:ba|z|da|k)?sh\b|(?:sudo\s+)?(?:\S*\/)?(?:python[\d.]*|node|perl|ruby|php)\b(?!\s+-[cme]\b)`;

const dangers: readonly Danger[] = [
  {
    rule: {
      id: "kiro/pipe-to-shell",
      title: "Command that runs what it downloads or decodes",
      severity: "error",
    },
    patterns: [
      new RegExp(String.raw`\b(?:curl|wget)\b[^;&\n]*?\|\s*(?:${shell})`),
      new RegExp(String.raw`\b(?:ba|z)?sh\s+(?:-c\s+["']?\$\(|<\()\s*(?:curl|wget)\b`),
      new RegExp(String.raw`\bbase64\s+(?:-d|-D|--decode)\b[^;&\n]*?\|\s*(?:${shell})`),
      /\b(?:iwr|irm|Invoke-WebRequest|Invoke-RestMethod|DownloadString)\b[^;&\n]*\|\s*(?:iex|Invoke-Expression)\b/i,
      /\b(?:iex|Invoke-Expression)\b[^;&\n]*\b(?:iwr|irm|DownloadString|FromBase64String)\b/i,
      /\b(?:powershell|pwsh)(?:\.exe)?\b[^;&\n]*\s-(?:e|enc|encodedcommand)\s+[A-Za-z0-9+/=]{16,}/i,
    ],
    message:
      "This runs code that nobody has read: whatever the address or the text gives, each time the hook fires. Keep a script in the repository and run that.",
  },
  {
    rule: {
      id: "kiro/reverse-shell",
      title: "Command that hands a shell to another computer",
      severity: "error",
    },
    patterns: [
      /\/dev\/(?:tcp|udp)\/[\w.${}-]+\/[\w${}]+/,
      /\b(?:nc|ncat|netcat)\b[^;|&\n]*\s(?:-\w*[ec]\w*|--exec|--sh-exec)\s+\S*(?:sh|cmd)\b/,
      /\bmkfifo\b[^\n]*\b(?:nc|ncat|netcat|telnet|openssl\s+s_client)\b/,
      /\bsocket\b[^\n]*\b(?:dup2|pty\.spawn|subprocess)\b/,
      /\bsocat\b[^\n]*\bexec:/i,
    ],
    message:
      "This connects a shell to another computer. Nothing that a hook is for needs it: remove it, and find out who put it here.",
  },
  {
    rule: { id: "kiro/destructive-command", title: "Command that deletes broadly", severity: "warning" },
    patterns: [
      /\brm\s+(?:-\w+\s+|--\w+\s+)*-(?:\w*r\w*f\w*|\w*f\w*r\w*)\s+(?:--\s+)?["']?(?:\/|~|\$HOME|\$\{HOME\}|\.{1,2}|\*|\$\w+|\$\{\w+\})\/?\*?["']?(?=\s|$|[;&|])/,
      /\bmkfs(?:\.\w+)?\s|\bdd\b[^;|&\n]*\bof=\/dev\/(?!null)/,
      /\bgit\s+clean\s+-\w*(?:fdx|dfx|xdf|xfd|fxd|dxf)/,
      /\bgit\s+push\b[^;|&\n]*\s(?:--force(?!-with-lease)|-f)\b/,
      /\bfind\s+[/~]\S*\s[^;|&\n]*-delete\b/,
      /\bRemove-Item\b[^;|\n]*-Recurse\b[^;|\n]*-Force\b[^;|\n]*(?:[A-Z]:\\|\$HOME|~)/i,
    ],
    message:
      "A hook runs without anyone watching, and this deletes what may not come back. Name exactly what is to be deleted.",
  },
  {
    rule: { id: "kiro/runs-as-root", title: "Command that takes more rights", severity: "warning" },
    patterns: [
      /(?:^|[;&|(]|\bthen\b|\bdo\b)\s*(?:sudo|doas|pkexec|gsudo)\s+\S/,
      /\brunas\s+\/user:/i,
      /-Verb\s+RunAs\b/i,
    ],
    message:
      "A hook has the rights of the user, and this asks for those of an administrator. Do such steps by hand.",
  },
  {
    rule: { id: "kiro/reads-credentials", title: "Command that reads credentials", severity: "warning" },
    patterns: [
      /(?:~|\$HOME|\$\{HOME\}|%USERPROFILE%|\/(?:root|home\/\w+|Users\/\w+))[\\/]\.(?:aws[\\/](?:credentials|sso|cli[\\/]cache)|ssh[\\/](?:id_|\*)|netrc\b|pgpass\b|git-credentials\b|docker[\\/]config\.json|kube[\\/]config|gnupg\b)/i,
      /\/etc\/shadow\b|\/proc\/(?:self|\d+)\/environ\b/,
      /\bkiro-auth-token\.json\b/,
      /\baws\s+(?:configure\s+(?:get|export-credentials)|secretsmanager\s+get-secret-value|sts\s+get-session-token|ssm\s+get-parameters?\b[^;|&\n]*--with-decryption)/,
      /\b(?:env|printenv|set)\s*\|\s*(?:curl|wget|nc)\b|\bcurl\b[^;|&\n]*(?:-d|--data\S*)\s*["']?(?:@|\$\()\s*(?:-|env|printenv|\.env)/,
      /\b(?:security\s+find-(?:generic|internet)-password|gh\s+auth\s+token|gcloud\s+auth\s+print-access-token|op\s+read)\b/,
    ],
    message:
      "This reads credentials, and what a hook prints may come before the agent. Give the hook only what it needs, by an environment variable of its own.",
  },
  {
    rule: {
      id: "kiro/changes-guardrails",
      title: "Command that changes access or stops a record",
      severity: "warning",
    },
    patterns: [
      /\baws\s+(?:--\S+\s+\S+\s+)*iam\s+(?:\*|(?:create|put|attach|update|add|delete|detach|set|remove)-[\w-]+)/,
      /\baws\s+(?:--\S+\s+\S+\s+)*(?:cloudtrail\s+(?:stop-logging|delete-trail|update-trail|put-event-selectors)|guardduty\s+(?:delete|update)-detector|configservice\s+(?:stop|delete)-\S+|securityhub\s+disable-\S+|organizations\s+(?:detach|delete|disable)-\S+|kms\s+(?:schedule-key-deletion|disable-key)|logs\s+delete-log-(?:group|stream))/,
    ],
    message:
      "This changes who may do what in AWS, or stops a record of it, without anyone being asked. Do it by a reviewed deployment.",
  },
  {
    rule: {
      id: "kiro/unpinned-package",
      title: "Command that runs any version of a package",
      severity: "info",
    },
    patterns: [
      /\bnpx\s+(?:-\S+\s+)*(?:-y|--yes)\s+(?:-\S+\s+)*(?!\S*[^@\s]@\d)[@\w][\w@./-]*/,
      /\b(?:npx|bunx|pnpm\s+dlx|yarn\s+dlx)\s+(?:-\S+\s+)*[@\w][\w./-]*@(?:latest|next)\b/,
      /\b(?:bunx|pnpm\s+dlx|yarn\s+dlx|uvx|pipx\s+run)\s+(?:-\S+\s+)*(?!\S*[^@\s](?:@|==)\d)[@\w][\w@./-]*/,
    ],
    message: "This runs whatever version is the newest at that time. Name the version: package@1.2.3.",
  },
];

function* judgeCommands({ file }: ReadText): Generator<KiroIssue> {
  for (const { command } of file.hooks) {
    if (!command) continue;
    const said = withoutSaid(command.value);
    for (const { rule, patterns, message } of dangers) {
      const found = patterns.map((pattern) => pattern.exec(said)).find((match) => match !== null);
      if (!found) continue;
      yield { rule, span: spanIn(command.content, command.value, found.index, found[0].length), message };
    }
  }
}

/** What commands of hooks do. */
export const commandChecks: readonly KiroCheck[] = [
  { rules: dangers.map(({ rule }) => rule), check: judgeCommands },
];

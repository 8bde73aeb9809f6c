import type { Reason } from "../reason.ts";
import type { RunCommand } from "./commands.ts";

/** A command that does harm no task of a programmer needs, or that a person should see first. */
interface DangerRule {
  readonly decision: Reason["decision"];
  /** What it does and what to do instead. Holds nothing of the command. */
  readonly message: string;
  readonly test: (command: RunCommand) => boolean;
}

const shells =
  /^(?:sh|bash|zsh|dash|ksh|ash|fish|python[\d.]*|node|perl|ruby|php|iex|invoke-expression|pwsh|powershell|source)$/;
const fetchers = /^(?:curl|wget|fetch|iwr|irm|invoke-webrequest|invoke-restmethod|nc|ncat)$/;
const decoders = /^(?:base64|base32|xxd|openssl|gunzip|zcat|rev|certutil)$/;

/** Files that hold credentials, in lower case with `/`. */
const credentialFile =
  /(?:^|\/|~|=|@)\.?(?:aws\/(?:credentials|sso\/cache|cli\/cache|login)|ssh\/(?:id_\w+|[\w-]*_(?:rsa|ed25519|ecdsa))$|netrc|npmrc|pypirc|git-credentials|docker\/config\.json|kube\/config|azure\/(?:accesstokens|msal)|config\/gcloud\/(?:credentials|application_default|access_tokens)|config\/gh\/hosts|pgpass|vault-token|terraform\.d\/credentials|kiro\/(?:auth|credentials)|etc\/shadow)|\/proc\/[^/]+\/environ/;

/** Programs that show or copy what a file holds. */
const readers =
  /^(?:cat|less|more|head|tail|bat|nl|tac|strings|xxd|od|hexdump|base64|grep|egrep|rg|ag|awk|sed|cut|sort|cp|scp|rsync|tar|zip|curl|wget|nc|type|get-content|gc|copy|copy-item|python[\d.]*|node|ruby|perl|source|openssl|jq|yq|tee|dd|mv|ln)$/;

/** Subcommands of the AWS command line that take a guard away or open one's own way. */
const awsBlocked: Readonly<Record<string, RegExp>> = {
  cloudtrail:
    /^(?:stop-logging|delete-trail|update-trail|put-event-selectors|delete-event-data-store|stop-event-data-store-ingestion)$/,
  guardduty: /^(?:delete-detector|update-detector|delete-members|disassociate-.*|stop-monitoring-members)$/,
  configservice: /^(?:stop-configuration-recorder|delete-configuration-recorder|delete-delivery-channel)$/,
  securityhub: /^(?:disable-security-hub|batch-disable-standards)$/,
  accessanalyzer: /^delete-analyzer$/,
  "access-analyzer": /^delete-analyzer$/,
  ec2: /^(?:delete-flow-logs|disable-ebs-encryption-by-default)$/,
  kms: /^(?:schedule-key-deletion|disable-key)$/,
  organizations: /^(?:leave-organization|detach-policy|delete-policy)$/,
  iam: /^(?:attach-.*-policy|put-.*-policy|create-access-key|create-user|create-login-profile|update-login-profile|update-assume-role-policy|add-user-to-group|create-policy-version|set-default-policy-version|delete-.*-permissions-boundary|deactivate-mfa-device|delete-virtual-mfa-device)$/,
};

const awsAsked: Readonly<Record<string, RegExp>> = {
  iam: /^(?:create-|delete-|update-|detach-|remove-|put-|add-|tag-|untag-)/,
  secretsmanager: /^(?:get-secret-value|batch-get-secret-value)$/,
  ssm: /^(?:get-parameters?(?:-by-path)?)$/,
  sts: /^(?:assume-role.*|get-session-token|get-federation-token)$/,
  s3api:
    /^(?:put-bucket-policy|put-bucket-acl|put-public-access-block|delete-public-access-block|put-object-acl)$/,
  lambda: /^(?:add-permission|update-function-configuration)$/,
  configure: /^export-credentials$/,
};

const rules: readonly DangerRule[] = [
  {
    decision: "block",
    message:
      "This command runs what it has just fetched from the network. Download it to a file, look at it, then run it.",
    test: ({ program, args, piped }) =>
      shells.test(program) && piped.some((one) => fetchers.test(one.program)) && !hasScript(program, args),
  },
  {
    decision: "block",
    message:
      "This command runs what it has just decoded, so that nobody can see what runs. Write it out plainly.",
    test: ({ program, args, piped }) =>
      shells.test(program) && piped.some((one) => decoders.test(one.program)) && !hasScript(program, args),
  },
  {
    decision: "block",
    message: "This command hands a shell to another computer.",
    test: ({ program, args, writes }) =>
      (/^(?:nc|ncat|netcat|socat)$/.test(program) &&
        args.some((word) => /^(?:-\w*[ec]|--exec|--sh-exec|exec:.*|system:.*)$/i.test(word))) ||
      [...args, ...writes].some((word) => /^\/dev\/(?:tcp|udp)\//.test(word)),
  },
  {
    decision: "block",
    message:
      "This command takes a guard of the AWS account away or gives somebody more rights. A person does that.",
    test: (command) => awsCall(command, awsBlocked),
  },
  {
    decision: "ask",
    message: "This command changes or reads what decides about access to AWS.",
    test: (command) => awsCall(command, awsAsked),
  },
  {
    decision: "block",
    message:
      "This command reads a file of credentials. Programs find them by themselves; name a profile instead of a key.",
    test: ({ program, args }) => readers.test(program) && args.some(isCredentialFile),
  },
  {
    decision: "block",
    message: "This command sends the environment, which may hold credentials, to another computer.",
    test: ({ program, piped, args }) =>
      (fetchers.test(program) && piped.some((one) => /^(?:env|printenv|set|export)$/.test(one.program))) ||
      (fetchers.test(program) && args.some((word) => /\$\((?:env|printenv|set)\b/.test(word))),
  },
  {
    decision: "block",
    message: "This command asks the metadata service of the machine for credentials.",
    test: ({ program, args }) =>
      (fetchers.test(program) || /^(?:python[\d.]*|node)$/.test(program)) &&
      args.some((word) =>
        /169\.254\.(?:169\.254|170\.2)|fd00:ec2::254|metadata\.google\.internal/.test(word),
      ),
  },
  {
    decision: "block",
    message: "This command removes everything below the root or the home folder.",
    test: ({ program, args }) =>
      program === "rm" &&
      args.some((word) => /^-\w*[rR]|^--recursive$/.test(word)) &&
      args.some((word) =>
        /^(?:\/|\/\*|~|~\/|~\/\*|\$HOME\/?|\$\{HOME\}\/?|\/(?:home|etc|usr|var|bin|boot|root|Users)\/?\*?)$/.test(
          word,
        ),
      ),
  },
  {
    decision: "ask",
    message: "This command skips checks that the project runs before a commit or a push.",
    test: ({ program, args }) =>
      program === "git" &&
      (args.includes("--no-verify") ||
        (args[0] === "config" && args.some((word) => /^core\.hooksPath$/i.test(word)) && args.length > 2)),
  },
];

/** What is dangerous about the commands of a text, each rule once, in the rules' order. */
export function dangersOf(commands: readonly RunCommand[]): readonly Reason[] {
  return rules
    .filter(({ test }) => commands.some(test))
    .map(({ decision, message }) => ({ decision, message }));
}

/** `python script.py` reads a pipe as data; `bash -s` and a bare `sh` run it. */
function hasScript(program: string, args: readonly string[]): boolean {
  if (args.some((word) => /^(?:-c|-e|-m|--eval|-p)$/.test(word)))
    return !/^(?:sh|bash|zsh|dash|ksh|ash|fish)$/.test(program) || !args.includes("-s");
  const operand = args.findIndex((word) => !word.startsWith("-"));
  return (
    operand >= 0 &&
    !args.slice(0, operand).some((word) => /^-\w*s$/.test(word)) &&
    args[operand] !== "/dev/stdin"
  );
}

function awsCall({ program, args }: RunCommand, table: Readonly<Record<string, RegExp>>): boolean {
  if (program !== "aws") return false;
  const [service = "", call = ""] = withoutGlobalOptions(args);
  return Object.hasOwn(table, service) && (table[service]?.test(call) ?? false);
}

const globalFlags =
  /^--(?:debug|no-verify-ssl|no-paginate|no-sign-request|no-cli-pager|no-cli-auto-prompt|version)$/;

function withoutGlobalOptions(args: readonly string[]): readonly string[] {
  const words: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? "";
    if (!word.startsWith("-")) words.push(word);
    else if (!globalFlags.test(word) && !word.includes("=")) at++;
  }
  return words;
}

function isCredentialFile(word: string): boolean {
  return word.length < 4096 && credentialFile.test(word.replaceAll("\\", "/").toLowerCase());
}

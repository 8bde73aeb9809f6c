import { shown } from "../../identity/shown.ts";
import type { Constraint, Listing } from "./constraint.ts";
import { indexVariable, isListedIndex } from "./packageIndex.ts";

/**
 * Variables that make a program load other code or send its traffic elsewhere. Windows and npm take them in any case.
 * The first lines are those of the semantics, the others do the same for the same programs.
 */
const redirecting = new RegExp(
  `^(?:${[
    "NPM_CONFIG_.*|UV_INDEX.*|UV_DEFAULT_INDEX|PIP_.*",
    "NODE_OPTIONS|NODE_PATH|PYTHONPATH|PYTHONSTARTUP|LD_PRELOAD|DYLD_.*|PATH|BASH_ENV",
    "(?:HTTPS?|ALL|FTP|NO|SOCKS|WSS?)_PROXY|NODE_TLS_REJECT_UNAUTHORIZED|SSL_CERT_.*|DOCKER_HOST",
    "UV_EXTRA_INDEX_URL|UV_FIND_LINKS|UV_CONFIG_FILE|UV_INSECURE_HOST|UV_PYTHON.*|UV_OVERRIDE|UV_(?:BUILD_)?CONSTRAINT",
    "UV_PROJECT.*|UV_WITH.*|PIPX_.*|YARN_.*|BUN_CONFIG_.*|BUN_OPTIONS|PNPM_HOME|NODE_EXTRA_CA_CERTS|NODE_REPL_EXTERNAL_MODULE",
    "PYTHONHOME|PYTHONUSERBASE|PYTHONEXECUTABLE|PYTHONBREAKPOINT|LD_.*|SHELLOPTS|PROMPT_COMMAND|PATHEXT|COMSPEC",
    "REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|AWS_CA_BUNDLE|AWS_ENDPOINT_URL.*|DOCKER_(?:CONFIG|CONTEXT|CERT_PATH|TLS_VERIFY)|CONTAINER_HOST",
    "PERL5OPT|PERL5LIB|RUBYOPT|RUBYLIB|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|JDK_JAVA_OPTIONS|GIT_SSH_COMMAND|GIT_EXEC_PATH|GIT_CONFIG.*",
  ].join("|")})$`,
  "i",
);

/** Whether a variable changes which code runs or where traffic goes. */
export function redirects(name: string): boolean {
  return redirecting.test(name.trim());
}

/** `env`: an unlisted variable that redirects, or a listed one with a value outside its list. */
export const envConstraint: Constraint = (listing) => {
  const { env = {}, package: wanted } = listing.entry;
  return variablesOf(listing).flatMap(([name, value]) => {
    const listed = Object.hasOwn(env, name) ? env[name] : undefined;
    if (listed !== undefined) {
      if (listed === "*" || listed.includes(value)) return [];
      return [`the variable ${shown(name)} has a value that the policy does not list`];
    }
    if (!redirects(name)) return [];
    if (indexVariable.test(name) && isListedIndex(value, wanted?.registryBaseUrl)) return [];
    return [
      `the variable ${shown(name)} changes which code runs or where traffic goes, and the policy does not list it`,
    ];
  });
};

/** Variables of the entry, of wrappers such as `env X=y`, and those given to a container. */
function variablesOf({ definition, found }: Listing): readonly (readonly [string, string])[] {
  const inContainer =
    found.identity?.kind === "oci"
      ? (found.launch?.options ?? []).flatMap(({ name, value = "" }) => {
          const [, variable, text] = (name === "--env" && /^([^=]+)=(.*)$/s.exec(value)) || [];
          return variable === undefined ? [] : [[variable, text ?? ""] as const];
        })
      : [];
  return [...Object.entries(definition.env ?? {}), ...(found.command?.env ?? []), ...inContainer];
}

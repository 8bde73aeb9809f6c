import type { Option } from "../../identity/options.ts";
import { comparablePath } from "../../identity/paths.ts";
import { isSecretName } from "./secretNames.ts";

const always =
  /^--(?:privileged|cap-add|env-file|env-host|entrypoint|device.*|security-opt|volumes-from|host|context|config|add-host|dns.*|runtime|hooks-dir)$/;
const hostShares = /^--(?:network|pid|ipc|uts|userns|cgroupns)$/;
const engineSocket = /(?:docker|podman|containerd|crio)\.sock$|[\\/]docker_engine$/i;

/** What an option of `docker run` opens, as the end of a sentence; undefined when it opens nothing. */
export function dangerInContainer({ name, value = "" }: Option): string | undefined {
  if (always.test(name) && value !== "false") return "takes away the container's walls";
  if (hostShares.test(name) && /^(?:host|container:.*)$/i.test(value)) return "shares the host's own";
  if (name === "--volume" && isBroad(sourceOfVolume(value))) return "gives it the host's files or its engine";
  if (name === "--mount" && isBroad(/(?:^|,)\s*(?:source|src)=([^,]*)/i.exec(value)?.[1] ?? "")) {
    return "gives it the host's files or its engine";
  }
  if (name === "--env") {
    const [, variable = "", text = ""] = /^([^=]*)=(.*)$/s.exec(value) ?? [];
    if (isSecretName(variable) && text !== "" && !/^(?:\$|%)/.test(text)) return "holds a secret";
  }
  return undefined;
}

function sourceOfVolume(value: string): string {
  return /^([A-Za-z]:[\\/][^:]*|[^:]*)/.exec(value)?.[1] ?? "";
}

/** The root of a system or drive, a home, or the engine's socket and the folder it is in. */
function isBroad(path: string): boolean {
  if (engineSocket.test(path)) return true;
  if (/^(?:~|\$\{?(?:HOME|USERPROFILE)\}?|%USERPROFILE%)[\\/]*$/.test(path)) return true;
  return /^(?:\/|[a-z]:\/|\/var\/run|\/run|\/mnt\/[a-z]|\/host_mnt)$/.test(
    /^(?:[A-Za-z]:)?[\\/]/.test(path) ? comparablePath(path) : "",
  );
}

import type { McpIdentity } from "../model/verdict.ts";
import { type Launch, nothingToRun, variableDoubt } from "./launch.ts";
import type { Doubt } from "./normalizeCommand.ts";
import { type OptionTable, takeOptions } from "./options.ts";
import { shownSource } from "./shown.ts";
import { hasVariable } from "./variables.ts";

/** Options of `run` without a value; every other takes one. Source: the references of docker, podman and nerdctl. */
const switches =
  "detach interactive tty rm privileged init read-only publish-all no-healthcheck oom-kill-disable sig-proxy " +
  "disable-content-trust quiet help use-api-socket replace rmi env-host http-proxy tls-verify read-only-tmpfs " +
  "passwd debug tls tlsverify version";

export const containerOptions: OptionTable = {
  switches: new Set([...switches.split(" ").map((name) => `--${name}`), "-D"]),
  aliases: {
    "-d": "--detach",
    "-i": "--interactive",
    "-t": "--tty",
    "-P": "--publish-all",
    "-q": "--quiet",
    "-e": "--env",
    "-v": "--volume",
    "-p": "--publish",
    "-u": "--user",
    "-w": "--workdir",
    "-h": "--hostname",
    "-l": "--label",
    "-m": "--memory",
    "-c": "--cpu-shares",
    "-a": "--attach",
    "-H": "--host",
    "--net": "--network",
    "--net-alias": "--network-alias",
    "--dns-opt": "--dns-option",
  },
};

/** What `docker run` and its kin start; undefined when the program does something else. */
export function ociLaunch(program: string, given: readonly string[]): Launch | undefined {
  if (!/^(?:docker|podman|nerdctl)$/.test(program)) return undefined;
  const before = takeOptions(given, containerOptions);
  const called = before.rest[0] === "container" ? before.rest.slice(1) : before.rest;
  if (called[0] !== "run") return undefined;
  const after = takeOptions(called.slice(1), containerOptions);
  const [image = "", ...words] = after.rest;
  const doubts: Doubt[] = [];
  if (image === "") doubts.push(nothingToRun(program));
  if (hasVariable(image)) doubts.push(variableDoubt("the image"));
  return {
    ...(image !== "" && { identity: ociIdentity(image, program) }),
    runner: program,
    words,
    runtimeWords: given.slice(0, given.length - after.rest.length),
    options: [...before.options, ...after.options],
    doubts,
  };
}

const repository = /^[a-z0-9]+(?:(?:[._]|__|-+|\/)[a-z0-9]+)*$/;

/**
 * An image's name with its registry and without tag and digest, as the reference grammar reads it: the first part is
 * a host when it has a dot, a port, or is `localhost`.
 */
export function normalImageName(name: string): string {
  const slash = name.indexOf("/");
  const host = slash < 0 ? "" : name.slice(0, slash);
  if (!/[.:]/.test(host) && host !== "localhost" && host === host.toLowerCase()) {
    return `docker.io/${slash < 0 ? "library/" : ""}${name}`;
  }
  const registry = host.toLowerCase() === "index.docker.io" ? "docker.io" : host.toLowerCase();
  const path = name.slice(slash + 1);
  return `${registry}/${registry === "docker.io" && !path.includes("/") ? "library/" : ""}${path}`;
}

/** The identity of an image. A digest is its version, whatever tag stands before it. */
export function ociIdentity(image: string, runner: string): McpIdentity {
  const [, beforeDigest = image, digest] = /^([^@]*)@(.*)$/s.exec(image) ?? [];
  const [, name = beforeDigest, tag] = /^(.*):([^/:]*)$/s.exec(beforeDigest) ?? [];
  const full = normalImageName(name);
  const slash = full.indexOf("/");
  if (!repository.test(full.slice(slash + 1)) || !/^[a-z0-9.:[\]-]+$/.test(full.slice(0, slash))) {
    return { kind: "other", source: shownSource(image), runner };
  }
  return {
    kind: "oci",
    name: full,
    ...(tag !== undefined && { tag }),
    ...(digest !== undefined && { digest }),
    runner,
  };
}

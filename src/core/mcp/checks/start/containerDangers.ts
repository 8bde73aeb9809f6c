import type { Severity } from "../../../model/severity.ts";
import { containerOptions } from "../../identity/oci.ts";
import { takeOptions } from "../../identity/options.ts";
import { dangerInContainer } from "../../verdict/constraints/containers.ts";
import type { JudgedEntry } from "../check.ts";

/** An option of `docker run` that opens the computer to the container. */
export interface ContainerDanger {
  /** Its full name: `--volume`. */
  readonly option: string;
  /** Continues "`--volume` of x …". */
  readonly why: string;
  /** Path of the argument that says so: the value where it stands apart, else the option. */
  readonly path: string;
  /** Paths of all arguments that make up the option. */
  readonly paths: readonly string[];
  readonly severity: Severity;
}

/** Options that the policy's table names but that open nothing of the computer. */
const mild = /^--(?:dns.*|add-host|env-file|env-host|entrypoint|env|config|context|host)$/;

/** Dangerous options of a container's entry, in their order. */
export function containerDangers({ server, found }: JudgedEntry): readonly ContainerDanger[] {
  const { launch } = found;
  const { args = [] } = server.definition;
  if (!launch || !/^(?:docker|podman|nerdctl)$/.test(launch.runner)) return [];
  const end = args.length - launch.words.length;
  const dangers: ContainerDanger[] = [];
  for (let at = 0; at < end; at++) {
    if (!(args[at] ?? "").startsWith("-")) continue;
    const { options, rest } = takeOptions(args.slice(at, at + 2), containerOptions);
    const takesNext = options.length > 0 && rest.length === 0 && !(args[at + 1] ?? "-").startsWith("-");
    for (const option of options) {
      const why = mild.test(option.name) ? undefined : dangerInContainer(option);
      if (why === undefined) continue;
      const paths = takesNext ? [`args.${at}`, `args.${at + 1}`] : [`args.${at}`];
      const path = paths.at(-1) ?? `args.${at}`;
      const shares = option.name === "--network" || option.name === "--userns";
      if (dangers.some((one) => one.path === path)) continue;
      dangers.push({ option: option.name, why, path, paths, severity: shares ? "info" : "warning" });
    }
    if (takesNext) at += 1;
  }
  return dangers;
}

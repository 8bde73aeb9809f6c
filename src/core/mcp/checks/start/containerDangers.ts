import type { Severity } from "../../../model/severity.ts";
import { containerOptions } from "../../identity/oci.ts";
import { takeOptions, type Option } from "../../identity/options.ts";
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
    const { options, takesNext } = optionsAt(args, at);
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

/** The options of one argument, and whether the next argument is the value of the last. */
function optionsAt(
  args: readonly string[],
  at: number,
): { readonly options: readonly Option[]; readonly takesNext: boolean } {
  const { options: alone } = takeOptions(args.slice(at, at + 1), containerOptions);
  const { options: both } = takeOptions(args.slice(at, at + 2), containerOptions);
  const takesNext = both.length === alone.length && both.at(-1)?.value !== alone.at(-1)?.value;
  return { options: takesNext ? both : alone, takesNext };
}

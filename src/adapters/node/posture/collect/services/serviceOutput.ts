import type { ServiceFact } from "../../../../../core/posture/facts.ts";

/** What one query of a service said; undefined when it said nothing that can be read. */
export type ServiceState = Omit<ServiceFact, "name"> | undefined;

/** Exit code of `sc.exe` for a service that does not exist (ERROR_SERVICE_DOES_NOT_EXIST). */
export const noSuchService = 1060;

const running = 4;
/** SERVICE_BOOT_START, SERVICE_SYSTEM_START, SERVICE_AUTO_START. */
const startsItself = [0, 1, 2];

/** A line `NAME : 4 TEXT` of `sc.exe`; names and texts are translated on some systems, the place of a number is not. */
function numbers(output: string): readonly number[] {
  return [...output.matchAll(/^[ \t]+\S[^:\r\n]*:[ \t]+([0-9a-f]+)(?:\s|$)/gim)].map(([, digits = ""]) =>
    Number.parseInt(digits, 16),
  );
}

/**
 * Reads `sc.exe query NAME` and `sc.exe qc NAME`. In the first the numbers are the type and the state, in the second the
 * type and the start.
 */
export function readWindowsService(query: string, configuration: string | undefined): ServiceState {
  const [, state] = numbers(query);
  if (state === undefined || state < 1 || state > 7) return undefined;
  const [, start] = configuration === undefined ? [] : numbers(configuration);
  return {
    isInstalled: true,
    isRunning: state === running,
    ...(start !== undefined && { startsItself: startsItself.includes(start) }),
  };
}

/** Reads `launchctl print system/LABEL`. What launchd keeps loaded it starts again. */
export function readLaunchService(output: string): ServiceState {
  const [, state] = /^\t?state = (.+)$/m.exec(output) ?? [];
  return state === undefined
    ? undefined
    : { isInstalled: true, isRunning: state.trim() === "running", startsItself: true };
}

/** Whether `systemextensionsctl list` shows an extension as active. */
export function isActiveExtension(output: string, id: string): boolean {
  return output
    .split(/\r?\n/)
    .some((line) => line.split(/\s+/).includes(id) && line.includes("[activated enabled]"));
}

/** Reads `systemctl show --property=LoadState,ActiveState,UnitFileState NAME`, whose words are never translated. */
export function readSystemdService(output: string): ServiceState {
  const property = (name: string): string | undefined =>
    new RegExp(`^${name}=(.*)$`, "m").exec(output)?.[1]?.trim();
  const [load, active, file] = [property("LoadState"), property("ActiveState"), property("UnitFileState")];
  if (load === undefined || active === undefined) return undefined;
  return {
    isInstalled: load !== "not-found",
    isRunning: active === "active" || active === "reloading",
    ...(file
      ? { startsItself: /^(?:enabled|enabled-runtime|static|generated|alias|indirect)$/.test(file) }
      : {}),
  };
}

import { monitoringText } from "../../core/monitoring/stack/stackText.ts";
import type { Io } from "../io.ts";
import { readMonitoringArguments } from "./policyOptions.ts";

/** `picket policy monitoring`. No network. @throws UsageError */
export async function runMonitoring(argv: readonly string[], io: Io): Promise<0> {
  const { options, format } = readMonitoringArguments(argv);
  await io.stdout(monitoringText(options, format));
  return 0;
}

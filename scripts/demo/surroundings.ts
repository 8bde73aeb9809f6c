import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { endpointEnvironment, startAwsEndpoint, type AwsEndpoint } from "../aws/endpoint.ts";
import type { DemoTrail } from "./trail.ts";

/** Starts moto when its command is on the machine, else the project's own stub. Both listen on loopback only. */
export async function startDemoAws(): Promise<AwsEndpoint> {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const present = folders.some((folder) => executable(join(folder, "moto_server")));
  try {
    return await startAwsEndpoint({ prefer: present ? "moto" : "stub" });
  } catch {
    // A moto that does not start must not stop the demo.
    return startAwsEndpoint({ prefer: "stub" });
  }
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Credentials that only the demo's endpoint accepts, in front of any that the machine has. */
export const demoEnvironment: Readonly<Record<string, string>> = { ...endpointEnvironment };

/** What runs beside the demo's editor. */
export interface DemoServices {
  readonly aws: AwsEndpoint;
  readonly trail: DemoTrail;
}

/** Settings of the demo's profile: the endpoint, the trail, and a quiet window that opens the guide. */
export function demoSettings({ aws, trail }: DemoServices): Readonly<Record<string, unknown>> {
  return {
    "picket.aws.endpoint": aws.url,
    "picket.aws.region": endpointEnvironment["AWS_REGION"],
    ...trail.settings,
    "security.workspace.trust.enabled": false,
    "workbench.startupEditor": "readme",
    "telemetry.telemetryLevel": "off",
    "files.autoSave": "off",
    "git.enabled": false,
    // The demo's packages are not installed, so TypeScript would underline its imports too.
    "typescript.validate.enable": false,
  };
}

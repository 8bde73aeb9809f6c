import { access, constants } from "node:fs/promises";
import { delimiter, isAbsolute, join } from "node:path";
import { readProfiles, signInArguments } from "./profiles.ts";

/** How a person signs in for a profile on this machine. */
export interface AwsSignIn {
  /** Absolute path of the AWS CLI, or undefined when no folder of PATH has it. */
  readonly cli: string | undefined;
  /** Arguments such as `sso login --profile dev`; undefined when the profile's credentials need no sign-in. */
  readonly args: readonly string[] | undefined;
}

/** Looks for the AWS CLI and for the profile's kind of sign-in. Runs nothing. Absent profile: AWS_PROFILE or `default`. */
export async function findAwsSignIn(
  profile: string | undefined,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<AwsSignIn> {
  const name = profile ?? environment["AWS_PROFILE"] ?? "default";
  const [cli, profiles] = await Promise.all([findOnPath(environment), readProfiles()]);
  return { cli, args: signInArguments(name, profiles) };
}

async function findOnPath(environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  const windows = process.platform === "win32";
  const names = windows ? ["aws.exe", "aws.cmd"] : ["aws"];
  // Relative entries would let the opened folder supply the program.
  const folders = (environment["PATH"] ?? environment["Path"] ?? "").split(delimiter).filter(isAbsolute);
  for (const folder of folders) {
    for (const name of names) {
      const file = join(folder, name);
      try {
        await access(file, windows ? constants.F_OK : constants.X_OK);
        return file;
      } catch {
        // Not in this folder.
      }
    }
  }
  return undefined;
}

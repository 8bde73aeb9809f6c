import { loadSharedConfigFiles } from "@smithy/core/config";
import type { AwsProfile, AwsProfiles } from "../../core/ports.ts";

/** What Picket reads of a profile. Its keys and tokens stay in the files. */
export interface ProfileFacts extends AwsProfile {
  readonly ssoSession?: string;
  readonly ssoStartUrl?: string;
  /** Signs in with `aws login`. */
  readonly loginSession?: boolean;
  readonly sourceProfile?: string;
}

const notProfiles = /^(sso-session|services)\./;

/** Every profile of the shared files, `default` first, else in file order. Unreadable or missing files count as empty. */
export async function readProfiles(): Promise<readonly ProfileFacts[]> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  const names = [...new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)])].filter(
    (name) => !notProfiles.test(name),
  );
  names.sort((a, b) => Number(b === "default") - Number(a === "default"));
  return names.map((name) => factsOf(name, { ...configFile[name], ...credentialsFile[name] }));
}

/** The profiles of `~/.aws/config` and `~/.aws/credentials`, or of the files that the environment names. */
export function createAwsProfiles(): AwsProfiles {
  return {
    async list() {
      const profiles = await readProfiles();
      return profiles.map(({ name, kind, region }) => ({ name, kind, ...(region ? { region } : {}) }));
    },
  };
}

function factsOf(name: string, section: Readonly<Record<string, string | undefined>>): ProfileFacts {
  const {
    region,
    sso_session: ssoSession,
    sso_start_url: ssoStartUrl,
    source_profile: sourceProfile,
  } = section;
  const kinds: readonly (readonly [AwsProfile["kind"], string | undefined])[] = [
    ["role", section["role_arn"]],
    ["sso", ssoSession ?? ssoStartUrl],
    ["process", section["credential_process"]],
    ["keys", section["aws_access_key_id"]],
  ];
  return {
    name,
    kind: kinds.find(([, mark]) => mark)?.[0] ?? "other",
    ...(region ? { region } : {}),
    ...(ssoSession ? { ssoSession } : {}),
    ...(ssoStartUrl ? { ssoStartUrl } : {}),
    ...(section["login_session"] ? { loginSession: true } : {}),
    ...(sourceProfile ? { sourceProfile } : {}),
  };
}

/** The profile that a person signs in to for `name`, following `source_profile`; undefined when there is no sign-in. */
export function signInProfile(name: string, profiles: readonly ProfileFacts[]): ProfileFacts | undefined {
  const seen = new Set<string>();
  let current: string | undefined = name;
  while (current !== undefined && !seen.has(current)) {
    seen.add(current);
    const wanted: string = current;
    const found: ProfileFacts | undefined = profiles.find((profile) => profile.name === wanted);
    if (found?.ssoSession || found?.ssoStartUrl || found?.loginSession) return found;
    current = found?.sourceProfile;
  }
  return undefined;
}

/** Arguments of the `aws` command that signs in for `name`, or undefined when the profile needs no sign-in. */
export function signInArguments(
  name: string,
  profiles: readonly ProfileFacts[],
): readonly string[] | undefined {
  const profile = signInProfile(name, profiles);
  if (!profile) return undefined;
  return [...(profile.loginSession ? ["login"] : ["sso", "login"]), "--profile", profile.name];
}

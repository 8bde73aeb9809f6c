import type { AwsSelection } from "../../core/ports.ts";
import { type ProfileFacts, readProfiles, signInArguments, signInProfile } from "./profiles.ts";

/** What the selection, the environment and the shared files say together, before any call. */
export interface AwsFacts {
  /** The chosen profile or AWS_PROFILE; undefined: the default chain. */
  readonly profile: string | undefined;
  /** False when a profile is named that no file has. */
  readonly profileKnown: boolean;
  readonly region: string | undefined;
  /** Arguments of the `aws` command that signs in, when there is such a command. */
  readonly signIn: readonly string[] | undefined;
  /** What the sign-in's token is cached under: the session's name, or the start URL of the older form. */
  readonly ssoTokenId: string | undefined;
}

const regionName = /^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/;

/** Whether a text has the form of a Region, which becomes part of a host name. */
export function isRegion(text: string): boolean {
  return regionName.test(text);
}

/**
 * Reads the files anew, so that a sign-in or an edit outside is seen. The Region is the first of: the selection; for a
 * chosen profile its own; AWS_REGION; AWS_DEFAULT_REGION; the profile of the environment or `default`.
 */
export async function readFacts(selection: AwsSelection, environment: NodeJS.ProcessEnv): Promise<AwsFacts> {
  const profiles = await readProfiles();
  const profile = selection.profile || environment["AWS_PROFILE"] || undefined;
  const named = profiles.find(({ name }) => name === (profile ?? "default"));
  const region =
    selection.region ||
    (selection.profile ? named?.region : undefined) ||
    environment["AWS_REGION"] ||
    environment["AWS_DEFAULT_REGION"] ||
    named?.region;
  const keysInEnvironment = profile === undefined && environment["AWS_ACCESS_KEY_ID"] !== undefined;
  return {
    profile,
    profileKnown: profile === undefined || named !== undefined,
    region: region || undefined,
    ...(keysInEnvironment
      ? { signIn: undefined, ssoTokenId: undefined }
      : signInFacts(profile ?? "default", profiles)),
  };
}

function signInFacts(
  profile: string,
  profiles: readonly ProfileFacts[],
): Pick<AwsFacts, "signIn" | "ssoTokenId"> {
  const owner = signInProfile(profile, profiles);
  return { signIn: signInArguments(profile, profiles), ssoTokenId: owner?.ssoSession ?? owner?.ssoStartUrl };
}

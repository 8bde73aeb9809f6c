import * as vscode from "vscode";
import type { AwsProfile, AwsSelection } from "../../core/ports.ts";
import type { Translate } from "./identityView.ts";
import { isRegionCode, regions } from "./regions.ts";

type Chosen = Pick<AwsSelection, "profile" | "region">;

interface ProfileItem extends vscode.QuickPickItem {
  readonly profile?: AwsProfile;
}

interface RegionItem extends vscode.QuickPickItem {
  /** Undefined: the profile's own. */
  readonly code?: string;
}

/** Lets the person choose a profile, then a Region. Undefined when they left either. */
export async function chooseSelection(
  profiles: readonly AwsProfile[],
  selection: AwsSelection,
): Promise<Chosen | undefined> {
  for (;;) {
    const profile = await chooseProfile(profiles, selection);
    if (!profile) return undefined;
    const region = await chooseRegion(profile.profile, selection);
    if (region === "back") continue;
    if (!region) return undefined;
    return {
      ...(profile.profile ? { profile: profile.profile.name } : {}),
      ...(region.code === undefined ? {} : { region: region.code }),
    };
  }
}

async function chooseProfile(
  profiles: readonly AwsProfile[],
  { profile: current }: AwsSelection,
): Promise<ProfileItem | undefined> {
  const { t } = vscode.l10n;
  const items: ProfileItem[] = [
    {
      label: mark(current === undefined, t("Default credential chain")),
      description: t("environment, default profile, the machine's role"),
    },
    ...profiles.map((profile) => ({
      label: mark(profile.name === current, profile.name),
      description: [kindLabel(profile.kind, t), profile.region].filter(Boolean).join(" · "),
      profile,
    })),
  ];
  return await vscode.window.showQuickPick(items, {
    title: t("AWS Profile (1/2)"),
    placeHolder:
      profiles.length > 0
        ? t("Choose the profile that Picket uses")
        : t("No profile in ~/.aws/config. To make one, run: aws configure sso"),
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
}

/** A quick pick that takes a typed code too, which `showQuickPick` cannot. */
async function chooseRegion(
  profile: AwsProfile | undefined,
  { profile: currentProfile, region: current }: AwsSelection,
): Promise<RegionItem | "back" | undefined> {
  const { t } = vscode.l10n;
  const pick = vscode.window.createQuickPick<RegionItem>();
  pick.title = t("AWS Region (2/2)");
  pick.placeholder = t("Choose the Region, or type its code");
  pick.matchOnDescription = true;
  pick.ignoreFocusOut = true;
  pick.buttons = [vscode.QuickInputButtons.Back];
  const update = (): void => {
    pick.items = regionItems(pick.value.trim().toLowerCase(), profile, current);
  };
  update();
  // Another profile brings its own Region; a Region chosen for the one before would rarely be meant.
  const wanted = profile?.region && profile.name !== currentProfile ? undefined : current;
  const active = pick.items.find(({ code }) => code === wanted);
  if (active) pick.activeItems = [active];
  const subscription = pick.onDidChangeValue(update);
  try {
    return await new Promise((resolve) => {
      pick.onDidAccept(() => resolve(pick.activeItems[0]));
      pick.onDidTriggerButton(() => resolve("back"));
      pick.onDidHide(() => resolve(undefined));
      pick.show();
    });
  } finally {
    subscription.dispose();
    pick.dispose();
  }
}

function regionItems(
  typed: string,
  profile: AwsProfile | undefined,
  current: string | undefined,
): readonly RegionItem[] {
  const { t } = vscode.l10n;
  const own: RegionItem = {
    label: mark(current === undefined, profile?.region ?? t("From the environment or the default profile")),
    description: profile?.region ? t("the profile's Region") : "",
  };
  const known = current === undefined || regions.some(({ code }) => code === current);
  const extra = known ? [] : [{ code: current, label: mark(true, current) }];
  const free = isRegionCode(typed) && ![...regions, ...extra].some(({ code }) => code === typed);
  return [
    ...(free ? [{ code: typed, label: typed, description: t("use this code") }] : []),
    ...(profile && !profile.region ? [] : [own]),
    ...extra,
    ...regions.map(({ code, place }) => ({ code, label: mark(code === current, code), description: place })),
  ];
}

function mark(current: boolean, label: string): string {
  return current ? `$(check) ${label}` : label;
}

function kindLabel(kind: AwsProfile["kind"], t: Translate): string {
  const labels: Readonly<Record<AwsProfile["kind"], string>> = {
    sso: t("SSO"),
    role: t("role"),
    keys: t("access keys"),
    process: t("credential process"),
    other: "",
  };
  return labels[kind];
}

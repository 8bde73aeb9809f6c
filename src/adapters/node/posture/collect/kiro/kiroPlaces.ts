import { joinPath, type PathPlatform } from "../../../../../core/mcp/scopes/paths.ts";

/** Files and folders of Kiro on a workstation, all absolute. */
export interface KiroPlaces {
  readonly platform: PathPlatform;
  readonly managedFolder: string;
  readonly managedSettings: string;
  readonly userMcp: string;
  readonly token: string;
  readonly userSettings: string;
  readonly permissions: string;
  /** Holds a folder for each workspace that Kiro opened. */
  readonly workspaceRoots: string;
  readonly userIgnore: string;
  /** What the user installed of the IDE. */
  readonly extensions: string;
  /** Where a `product.json` of the IDE may be. */
  readonly products: readonly string[];
  /** Where the command line may be. */
  readonly commandLines: readonly string[];
}

/**
 * Where Kiro keeps its things. Only the home folder comes from the caller; the folder of the organisation's files never
 * does.
 * @param programData `C:\ProgramData`, from the registry; of no matter elsewhere
 */
export function kiroPlaces(
  platform: PathPlatform,
  home: string,
  programData = "C:\\ProgramData",
): KiroPlaces {
  const at = (...names: string[]): string => joinPath(platform, home, ...names);
  const managedFolder = {
    win32: joinPath(platform, programData, "Kiro"),
    darwin: "/Library/Application Support/Kiro",
    linux: "/etc/kiro",
  }[platform];
  const data = {
    win32: at("AppData", "Roaming"),
    darwin: at("Library", "Application Support"),
    linux: at(".config"),
  }[platform];
  const drive = programData.slice(0, 2);
  const product = ["resources", "app", "product.json"];
  return {
    platform,
    managedFolder,
    managedSettings: joinPath(platform, managedFolder, "managed-settings.json"),
    userMcp: at(".kiro", "settings", "mcp.json"),
    token: at(".aws", "sso", "cache", "kiro-auth-token.json"),
    userSettings: joinPath(platform, data, "Kiro", "User", "settings.json"),
    permissions: at(".kiro", "settings", "permissions.yaml"),
    workspaceRoots: at(".kiro", "workspace-roots"),
    userIgnore: at(".kiro", "settings", "kiroignore"),
    extensions: at(".kiro", "extensions"),
    products: {
      win32: [
        joinPath(platform, `${drive}\\Program Files`, "Kiro", ...product),
        at("AppData", "Local", "Programs", "Kiro", ...product),
      ],
      darwin: [
        "/Applications/Kiro.app/Contents/Resources/app/product.json",
        at("Applications", "Kiro.app", "Contents", "Resources", "app", "product.json"),
      ],
      linux: [
        "/usr/share/kiro",
        "/opt/kiro",
        "/opt/Kiro",
        "/usr/lib/kiro",
        at(".local", "share", "kiro"),
      ].map((folder) => joinPath(platform, folder, ...product)),
    }[platform],
    commandLines: {
      win32: [at("AppData", "Local", "Kiro-Cli", "kiro-cli.exe")],
      darwin: ["/Applications/Kiro CLI.app/Contents/MacOS/kiro-cli", at(".local", "bin", "kiro-cli")],
      linux: [at(".local", "bin", "kiro-cli"), "/usr/bin/kiro-cli"],
    }[platform],
  };
}

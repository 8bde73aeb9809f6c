import { comparablePath, isWindowsPath } from "./paths.ts";

/**
 * Folders in which a system and its package managers put programs. `~` is a user's home; `*` is one part of a path;
 * everything below counts. A runner elsewhere may be anyone's: a download, a temporary folder, a project.
 */
const toolFolders: readonly string[] = [
  // Linux and macOS: the system, and what only an administrator writes to.
  "/bin",
  "/sbin",
  "/usr/bin",
  "/usr/sbin",
  "/usr/lib/node_modules",
  "/usr/share/nodejs",
  "/usr/local/bin",
  "/usr/local/sbin",
  "/usr/local/lib/node_modules",
  "/usr/local/share/npm/bin",
  "/usr/local/opt/*/bin",
  "/usr/local/Cellar",
  "/opt/homebrew/bin",
  "/opt/homebrew/opt/*/bin",
  "/opt/homebrew/lib/node_modules",
  "/opt/homebrew/Cellar",
  "/opt/local/bin",
  "/opt/podman/bin",
  "/opt/conda/bin",
  "/home/linuxbrew/.linuxbrew/bin",
  "/home/linuxbrew/.linuxbrew/opt/*/bin",
  "/snap/bin",
  "/usr/lib/git-core",
  "/nix/store",
  "/nix/var/nix/profiles/default/bin",
  "/run/current-system/sw/bin",
  "/Applications/Docker.app/Contents/Resources/bin",
  "/Library/Frameworks/Python.framework/Versions/*/bin",
  // A user's own tools.
  "~/bin",
  "~/.local/bin",
  "~/.local/pipx/venvs/*/bin",
  "~/.local/share/pnpm",
  "~/.local/share/mise/shims",
  "~/.local/share/mise/installs",
  "~/.local/share/fnm",
  "~/.local/share/uv/tools",
  "~/.local/state/fnm_multishells",
  "~/.asdf/shims",
  "~/.asdf/installs",
  "~/.bun/bin",
  "~/.cargo/bin",
  "~/.deno/bin",
  "~/.docker/bin",
  "~/.fnm",
  "~/.n/bin",
  "~/.nix-profile/bin",
  "~/.nodenv/shims",
  "~/.npm-global/bin",
  "~/.npm-packages/bin",
  "~/.config/nvm/versions/node/*/bin",
  "~/.nvm/versions/node/*/bin",
  "~/.nvm/versions/node/*/lib/node_modules",
  "~/.orbstack/bin",
  "~/.proto/shims",
  "~/.pixi/bin",
  "~/.pyenv/shims",
  "~/.rd/bin",
  "~/.rye/shims",
  "~/.volta/bin",
  "~/.yarn/bin",
  "~/miniconda3/bin",
  "~/anaconda3/bin",
  "~/Library/Application Support/fnm",
  "~/Library/pnpm",
  "~/Library/Python/*/bin",
  // Windows. Only the drive of the system: anyone may create such a folder on another.
  "C:/Windows",
  "C:/Program Files",
  "C:/Program Files (x86)",
  "C:/ProgramData/chocolatey/bin",
  "C:/ProgramData/scoop/shims",
  "C:/ProgramData/scoop/apps",
  "C:/ProgramData/nvm",
  "C:/nvm4w/nodejs",
  "~/AppData/Roaming/npm",
  "~/AppData/Roaming/nvm",
  "~/AppData/Roaming/fnm",
  "~/AppData/Roaming/Python/*/Scripts",
  "~/AppData/Roaming/uv/tools",
  "~/AppData/Local/Programs",
  "~/AppData/Local/Microsoft/WindowsApps",
  "~/AppData/Local/Microsoft/WinGet/Links",
  "~/AppData/Local/Microsoft/WinGet/Packages",
  "~/AppData/Local/Volta",
  "~/AppData/Local/fnm_multishells",
  "~/AppData/Local/mise",
  "~/AppData/Local/pnpm",
  "~/AppData/Local/nvm",
  "~/scoop/shims",
  "~/scoop/apps",
];

/** Writable by anyone, though below a folder of the system. */
const writable =
  /^c:\/windows\/(?:temp|tasks|tracing|debug\/wia|system32\/(?:tasks|spool\/drivers\/color))\//;

const homes = "(?:/(?:home|Users)/[^/]+|/root|/var/root|c:/users/[^/]+)";

/** One expression for all folders: paths compare as `comparablePath` writes them. */
const known = new RegExp(
  `^(?:${toolFolders
    .map((folder) =>
      folder.startsWith("C:") || folder.startsWith("~/AppData") ? folder.toLowerCase() : folder,
    )
    .map((folder) =>
      folder
        .replace(/[.()+]/g, "\\$&")
        .replace("~", homes)
        .replaceAll("*", "[^/]+"),
    )
    .join("|")})/`,
);

/** Whether an absolute path of a program lies in a tool folder of the system or of a user. */
export function isInToolFolder(path: string): boolean {
  const comparable = comparablePath(path);
  // Without a drive it is a folder of the current one, which anyone may make.
  if (isWindowsPath(path) && !comparable.startsWith("c:")) return false;
  return known.test(comparable) && !writable.test(comparable);
}

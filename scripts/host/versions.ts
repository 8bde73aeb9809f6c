/** A VS Code that the npm package code-server ships: workbench, server and extension host. */
export interface HostVersion {
  /** Version of the npm package. */
  readonly codeServer: string;
  /** Version that `vscode.version` reports in it. */
  readonly vscode: string;
  /** Version of Node it needs; absent: the Node of this project runs it. */
  readonly node?: string;
  /** Versions to write into the server's own manifest, where it names something that no registry serves. */
  readonly pins: Readonly<Record<string, string>>;
}

/** The newest VS Code tested. */
export const newest: HostVersion = { codeServer: "4.139.1", vscode: "1.139.1", pins: {} };

/**
 * The oldest VS Code that `engines.vscode` allows. On Node 24 its extension host never starts, and its manifest names
 * a git address for the file watcher.
 */
const oldest: HostVersion = {
  codeServer: "4.105.1",
  vscode: "1.105.1",
  node: "22.23.3",
  pins: { "@parcel/watcher": "2.5.1" },
};

export const hostVersions: readonly HostVersion[] = [newest, oldest];

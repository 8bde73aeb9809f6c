/** What sends connections of this machine through a proxy. */
export interface ProxySettings {
  /** Of the environment; names in any case. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Of Windows' own settings: on, with what goes around it. */
  readonly system?: { readonly bypass: string };
  /** `http.proxy` of the editor. */
  readonly editor?: string;
}

/** Whether an explicit proxy is in force for a host: then DNS and routes of this machine say nothing of it. */
export function isProxied(host: string, { environment, system, editor }: ProxySettings): boolean {
  const variable = (name: string): string =>
    environment[name.toLowerCase()] || environment[name.toUpperCase()] || "";
  const byEnvironment =
    (variable("https_proxy") || variable("all_proxy")) !== "" &&
    !bypasses(variable("no_proxy").split(","), host);
  const bySystem = system !== undefined && !bypasses(system.bypass.split(";"), host);
  return byEnvironment || bySystem || Boolean(editor?.trim());
}

/** Entries are names, endings of names with or without a dot or star in front, or `*`; a port counts for all. */
function bypasses(entries: readonly string[], host: string): boolean {
  const name = host.toLowerCase();
  return entries.some((entry) => {
    const plain = entry.trim().toLowerCase().replace(/:\d+$/, "");
    if (plain === "*") return true;
    const ending = plain.replace(/^\*?\.?/, "");
    return ending !== "" && (name === ending || name.endsWith(`.${ending}`));
  });
}

/** Verbs of tools that only look. A tool that begins with one changes nothing, whatever it looks at. */
const looking = new Set(
  (
    "get list read search find fetch describe show view query lookup look check count explain analyze analyse " +
    "compare validate estimate preview retrieve browse inspect summarize resolve suggest recommend diff"
  ).split(" "),
);

/** Verbs that destroy, start programs or reach other people: what is done cannot be taken back. */
const acting = new Set(
  (
    "delete remove destroy drop purge erase wipe truncate kill terminate stop reboot " +
    "exec execute run eval invoke shell bash spawn deploy undeploy apply provision rollback " +
    "send email mail pay transfer purchase buy order publish release merge push force grant revoke " +
    "assume attach detach"
  ).split(" "),
);

/** Verbs that write. */
const writing = new Set(
  (
    "create update write put post edit modify patch set insert upsert replace append add move rename copy upload " +
    "save import commit fork assign close reopen enable disable start restart configure install uninstall " +
    "submit approve reject cancel schedule register store tag untag resize scale"
  ).split(" "),
);

/** Verbs that are nouns as well: `release_list` looks. */
const nouns = new Set(
  "email mail order store tag release schedule commit post merge push shell bash copy move save transfer register scale branch".split(
    " ",
  ),
);

/** What a tool does by its name. */
export type ToolEffect = "acts" | "writes";

/** Words that stand before the verb: a server's or product's name. */
const prefixes = 3;

/**
 * Whether a tool changes something, by the verb in its name: the first word that is a verb decides, so that
 * `list_deployments` and `get_run` look and `github_create_issue` writes. Undefined for a tool that looks, and for a name
 * without a verb.
 */
export function effectOfTool(name: string): ToolEffect | undefined {
  const words = name
    .slice(0, 200)
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
  for (const word of words.slice(0, prefixes + 1)) {
    if (looking.has(word)) return undefined;
    if (nouns.has(word) && words.some((other) => looking.has(other))) return undefined;
    if (acting.has(word)) return "acts";
    if (writing.has(word)) return "writes";
  }
  return undefined;
}

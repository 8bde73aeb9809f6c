import type { Span } from "../../../model/span.ts";
import type { TemplateResource } from "../../model/located.ts";
import {
  hasUnknown,
  isComplete,
  itemsOf,
  memberOf,
  type Member,
  type ObjectNode,
  type ValueNode,
} from "../../model/valueNode.ts";
import type { IamRule, Issue, ResourceCheck } from "../check.ts";

const volumeEncryption: IamRule = {
  id: "workspaces/volume-encryption",
  title: "A volume of a WorkSpace is not encrypted",
  severity: "warning",
};

const runningMode: IamRule = {
  id: "workspaces/running-mode",
  title: "A WorkSpace runs all the time",
  severity: "info",
};

const tags: IamRule = { id: "workspaces/tags", title: "A WorkSpace has no tags", severity: "info" };

/** Checks of WorkSpaces for developers: both volumes encrypted with a KMS key, stopped when idle, tagged. */
export const workspacesChecks: readonly ResourceCheck[] = [
  { rules: [volumeEncryption, runningMode, tags], check },
];

/** One WorkSpace with the names that its language gives the properties. */
interface WorkSpace {
  readonly properties: ObjectNode;
  /** What stands for it: its name in the template, or the command. */
  readonly span: Span;
  readonly names: Names;
}

interface Names {
  readonly root: string;
  readonly user: string;
  readonly key: string;
  readonly properties: string;
  readonly mode: string;
  readonly tags: string;
}

const api: Names = {
  root: "RootVolumeEncryptionEnabled",
  user: "UserVolumeEncryptionEnabled",
  key: "VolumeEncryptionKey",
  properties: "WorkspaceProperties",
  mode: "RunningMode",
  tags: "Tags",
};

const terraform: Names = {
  root: "root_volume_encryption_enabled",
  user: "user_volume_encryption_enabled",
  key: "volume_encryption_key",
  properties: "workspace_properties",
  mode: "running_mode",
  tags: "tags",
};

function* check(resources: readonly TemplateResource[]): Generator<Issue> {
  for (const resource of resources) {
    for (const workSpace of workSpacesOf(resource)) {
      yield* checkEncryption(workSpace);
      yield* checkMode(workSpace);
      yield* checkTags(workSpace);
    }
  }
}

function workSpacesOf({ type, properties, nameSpan }: TemplateResource): WorkSpace[] {
  if (type === "AWS::WorkSpaces::Workspace") return [{ properties, span: nameSpan, names: api }];
  if (type === "aws_workspaces_workspace") return [{ properties, span: nameSpan, names: terraform }];
  if (type !== "workspaces create-workspaces") return [];
  return itemsOf(memberOf(properties, "workspaces")?.value).flatMap((item) =>
    item.kind === "object" ? [{ properties: item, span: nameSpan, names: api }] : [],
  );
}

function* checkEncryption({ properties, span, names }: WorkSpace): Generator<Issue> {
  const volumes = [
    { volume: "root", name: names.root },
    { volume: "user", name: names.user },
  ].map(({ volume, name }) => ({ volume, name, ...stateOf(memberOf(properties, name), properties) }));
  for (const { volume, name, state, node } of volumes) {
    if (state === "off" && node)
      yield {
        rule: volumeEncryption,
        span: "content" in node ? node.content : node.span,
        message: `The ${volume} volume of this WorkSpace is not encrypted. Set ${name} to true, and name a KMS key in ${names.key}.`,
      };
  }
  const absent = volumes.filter(({ state }) => state === "absent");
  if (absent.length > 0) {
    const which = absent.map(({ volume }) => volume).join(" and the ");
    const settings = absent.map(({ name }) => name).join(" and ");
    yield {
      rule: volumeEncryption,
      span,
      message: `The ${which} volume of this WorkSpace ${absent.length > 1 ? "are" : "is"} not encrypted, which is the default. Set ${settings} to true, and name a KMS key in ${names.key}.`,
    };
  }
  const encrypted = volumes.every(({ state }) => state === "on");
  if (encrypted && !properties.partial && !memberOf(properties, names.key))
    yield {
      rule: volumeEncryption,
      span,
      message: `The volumes of this WorkSpace are to be encrypted, but no KMS key is named. Set ${names.key} to the ARN of a key.`,
    };
}

/** Whether a flag is on, off, absent, or not to be told. */
function stateOf(
  member: Member | undefined,
  properties: ObjectNode,
): { state: "on" | "off" | "absent" | "unknown"; node?: ValueNode } {
  if (!member) return { state: properties.partial ? "unknown" : "absent" };
  const { value: node } = member;
  if (node.kind !== "boolean" && node.kind !== "string") return { state: "unknown" };
  const text = String(node.value).toLowerCase();
  if (text === "true") return { state: "on" };
  return text === "false" ? { state: "off", node } : { state: "unknown" };
}

function* checkMode({ properties, span, names }: WorkSpace): Generator<Issue> {
  const given = memberOf(properties, names.properties);
  const [inner] = itemsOf(given?.value);
  if (given && inner?.kind !== "object") return;
  const mode = memberOf(inner, names.mode)?.value;
  if (mode?.kind === "string" && mode.value === "ALWAYS_ON")
    yield {
      rule: runningMode,
      span: mode.content,
      message:
        "This WorkSpace runs, and is open to attack, when nobody works. AUTO_STOP stops it after a time of idleness.",
    };
  else if (!mode && !properties.partial && isComplete(given?.value) && isComplete(inner))
    yield {
      rule: runningMode,
      span,
      message: `This WorkSpace names no ${names.mode}, so that it runs all the time. AUTO_STOP stops it after a time of idleness.`,
    };
}

function* checkTags({ properties, span, names }: WorkSpace): Generator<Issue> {
  const given = memberOf(properties, names.tags);
  if (!given && properties.partial) return;
  const value = given?.value;
  const isEmpty =
    (value?.kind === "list" && value.items.length === 0 && !value.partial) ||
    (value?.kind === "object" && value.members.length === 0 && !value.partial) ||
    (value?.kind === "string" && value.value === "" && !hasUnknown(value.value));
  if (given && !isEmpty) return;
  yield {
    rule: tags,
    span: given ? given.key.content : span,
    message:
      "This WorkSpace has no tags, so that neither its owner nor its cost centre can be told, and no policy can be bound to them. Add tags.",
  };
}

import { known, type Fact } from "../../../core/posture/fact.ts";
import type { WorkspaceFact } from "../../../core/posture/facts.ts";
import { pagesSigned, type AccountReading } from "./accountCalls.ts";
import { listMember, memberOf, textMember } from "./signedCall.ts";

/** The WorkSpaces of the Region. */
export async function collectWorkspaces(reading: AccountReading): Promise<Fact<readonly WorkspaceFact[]>> {
  const pages = await pagesSigned(reading, "workspaces:DescribeWorkspaces", (token) => ({
    host: "workspaces",
    body: {
      protocol: "json",
      target: "WorkspacesService.DescribeWorkspaces",
      input: token === undefined ? {} : { NextToken: token },
    },
  }));
  const workspaces = pages.flatMap((page) => listMember(page, "Workspaces")).map(toFact);
  return known(workspaces, `${workspaces.length} WorkSpaces`);
}

function toFact(workspace: unknown): WorkspaceFact {
  const key = textMember(workspace, "VolumeEncryptionKey");
  const mode = textMember(memberOf(workspace, "WorkspaceProperties"), "RunningMode");
  return {
    id: textMember(workspace, "WorkspaceId") ?? "",
    rootEncrypted: memberOf(workspace, "RootVolumeEncryptionEnabled") === true,
    userEncrypted: memberOf(workspace, "UserVolumeEncryptionEnabled") === true,
    ...(key !== undefined && { kmsKeyId: key }),
    ...(mode !== undefined && { runningMode: mode }),
  };
}

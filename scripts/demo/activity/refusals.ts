import { account, type Call } from "./call.ts";

/** The call, refused in the words of the service. @param session of the agent @param action as IAM names it */
export function denied(call: Call, session: string, action: string, target: string): Call {
  const who = `User: arn:aws:sts::${account}:assumed-role/KiroAgent/${session}`;
  const why = `because no identity-based policy allows the ${action} action`;
  const said = `${who} is not authorized to perform: ${action} on resource: ${target} ${why}`;
  const error =
    call.service === "ec2"
      ? {
          code: "Client.UnauthorizedOperation",
          message: `You are not authorized to perform this operation. ${said}.`,
        }
      : { code: "AccessDenied", message: said };
  return { ...call, error };
}

/** The call, failed for another reason. */
export function failed(call: Call, code: string, message: string): Call {
  return { ...call, error: { code, message } };
}

/** The call, refused because there were too many. */
export function throttled(call: Call): Call {
  return failed(call, "ThrottlingException", "Rate exceeded");
}

import { escapeXml, queryForm, queryRefusal, queryReply } from "./queryXml.ts";
import { AwsFault, requireSigned, type StubService } from "./service.ts";

const namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

/** STS GetCallerIdentity, in the Query protocol: a form in, XML out. */
export function sts(): StubService {
  return {
    name: "STS",
    operationOf: (request) => queryForm(request)?.get("Action") ?? undefined,
    async handle(operation, request) {
      requireSigned(request);
      const { caller } = request;
      if (operation !== "GetCallerIdentity")
        throw new AwsFault("InvalidAction", `The stub has no STS ${operation}.`);
      const id = `${caller.accessKeyId}:picket`;
      const arn = `arn:aws:sts::${caller.account}:assumed-role/picket-demo/picket`;
      return queryReply(
        namespace,
        operation,
        `<Arn>${arn}</Arn><UserId>${escapeXml(id)}</UserId><Account>${caller.account}</Account>`,
      );
    },
    refuse: (fault) => queryRefusal(namespace, fault),
    reset() {},
  };
}

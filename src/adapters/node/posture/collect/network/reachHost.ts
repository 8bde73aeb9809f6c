import { connect as connectTcp, type Socket } from "node:net";
import { checkServerIdentity, connect as connectTls, type PeerCertificate, type TLSSocket } from "node:tls";
import type { ReachedHost } from "../../../../../core/posture/facts.ts";
import { errorCode } from "../../../skipReason.ts";

/** Where a connection goes and how long it may take. */
export interface Reach {
  /** 443 but in tests. */
  readonly port?: number;
  /** Where the name is sought; absent: the system. Tests lead names to this machine. */
  readonly address?: string;
  /** Of name, connection and handshake together, in ms. */
  readonly timeoutMs?: number;
  /** Certificates of tests that are trusted beside the system's. */
  readonly ca?: string;
  readonly signal: AbortSignal;
}

const noName = new Set(["ENOTFOUND", "ENODATA", "EAI_NODATA", "EAI_NONAME", "EAI_AGAIN"]);

/**
 * Connects to a host, shakes hands and hangs up. Nothing is sent beyond the handshake: no request, no credentials, no
 * client certificate. A certificate that is not the host's own counts as a page: something answered in its place.
 * @throws the signal's reason
 */
export async function reachHost(host: string, reach: Reach): Promise<ReachedHost> {
  const { signal, port = 443, address = host, timeoutMs = 3_000, ca } = reach;
  signal.throwIfAborted();
  return await new Promise((resolve, reject) => {
    const tcp: Socket = connectTcp({ host: address, port });
    let tls: TLSSocket | undefined;
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
      tls?.destroy();
      tcp.destroy();
      settle();
    };
    const onAbort = (): void => finish(() => reject(signal.reason));
    const timer = setTimeout(() => finish(() => resolve({ host, outcome: "timeout" })), timeoutMs);
    signal.addEventListener("abort", onAbort, { once: true });
    tcp.once("error", (error) => {
      if (tls) return;
      const outcome = noName.has(errorCode(error) ?? "")
        ? "no-name"
        : timedOut(error)
          ? "timeout"
          : "refused";
      finish(() => resolve({ host, outcome }));
    });
    tcp.once("connect", () => {
      // What is not trusted is told, not refused: who answered is the question.
      tls = connectTls({
        socket: tcp,
        servername: host,
        rejectUnauthorized: false,
        ...(ca !== undefined && { ca }),
      });
      tls.once("error", (error) => finish(() => resolve({ host, outcome: brokenBy(error) })));
      tls.once("close", () => finish(() => resolve({ host, outcome: "tls-refused" })));
      tls.once("secureConnect", () => {
        const answer = tls ? answerOf(host, tls) : undefined;
        finish(() => resolve(answer ?? { host, outcome: "tls-refused" }));
      });
    });
  });
}

function timedOut(error: unknown): boolean {
  return errorCode(error) === "ETIMEDOUT" || errorCode(error) === "EHOSTUNREACH";
}

/** Who answers a handshake in plain text, such as a captive portal, shows a page. */
function brokenBy(error: unknown): ReachedHost["outcome"] {
  const code = errorCode(error) ?? "";
  return /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST/.test(code) ? "page" : "tls-refused";
}

function answerOf(host: string, socket: TLSSocket): ReachedHost {
  const certificate: Partial<PeerCertificate> = socket.getPeerCertificate();
  const issuer = [certificate.issuer?.O, certificate.issuer?.CN].flat().filter(Boolean).join(", ");
  const names = (certificate.subjectaltname ?? "")
    .split(", ")
    .flatMap((name) => (name.startsWith("DNS:") ? [name.slice(4)] : []));
  const expiresAt = Date.parse(certificate.valid_to ?? "");
  const isNamed = certificate.subject !== undefined && isOf(host, socket.getPeerCertificate());
  return {
    host,
    outcome: isNamed ? "tls" : "page",
    ...(issuer !== "" && { issuer }),
    names,
    ...(!Number.isNaN(expiresAt) && { expiresAt }),
    isTrusted: socket.authorized && isNamed,
  };
}

function isOf(host: string, certificate: PeerCertificate): boolean {
  return checkServerIdentity(host, certificate) === undefined;
}

import { createServer, type AddressInfo, type Socket } from "node:net";
import { createInterface } from "node:readline";

/** A loopback port that receives lines of JSON. */
export interface EventPort {
  readonly port: number;
  close(): Promise<void>;
}

/** Listens on a free loopback port and hands each line that arrives to `receive`, parsed. */
export async function openEventPort(receive: (event: unknown) => void): Promise<EventPort> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
    createInterface({ input: socket }).on("line", (line) => receive(JSON.parse(line)));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

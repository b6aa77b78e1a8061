import { type EventEmitter, once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import type { Configuration } from "../configuration.ts";
import { portReason } from "../reasons.ts";

type Place = Pick<Configuration, "port" | "host">;

/** The port on which a server answers, once it does. @throws Stop with why it cannot. */
export const listening = async (
  server: EventEmitter & { readonly address: () => AddressInfo | string | null },
  { port, host }: Place,
): Promise<number> => {
  try {
    await once(server, "listening");
  } catch (error) {
    throw portReason(error, port, host);
  }
  return (server.address() as AddressInfo).port;
};

/** Asks for the port and gives it back, before anything is made that would be in vain. @throws Stop when it is taken. */
export const requireFreePort = async (place: Place): Promise<void> => {
  const server = createServer().listen({ port: place.port, host: place.host, exclusive: true });
  await listening(server, place);
  server.close();
  await once(server, "close");
};

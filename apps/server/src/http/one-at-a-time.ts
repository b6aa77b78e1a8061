import { createServer, type RequestListener, type ServerOptions } from "node:http";
import type { Socket } from "node:net";

/** Requests of one connection that may be under way; a browser sends the next when the last is answered. */
const mostAtOnce = 2;

/**
 * A server that cuts a connection off which sends one request after another without waiting: their answers would fill
 * the memory, and the others would wait for them.
 */
export const serverOneAtATime = (options: ServerOptions, listener: RequestListener) => {
  const underWay = new WeakMap<Socket, number>();
  return createServer(options, (request, response) => {
    const { socket } = request;
    const count = (underWay.get(socket) ?? 0) + 1;
    if (count > mostAtOnce) {
      socket.destroy();
      return;
    }
    underWay.set(socket, count);
    response.once("close", () => underWay.set(socket, (underWay.get(socket) ?? 1) - 1));
    listener(request, response);
  });
};

/** The process that serves. `supervise.ts` starts it, and starts it again when it ends unexpectedly. */
import { inspect } from "node:util";
import { readConfiguration } from "./configuration.ts";
import { start } from "./start.ts";
import { hopeless, Interruption, Stop } from "./stop.ts";

// Without whoever looks after it, it neither is started again nor hears that it should stop.
process.on("disconnect", () => process.exit(1));
process.channel?.unref();

try {
  await start(readConfiguration(process.env), (port) => process.send?.({ port }));
} catch (error) {
  process.stderr.write(`${error instanceof Stop ? error.message : inspect(error)}\n`);
  // What had begun, a port and tasks of every second, would keep a process that can answer nobody.
  process.exit(error instanceof Interruption ? 1 : hopeless);
}

/** After each file of tests: its worker goes on with the next, the servers that it has started do not. */
import { afterAll } from "vitest";
import { stopAll } from "./testing.ts";

afterAll(stopAll);

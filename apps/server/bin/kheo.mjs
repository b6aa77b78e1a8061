#!/usr/bin/env node
import { fileURLToPath } from "node:url";
import { modestMemory, prepareToolchain, runInForeground } from "../../../tooling/bootstrap/toolchain.mjs";

const { node, environment } = prepareToolchain();
const program = fileURLToPath(new URL("../src/kheo.ts", import.meta.url));
runInForeground(node, [...modestMemory, program, ...process.argv.slice(2)], environment);

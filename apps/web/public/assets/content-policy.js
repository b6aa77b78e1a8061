// The content policy forbids compiling code from text. The schema library would try it as soon as it is loaded, so it
// is told before: this file stands in front of every module.
globalThis.__zod_globalConfig = { jitless: true };

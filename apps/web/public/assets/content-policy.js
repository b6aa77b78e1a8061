// The content policy forbids compiling code from text. The schema library would try it as soon as it is loaded, so it
// is told before: this file stands in front of every module.
// oxlint-disable-next-line no-underscore-dangle -- the library's own name
globalThis.__zod_globalConfig = { jitless: true };

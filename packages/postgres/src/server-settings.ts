/** For every server. It stands beside the program, and before the disk there is the system's own cache of files. */
export const usualSettings = ["listen_addresses=", "timezone=UTC", "log_timezone=UTC", "shared_buffers=32MB"];

/** For the one inside the package; an older one does not know them. No processes stand by to read for others. */
export const ownSettings = ["io_method=sync"];

/** For a server of tests: nothing is kept, a query is planned once and not compiled, nobody tidies up behind them. */
export const hastySettings = [
  "fsync=off",
  "synchronous_commit=off",
  "full_page_writes=off",
  "wal_level=minimal",
  "max_wal_senders=0",
  "max_wal_size=4GB",
  "checkpoint_timeout=1h",
  "autovacuum=off",
  "jit=off",
  "plan_cache_mode=force_generic_plan",
  "shared_buffers=512MB",
  "max_connections=200",
];

/** Name → the entry npm would have written, for each optional dependency that a lockfile lacks. */
export function missing(lock: { packages: Record<string, object> }): Record<string, object>

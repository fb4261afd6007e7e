/** Without a file of its own the build would take the one above. */
export function register() {}

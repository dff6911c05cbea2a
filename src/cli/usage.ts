/** A command line that cannot be meant: told on `err`, exit code 2. */
export class UsageError extends Error {}

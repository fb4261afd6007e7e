/** How many lists and dictionaries may lie in each other. */
export const maxBencodeDepth = 100

/** How many keys and values there may be, containers included. */
export const maxBencodeTokens = 3_000_000

/** The torrent files of the end-to-end tests, by file name. */
export const fixtures: Readonly<Record<string, Buffer>>

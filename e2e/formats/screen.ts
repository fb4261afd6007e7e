/** What Chromium is shown of the formats, by extension, and what it does with them. */
export const screenChecks = {
  films: { extensions: ['mp4', 'm4v', 'mov', 'webm'], shows: 'plays it and seeks in it' },
  songs: { extensions: ['mp3', 'flac', 'wav', 'ogg', 'opus', 'm4a', 'aac'], shows: 'plays it' },
  pictures: { extensions: ['jpg', 'jpeg', 'png', 'gif', 'webp', 'bmp', 'svg'], shows: 'shows it' },
}

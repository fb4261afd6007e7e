import type { ContentRequest } from '../generator'

const longestTitle = 200

/** What an archive says of itself. */
export function readmeText(name: string, { path, length, torrent }: ContentRequest): string {
  const base = path.slice(path.lastIndexOf('/') + 1).slice(0, longestTitle)
  return [
    name,
    '='.repeat(name.length),
    '',
    `${base}, ${length} bytes, of the torrent "${torrent.name.slice(0, longestTitle)}".`,
    '',
    'All that is in it was made up for a simulated download: whoever downloads',
    'the same torrent that way finds the same files with the same bytes in them.',
    '',
  ].join('\n')
}

/** On what terms the made-up files may be used. */
export function licenseText(name: string): string {
  return [
    `Terms of ${name}`,
    '',
    'Nobody claims any rights in these files: a program made them up from',
    'the name of a torrent. Copy, change and pass them on as you like, for any',
    'purpose and without asking. They come as they are; nobody answers for',
    'what is done with them.',
    '',
  ].join('\n')
}

/** A history of versions that never were. */
export function changesText(name: string): string {
  return [
    `Changes to ${name}`,
    '',
    '1.2.0  The data fills what the texts leave.',
    '1.1.0  A manual, and pictures to go with it.',
    '1.0.0  The first one: a text and its terms.',
    '',
  ].join('\n')
}

/** A page of HTML that describes the archive. */
export function manualPage(name: string, { torrent }: ContentRequest): string {
  return [
    '<!DOCTYPE html>',
    '<html lang="en">',
    `<head><meta charset="utf-8"><title>${escaped(name)}</title></head>`,
    '<body>',
    `<h1>${escaped(name)}</h1>`,
    `<p>A part of <em>${escaped(torrent.name.slice(0, longestTitle))}</em>.</p>`,
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`)
}

import type { ContentRequest } from '../generator'
import { shortText } from '../layout/short-text'
import { xmlText } from '../layout/xml'

const longestTitle = 200
const mostFiles = 20

/** What an archive says of itself. */
export function readmeText(name: string, { path, length, torrent }: ContentRequest): string {
  const base = shortText(path.slice(path.lastIndexOf('/') + 1), longestTitle)
  return [
    name,
    '='.repeat(name.length),
    '',
    `${base} has ${length} bytes and is part of`,
    `${shortText(torrent.name, longestTitle)}.`,
    '',
    'What is in it was made up for a simulated download. Whoever downloads the',
    'same torrent in this way finds the same files with the same bytes in them.',
    '',
    'LICENSE.txt says what you may do with them: whatever you like.',
    '',
  ].join('\n')
}

/** On what terms the made-up files may be used. */
export function licenseText(name: string): string {
  return [
    `Terms of ${name}`,
    '',
    'Nobody claims any rights in these files: a program made them up from the',
    'name of a torrent. Copy, change and pass them on as you like, for any',
    'purpose and without asking. They come as they are, and nobody answers for',
    'what is done with them.',
    '',
  ].join('\n')
}

/** A history of versions that never were. */
export function changesText(name: string): string {
  return [
    `Changes to ${name}`,
    '',
    '1.2.0  2020-01-01',
    '  The readings of the stations are included, as many as there is room for.',
    '1.1.0  2019-06-21',
    '  A manual, and a picture for the front and for the back.',
    '1.0.0  2019-03-20',
    '  The first version: a text and its terms.',
    '',
  ].join('\n')
}

/** A page of HTML that describes the archive and names what else its torrent holds. */
export function manualPage(name: string, { torrent }: ContentRequest): string {
  const title = xmlText(name)
  return [
    '<!DOCTYPE html>',
    '<html lang="en">',
    `<head><meta charset="utf-8"><title>${title}</title></head>`,
    '<body>',
    `<h1>${title}</h1>`,
    '<p><img src="../images/front.png" alt="A landscape" width="640" height="480"></p>',
    '<p>The table <a href="../data/readings.csv">readings.csv</a> has a line for every reading of a weather station:',
    'its number, the station, date and time, degrees Celsius, air pressure in hectopascal, and the sky.</p>',
    `<h2>${xmlText(shortText(torrent.name, longestTitle))}</h2>`,
    '<table>',
    '<tr><th>File</th><th>Bytes</th></tr>',
    ...torrent.files
      .slice(0, mostFiles)
      .map(({ path, length }) => `<tr><td>${xmlText(shortText(path, longestTitle))}</td><td>${length}</td></tr>`),
    '</table>',
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

import { Random } from '@/lib/util/random'
import type { ContentGenerator, ContentRequest } from '../generator'
import { utf8 } from '../parts/bytes'
import { grouped } from './digits'
import { date } from './moments'
import { indexOf } from './outline'
import { fittedText } from './sentences'
import { sheet } from './sheet'
import { integer, name, number, paragraph, sentences } from './slots'
import { equallyLong, type Template, template } from './template'
import { escapedXml } from './xml'

const columns = 110
const mostListed = 50
const small = (text: string) =>
  `<!DOCTYPE html>\n<html lang="en"><head><title>Page</title></head><body><p>${text}</p></body></html>\n`
const last = (text: string) => `<footer><p>${text}</p></footer>\n</body>\n</html>\n`
const leastEnd = last('').length

const style = `
:root { color-scheme: light dark; --ink: #23262b; --paper: #fbfaf7; --line: #d9d5cb; --accent: #9a4a1e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e2e0da; --paper: #1b1d21; --line: #3b3e45; --accent: #f0a574; } }
body { max-width: 42rem; margin: 0 auto; padding: 3rem 1.25rem; background: var(--paper); color: var(--ink); font: 1.05rem/1.65 Georgia, serif; }
h1, h2, th { font-family: system-ui, sans-serif; line-height: 1.2; }
h1 { font-size: 2.4rem; margin: 0 0 .5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.35rem; margin: 3rem 0 1rem; padding-top: 1rem; border-top: 1px solid var(--line); }
h2 span, a, strong { color: var(--accent); }
header p, footer p { opacity: .75; font-style: italic; }
table { width: 100%; border-collapse: collapse; margin: 1.5rem 0; font-size: .95rem; font-variant-numeric: tabular-nums; }
th, td { padding: .45rem .6rem; text-align: left; border-bottom: 1px solid var(--line); }
td { overflow-wrap: anywhere; }
td:not(:first-child), th:not(:first-child) { text-align: right; }
blockquote { margin: 1.5rem 0; padding: .25rem 1.25rem; border-left: 3px solid var(--accent); }
section { content-visibility: auto; contain-intrinsic-size: auto 36rem; }
`

/** A page of sections: HTML 5 in the syntax of XML, so that parsers of both read it. */
export const html: ContentGenerator = {
  name: 'html',
  version: 1,
  extensions: ['html'],
  smallestBytes: small('').length,
  fallback: 'prose',
  open(request) {
    const { path, length, seed } = request
    const key = `${seed}\n${path}`
    const random = new Random(key)
    if (length < plain('Page').length + leastEnd) return utf8(small(fittedText(length - small('').length, random)))
    return sheet({
      length,
      key,
      heads: heads(request),
      templates: sections(),
      leastEnd,
      end: (room) => last(fittedText(room - leastEnd, random)),
    })
  },
}

function* heads(request: ContentRequest): Generator<string> {
  for (const most of [mostListed, 0]) yield styled(request, most)
  yield plain(escapedXml(request.torrent.name))
  yield plain('Page')
}

function styled({ torrent }: ContentRequest, most: number): string {
  const title = escapedXml(torrent.name)
  const { payload } = indexOf(torrent)
  const rows = payload
    .slice(0, most)
    .map(({ path, length }) => `<tr><td>${escapedXml(path)}</td><td>${grouped(length, ',')}</td></tr>\n`)
  const files = `<table>\n<tr><th>File</th><th>Bytes</th></tr>\n${rows.join('')}</table>\n`
  const more = payload.length > rows.length ? `<p>And ${payload.length - rows.length} more.</p>\n` : ''
  return `<!DOCTYPE html>
<html lang="en" xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p>In as many sections as there is room for.</p>
${rows.length > 0 ? `${files}${more}` : ''}</header>
`
}

function plain(title: string): string {
  return `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8"/>\n<title>${title}</title>\n</head>\n<body>\n`
}

let shared: readonly Template[] | undefined

function sections(): readonly Template[] {
  const fixed = paragraph(420, columns)
  const row = () =>
    template`<tr><td>${name(14)}</td><td>${integer(10, 99)}</td><td>${integer(100, 999)}.${integer(10, 99)}</td></tr>\n`
  shared ??= equallyLong(200, [
    (rest) => template`<section id="s${number}">
<h2><span>${number}.</span> The ${name(15)}</h2>
<p>${fixed}</p>
<p>${paragraph(580, columns)}</p>
<p>${paragraph(rest, columns)}</p>
</section>\n`,
    (rest) => template`<section id="s${number}">
<h2><span>${number}.</span> ${name(14)}, a Table</h2>
<p>${paragraph(rest, columns)}</p>
<table>
<tr><th>Name</th><th>Count</th><th>Price</th></tr>
${row()}${row()}${row()}${row()}</table>
</section>\n`,
    (rest) => template`<section id="s${number}">
<h2><span>${number}.</span> In Praise of the ${name(13)}</h2>
<p>${paragraph(rest, columns)}</p>
<blockquote><p>${sentences(88)}</p><p>The ${name(15)}, <time>${date}</time></p></blockquote>
<p>${fixed}</p>
</section>\n`,
    (rest) => template`<section id="s${number}">
<h2><span>${number}.</span> Three Things About a ${name(12)}</h2>
<p>${fixed}</p>
<ul>
<li><strong>${name(14)}</strong>: ${sentences(70)}</li>
<li><strong>${name(13)}</strong>: ${sentences(60)}</li>
<li><strong>${name(15)}</strong>: ${sentences(80)}</li>
</ul>
<p>${paragraph(rest, columns)}</p>
</section>\n`,
  ])
  return shared
}

import { xmlText } from '../layout/xml'
import type { Book } from './book'

/** What a Word document has besides its text, by the path of each part (ECMA-376-2, 9; ECMA-376-1, 11 and 15). */
export const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
export const wordNamespace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
export const relationNamespace = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships'
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml'

export const contentTypes = `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="png" ContentType="image/png"/>
<Override PartName="/word/document.xml" ContentType="${wordType}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="${wordType}.styles+xml"/>
<Override PartName="/word/footer1.xml" ContentType="${wordType}.footer+xml"/>
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>
</Types>
`

export const packageRelationships = relationships([
  { id: 'rId1', type: `${relationNamespace}/officeDocument`, target: 'word/document.xml' },
  {
    id: 'rId2',
    type: 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties',
    target: 'docProps/core.xml',
  },
  { id: 'rId3', type: `${relationNamespace}/extended-properties`, target: 'docProps/app.xml' },
])

/** Of the document, which shows as many images as that: `rIdImage1` is `media/image1.png`. */
export function documentRelationships(images: number): string {
  return relationships([
    { id: 'rIdStyles', type: `${relationNamespace}/styles`, target: 'styles.xml' },
    { id: 'rIdFooter', type: `${relationNamespace}/footer`, target: 'footer1.xml' },
    ...Array.from({ length: images }, (_, index) => ({
      id: `rIdImage${index + 1}`,
      type: `${relationNamespace}/image`,
      target: imagePath(index + 1),
    })),
  ])
}

/** Where an image lies below `word`; the first is 1. */
export function imagePath(image: number): string {
  return `media/image${image}.png`
}

interface Relationship {
  readonly id: string
  readonly type: string
  readonly target: string
}

function relationships(all: readonly Relationship[]): string {
  const lines = all.map(({ id, type, target }) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>\n`)
  return `${declaration}<Relationships xmlns="${packageRelations}">\n${lines.join('')}</Relationships>\n`
}

export function coreProperties({ title, torrentName, author, size }: Book): string {
  const time = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">2020-01-01T12:00:00Z</dcterms:${name}>\n`
  return `${declaration}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<dc:title>${xmlText(title)}</dc:title>
<dc:subject>${xmlText(torrentName)}</dc:subject>
<dc:creator>${author}</dc:creator>
<dc:description>${size}, simulated</dc:description>
<cp:lastModifiedBy>bittorrent-me</cp:lastModifiedBy>
${time('created')}${time('modified')}</cp:coreProperties>
`
}

export const applicationProperties = `${declaration}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">
<Application>bittorrent-me</Application>
</Properties>
`

/** The torrent's name, and "Page 3 of 12" as Word counts. */
export function footer({ torrentName }: Book): string {
  const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`
  const field = (name: string) => `<w:fldSimple w:instr=" ${name} ">${run('1')}</w:fldSimple>`
  return `${declaration}<w:ftr xmlns:w="${wordNamespace}">
<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>${run(xmlText(torrentName))}<w:r><w:tab/></w:r>${run('Page ')}${field('PAGE')}${run(' of ')}${field('NUMPAGES')}</w:p>
</w:ftr>
`
}

const heading = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>'
const faint = '<w:color w:val="73757F"/>'

/** The styles by the names that the document uses. Sizes are in half points, distances in twentieths of one. */
export const styles = `${declaration}<w:styles xmlns:w="${wordNamespace}">
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:cs="Times New Roman"/><w:color w:val="22242A"/><w:sz w:val="22"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="140" w:line="300" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>
${style('Normal', 'Normal', '<w:jc w:val="both"/>', '', ' w:default="1"')}${style('Title', 'Title', '<w:spacing w:before="480" w:after="120" w:line="240" w:lineRule="auto"/><w:jc w:val="left"/>', `${heading}<w:b/><w:sz w:val="60"/>`)}${style('Subtitle', 'Subtitle', '<w:jc w:val="left"/>', `<w:i/>${faint}<w:sz w:val="26"/>`)}${style('Heading1', 'heading 1', '<w:keepNext/><w:pageBreakBefore/><w:spacing w:after="240" w:line="240" w:lineRule="auto"/><w:jc w:val="left"/><w:outlineLvl w:val="0"/>', `${heading}<w:b/><w:sz w:val="40"/>`)}${style('Picture', 'Picture', '<w:keepNext/><w:spacing w:after="60" w:line="240" w:lineRule="auto"/><w:jc w:val="left"/>')}${style('Caption', 'caption', '<w:jc w:val="left"/>', `<w:i/>${faint}<w:sz w:val="18"/>`)}${style('Footer', 'footer', '<w:tabs><w:tab w:val="right" w:pos="9026"/></w:tabs><w:spacing w:after="0"/><w:jc w:val="left"/>', `${heading}${faint}<w:sz w:val="16"/>`)}</w:styles>
`

function style(id: string, name: string, paragraph: string, run = '', more = ''): string {
  const basis = id === 'Normal' ? '' : '<w:basedOn w:val="Normal"/>'
  return `<w:style w:type="paragraph"${more} w:styleId="${id}"><w:name w:val="${name}"/>${basis}<w:qFormat/><w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>\n`
}

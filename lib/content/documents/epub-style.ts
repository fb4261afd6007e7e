/** How the pages of a book look. */
export const stylesheet = `body { margin: 5%; font-family: Georgia, serif; line-height: 1.5; color: #22242a; }
h1 { margin: 0.2em 0 1em; font: bold 1.6em/1.2 Helvetica, Arial, sans-serif; }
p { margin: 0; text-indent: 1.4em; text-align: justify; hyphens: auto; }
h1 + p, figure + p { text-indent: 0; }
figure { margin: 0 0 1.5em; page-break-inside: avoid; }
img { display: block; width: 100%; }
figcaption { margin-top: 0.4em; font-size: 0.85em; font-style: italic; color: #73757f; }
.number { margin-top: 2em; text-indent: 0; font: 0.8em Helvetica, Arial, sans-serif; letter-spacing: 0.1em; text-transform: uppercase; color: #73757f; }
.title h1 { margin: 1em 0 0.3em; font-size: 2.2em; }
.author, .note { text-indent: 0; font-style: italic; color: #73757f; }
.note { margin-top: 3em; font: 0.8em Helvetica, Arial, sans-serif; }
nav ol { padding: 0; list-style: none; }
nav li { margin: 0.3em 0; }
nav a { color: inherit; text-decoration: none; }
`

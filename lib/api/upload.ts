import { DownloadError } from '@/lib/download/errors'
import { maxTorrentBytes } from '@/lib/metainfo/torrent-file'
import type { AddRequest } from '@/lib/registry/port'
import { uploadFields } from './contract'
import { parseInput } from './input'
import { parseJson } from './json-body'
import { type Form, type FormFile, type FormLimits, readForm } from './multipart'

const megabyte = 1024 * 1024

const limits: FormLimits = {
  fileBytes: maxTorrentBytes,
  // The names of 2^21 files would not fit a torrent of 10 MB; what can be selected fits this.
  fieldBytes: 2 * megabyte,
  formBytes: maxTorrentBytes + 4 * megabyte,
  parts: 10,
  fileField: 'file',
}

const jsonFields = ['settings', 'file_selections']

/**
 * What an upload asks to add: one `file` whose name ends in `.torrent`, and the optional fields.
 * @throws DownloadError `not-a-torrent-file`, `invalid-input`, `too-large`
 */
export async function readUpload(request: Request): Promise<AddRequest> {
  const form = await readForm(request, limits)
  const torrent = torrentOf(form.files)
  const fields = parseInput(uploadFields, fieldsOf(form), 'The form')
  return {
    torrent: torrent.bytes,
    settings: fields.settings,
    selection: { file_selections: fields.file_selections },
    start: fields.start,
  }
}

function torrentOf(files: readonly FormFile[]): FormFile {
  const misplaced = files.find(({ field }) => field !== limits.fileField)
  if (misplaced !== undefined) throw refusedField(misplaced.field, 'must not be a file')
  const [torrent, ...others] = files
  if (torrent === undefined) throw refusedField(limits.fileField, 'is missing: choose a .torrent file')
  if (others.length > 0) throw refusedField(limits.fileField, 'is given more than once: send one torrent at a time')
  if (!/\.torrent$/i.test(torrent.name ?? '')) {
    throw new DownloadError('not-a-torrent-file', 'Invalid file format. Only .torrent files are supported.')
  }
  return torrent
}

function fieldsOf({ fields }: Form): Record<string, unknown> {
  const values = new Map<string, unknown>()
  for (const [name, text] of fields) {
    if (values.has(name)) throw refusedField(name, 'is given more than once')
    values.set(name, jsonFields.includes(name) ? parseJson(text, name) : text)
  }
  return Object.fromEntries(values)
}

function refusedField(path: string, message: string): DownloadError {
  return new DownloadError('invalid-input', `${path} ${message}.`, { fields: [{ path, message }] })
}

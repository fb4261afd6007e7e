import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy'
import { DownloadError } from '@/lib/download/errors'
import { formatBytes } from '@/lib/util/format'
import { bodyChunks } from './body-chunks'

export interface FormFile {
  /** The field it was sent as. */
  readonly field: string
  /** As the sender named it, without folders; undefined when it did not. */
  readonly name: string | undefined
  readonly bytes: Uint8Array
}

export interface Form {
  readonly files: readonly FormFile[]
  readonly fields: readonly (readonly [name: string, text: string])[]
}

export interface FormLimits {
  /** Bytes of one file. */
  readonly fileBytes: number
  /** Bytes of one field. */
  readonly fieldBytes: number
  /** Bytes of the whole body. */
  readonly formBytes: number
  /** Files and fields together. */
  readonly parts: number
  /** The field that is a file whatever else its part says. */
  readonly fileField: string
}

/**
 * Reads a multipart form (RFC 7578) and holds no more of it than the limits allow.
 * @throws DownloadError `too-large` as soon as a limit is passed, the rest unread; `invalid-input` when it is malformed
 */
export async function readForm(request: Request, limits: FormLimits): Promise<Form> {
  const reader = new FormReader(request.headers.get('content-type') ?? '', limits)
  for await (const chunk of bodyChunks(request, limits.formBytes)) await reader.write(chunk)
  return reader.end()
}

class FormReader {
  private readonly parser: BusboyInstance
  private readonly files: FormFile[] = []
  private readonly fields: [string, string][] = []
  private failure: Error | undefined
  // After an error the parser calls nobody back.
  private goOn = () => {}

  constructor(
    contentType: string,
    private readonly limits: FormLimits,
  ) {
    this.parser = parserOf(contentType, limits)
    this.parser.on('file', (field, stream, name) => this.collect(field, stream, name))
    this.parser.on('field', (name, text, _nameCut, textCut) => {
      if (textCut) this.fail(tooLarge(`The field ${name}`, limits.fieldBytes))
      this.fields.push([name ?? '', text])
    })
    this.parser.on('partsLimit', () => this.fail(new DownloadError('invalid-input', 'The form has too many parts.')))
    this.parser.on('error', (cause) => {
      this.fail(malformed(cause))
      this.goOn()
    })
  }

  /** Resolves when the parser can take more. */
  async write(chunk: Uint8Array): Promise<void> {
    await new Promise<void>((resolve) => {
      this.goOn = resolve
      this.parser.write(chunk, () => resolve())
    })
    if (this.failure !== undefined) throw this.failure
  }

  async end(): Promise<Form> {
    await new Promise<void>((resolve) => {
      this.goOn = resolve
      this.parser.once('finish', resolve)
      this.parser.end()
    })
    if (this.failure !== undefined) throw this.failure
    return { files: this.files, fields: this.fields }
  }

  private collect(field: string, stream: BusboyFileStream, name: string | undefined): void {
    const chunks: Uint8Array[] = []
    stream.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    stream.on('limit', () => this.fail(tooLarge('The file', this.limits.fileBytes)))
    stream.on('error', (cause: unknown) => this.fail(malformed(cause)))
    stream.on('end', () => this.files.push({ field: field ?? '', name, bytes: Buffer.concat(chunks) }))
  }

  private fail(error: Error): void {
    this.failure ??= error
  }
}

function parserOf(contentType: string, { fileBytes, fieldBytes, parts, fileField }: FormLimits): BusboyInstance {
  if (!/^multipart\/form-data\b/i.test(contentType)) {
    throw new DownloadError('invalid-input', 'Send the torrent as a form: Content-Type: multipart/form-data.')
  }
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      isPartAFile: (field, _type, name) => field === fileField || name !== undefined,
      limits: { fileSize: fileBytes, fieldSize: fieldBytes, parts, headerPairs: 20, headerSize: 16 * 1024 },
    })
  } catch (cause) {
    throw malformed(cause)
  }
}

function malformed(cause: unknown): DownloadError {
  return new DownloadError('invalid-input', 'The form is malformed or broke off before its end.', {}, { cause })
}

function tooLarge(what: string, maxBytes: number): DownloadError {
  return new DownloadError('too-large', `${what} is larger than ${formatBytes(maxBytes)}.`)
}

import { z } from 'zod'
import { priorities } from '@/lib/download/selection'
import { settingsChangeSchema, settingsSchema } from '@/lib/download/settings'

/**
 * The HTTP API, every shape of it: the routes parse and reply by these schemas, the page and its tests take their types
 * from them. Sizes in bytes, speeds in KB/s (1 KB = 1024 bytes), progress in percent, dates in ISO 8601 UTC.
 */

const bytes = z.int().min(0)
const percent = z.number().min(0).max(100)
const count = z.int().min(0)

export const statusNames = [
  'queued',
  'checking',
  'metadata',
  'downloading',
  'seeding',
  'paused',
  'stopped',
  'completed',
  'failed',
] as const

export const messageReply = z.object({ message: z.string() })
export type MessageReply = z.infer<typeof messageReply>

/** What is wrong with one field; `path` is dotted, as `settings.speed_limit`. */
export const fieldError = z.object({ path: z.string(), message: z.string() })
export type FieldError = z.infer<typeof fieldError>

/** Every error: a sentence a person can act on. `torrent_id` names the download a duplicate met. */
export const errorReply = z.object({
  detail: z.string(),
  errors: z.array(fieldError).optional(),
  torrent_id: z.string().optional(),
})
export type ErrorReply = z.infer<typeof errorReply>

export const downloadReply = z.object({
  name: z.string(),
  status: z.enum(statusNames),
  /** The status is `downloading`: not while queued, checking or seeding. */
  downloading: z.boolean(),
  /** The status is `paused`. */
  paused: z.boolean(),
  /** Every selected piece is verified and on disk. */
  completed: z.boolean(),
  /** 100 only when completed. */
  progress: percent,
  download_speed: z.number().min(0),
  upload_speed: z.number().min(0),
  downloaded_pieces: count,
  total_pieces: count,
  total_size: bytes,
  selected_size: bytes,
  downloaded_size: bytes,
  uploaded_size: bytes,
  ratio: z.number().min(0),
  /** Null when it cannot be told. */
  eta_seconds: z.number().min(0).nullable(),
  /** Connected peers, and how many of them have everything. */
  peers: count,
  seeds: count,
  strategy: z.enum(['simulated', 'swarm']),
  is_multi_file: z.boolean(),
  error: z.string().nullable(),
  added_at: z.iso.datetime(),
  completed_at: z.iso.datetime().nullable(),
  settings: settingsSchema,
})
export type DownloadReply = z.infer<typeof downloadReply>

/**
 * Downloads by id, in the order of the list. A reply to `since=REV` holds only what changed and has `removed`: the ids
 * that are gone. One without `removed` is the whole list, also when REV was not known any more.
 */
export const statusReply = z.object({ removed: z.array(z.string()).optional() }).catchall(downloadReply)
export type StatusReply = z.infer<typeof statusReply>

export const uploadedFile = z.object({ path: z.string(), length: bytes, selected: z.boolean() })

export const uploadReply = z.object({
  message: z.string(),
  torrent_id: z.string(),
  name: z.string(),
  pieces: count,
  total_size: bytes,
  is_multi_file: z.boolean(),
  /** Empty for a single-file torrent. */
  files: z.array(uploadedFile),
})
export type UploadReply = z.infer<typeof uploadReply>

export const fileReply = uploadedFile.extend({
  priority: z.enum(priorities),
  downloaded_size: bytes,
  progress: percent,
})
export type FileReply = z.infer<typeof fileReply>

export const filesReply = z.object({
  torrent_id: z.string(),
  name: z.string(),
  file_selections: z.record(z.string(), z.boolean()),
  files: z.array(fileReply),
})
export type FilesReply = z.infer<typeof filesReply>

export const fileSelections = z.record(z.string(), z.boolean())
export const filesBody = z.strictObject({
  file_selections: fileSelections,
  priorities: z.record(z.string(), z.enum(priorities)).optional(),
})
export type FilesBody = z.infer<typeof filesBody>

export const settingsBody = settingsChangeSchema
export const settingsReply = settingsSchema

const yes = ['true', '1', 'on', '']
const no = ['false', '0', 'off']
const mustBeFlag = { error: 'must be true or false' }

/** A yes or no of a query or a form; its name alone is a yes. */
export const textFlag = z
  .string()
  .refine((text) => yes.includes(text) || no.includes(text), mustBeFlag)
  .transform((text) => yes.includes(text))

/** The settings as a query names them: `speed_limit=500&auto_stop=false`. */
export const settingsQuery = z.preprocess(
  (query) => Object.fromEntries(Object.entries(query ?? {}).map(([name, text]) => [name, valueOfText(text)])),
  settingsBody,
)

// A text that is neither stays one: the settings say what they want instead.
function valueOfText(text: unknown): unknown {
  if (text === 'true' || text === 'false') return text === 'true'
  return typeof text === 'string' && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text
}

export const removeQuery = z.strictObject({ keep_files: textFlag.default(false) })
export const removeBody = z
  .strictObject({
    keep_files: z.union([z.boolean(), z.literal([0, 1]).transform(Boolean)], mustBeFlag).default(false),
  })
  .default({ keep_files: false })

/** The parts of an upload beside its file, once those that are JSON are parsed. */
export const uploadFields = z.strictObject({
  settings: settingsBody.default({}),
  file_selections: fileSelections.optional(),
  start: textFlag.default(false),
})

export const downloadParams = z.object({ id: z.string() })
export const statusQuery = z.strictObject({ since: z.string().max(200).optional() })

export const directoryBody = z.strictObject({ directory: z.string().min(1).max(4096) })
export const directoryReply = z.object({ directory: z.string() })
export type DirectoryReply = z.infer<typeof directoryReply>

export const healthReply = z.object({
  /** `degraded` when `problems` is not empty. */
  status: z.enum(['healthy', 'degraded']),
  timestamp: z.iso.datetime(),
  version: z.string(),
  /** Seconds. */
  uptime: z.number().min(0),
  active_downloads: count,
  /** Percent of the machine's memory and processors in use. */
  memory_usage: percent,
  cpu_usage: percent,
  /** Sentences: damaged state that was recovered, saves that fail. */
  problems: z.array(z.string()),
})
export type HealthReply = z.infer<typeof healthReply>

export const metricsReply = z.object({
  downloads: z.object({ total: count, active: count, completed: count, failed: count }),
  performance: z.object({
    /** KB/s of all downloads together since the start. */
    average_speed: z.number().min(0),
    /** Bytes of payload since the start. */
    total_downloaded: bytes,
    uptime: z.number().min(0),
  }),
  system: z.object({ memory_usage: percent, cpu_usage: percent, disk_usage: percent }),
})
export type MetricsReply = z.infer<typeof metricsReply>

import path from 'node:path'
import { z } from 'zod'
import { DownloadError } from '@/lib/download/errors'
import packageJson from '@/package.json' with { type: 'json' }

const logLevels = ['error', 'warn', 'info', 'debug'] as const
export type LogLevel = (typeof logLevels)[number]

const number = (fallback: number) => z.coerce.number().min(0).default(fallback)
const folder = z.string().transform((value) => path.resolve(value))

/** Every variable the program reads; the README's table lists the same. */
const environmentSchema = z.object({
  BT_DATA_DIR: folder.default(path.resolve('downloads')),
  BT_DOWNLOAD_DIR: folder.optional(),
  BT_DOWNLOAD_ROOTS: z
    .string()
    .default('')
    .transform((value) =>
      value
        .split(path.delimiter)
        .filter((root) => root !== '')
        .map((root) => path.resolve(root)),
    ),
  BT_LOG_LEVEL: z.preprocess(
    (value) => (typeof value === 'string' ? value.toLowerCase() : value),
    z.enum(logLevels).default('info'),
  ),
  BT_MAX_CONCURRENT_DOWNLOADS: z.coerce.number().int().min(1).default(5),
  BT_SPEED_LIMIT: number(0),
  BT_UPLOAD_LIMIT: number(0),
  BT_SIM_SEED: z.string().default('bittorrent-me'),
  BT_SIM_PROFILE: z.enum(['home', 'slow', 'lan']).default('home'),
  BT_SIM_SPEED: z.coerce.number().positive().max(1000).default(1),
})

/** The configuration of this process. */
export interface Config {
  readonly version: string
  /** Where the registry's state is. */
  readonly dataDir: string
  /** Where new downloads go until a person says otherwise. */
  readonly downloadDir: string
  /** Folders that download directories must lie in; empty allows all. */
  readonly downloadRoots: readonly string[]
  readonly logLevel: LogLevel
  readonly maxConcurrentDownloads: number
  /** KB/s for all downloads together; 0 is unlimited. */
  readonly speedLimit: number
  readonly uploadLimit: number
  readonly simulation: {
    readonly seed: string
    readonly profile: 'home' | 'slow' | 'lan'
    /** How many seconds of the virtual swarm pass in one. */
    readonly speed: number
  }
}

/**
 * The configuration an environment describes; an empty variable counts as unset.
 * @throws DownloadError `invalid-input` naming each wrong variable
 */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = environmentSchema.safeParse(given)
  if (!parsed.success) {
    const sentences = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new DownloadError('invalid-input', sentences.join('; '))
  }
  const variables = parsed.data
  return {
    version: packageJson.version,
    dataDir: variables.BT_DATA_DIR,
    downloadDir: variables.BT_DOWNLOAD_DIR ?? variables.BT_DATA_DIR,
    downloadRoots: variables.BT_DOWNLOAD_ROOTS,
    logLevel: variables.BT_LOG_LEVEL,
    maxConcurrentDownloads: variables.BT_MAX_CONCURRENT_DOWNLOADS,
    speedLimit: variables.BT_SPEED_LIMIT,
    uploadLimit: variables.BT_UPLOAD_LIMIT,
    simulation: { seed: variables.BT_SIM_SEED, profile: variables.BT_SIM_PROFILE, speed: variables.BT_SIM_SPEED },
  }
}

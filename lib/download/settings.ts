import { z } from 'zod'

/** Which piece is picked next. */
export const pieceOrders = ['rarest-first', 'sequential'] as const

const limit = z.int().min(0).max(10_000_000)

/** One download's settings, as the API names them. Limits in KB/s (1 KB = 1024 bytes), 0 = unlimited. */
export const settingsSchema = z.strictObject({
  speed_limit: limit.describe('Download limit in KB/s; 0 is unlimited'),
  upload_limit: limit.describe('Upload limit in KB/s; 0 is unlimited'),
  max_peers: z.int().min(1).max(1000).describe('Peers to exchange pieces with'),
  max_connections: z.int().min(1).max(2000).describe('Connections to hold open, peers included'),
  auto_stop: z.boolean().describe('Stop when complete instead of seeding'),
  verify_pieces: z.boolean().describe('Prove each piece before it is kept'),
  pre_allocate: z.boolean().describe('Reserve the disk space before the first byte'),
  piece_order: z.enum(pieceOrders).describe('Rarest first, or from the first byte on'),
})

export type Settings = z.infer<typeof settingsSchema>

/** Any of the settings, at least none; unknown keys are refused. */
export const settingsChangeSchema = settingsSchema.partial()

export type SettingsChange = { [K in keyof Settings]?: Settings[K] | undefined }

export const defaultSettings: Settings = {
  speed_limit: 0,
  upload_limit: 0,
  max_peers: 50,
  max_connections: 100,
  auto_stop: true,
  verify_pieces: true,
  pre_allocate: false,
  piece_order: 'rarest-first',
}

/** The settings after a change that names only some of them. */
export function changeSettings(settings: Settings, change: SettingsChange): Settings {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  return { ...settings, ...given }
}

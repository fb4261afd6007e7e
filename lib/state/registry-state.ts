import { z } from 'zod'
import { StateFormat } from './state-format'

const version = 1

/** `<data dir>/state.json`: what the registry knows beside its downloads. */
const schema = z.strictObject({
  version: z.literal(version),
  /** Where new downloads go; null until a person has said so. */
  downloadDir: z.string().nullable(),
  /** Every folder that may hold downloads. */
  knownDirs: z.array(z.string()),
  /** Ids in the order of the list. */
  order: z.array(z.string()),
})

export type RegistryState = z.infer<typeof schema>

export const registryStateFormat = new StateFormat(schema, version)

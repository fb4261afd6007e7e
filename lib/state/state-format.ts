import type { z } from 'zod'
import { Damage } from './damage'
import { sealJson, unsealJson } from './sealed-json'
import { type Upgrades, upgrade } from './upgrades'

/** How one kind of state is written and read: its newest version, the steps to it, its schema. */
export class StateFormat<Schema extends z.ZodType> {
  constructor(
    private readonly schema: Schema,
    private readonly newestVersion: number,
    private readonly upgrades: Upgrades = {},
  ) {}

  write(state: z.infer<Schema>): string {
    return sealJson(state)
  }

  /**
   * @throws Damage when the text is not what was written
   * @throws DownloadError `state-unreadable` when a newer program wrote it
   */
  read(text: string): z.infer<Schema> {
    const parsed = this.schema.safeParse(upgrade(unsealJson(text), this.newestVersion, this.upgrades))
    if (parsed.success) return parsed.data
    const [issue] = parsed.error.issues
    throw new Damage(`${issue?.path.join('.')}: ${issue?.message}`, { cause: parsed.error })
  }
}

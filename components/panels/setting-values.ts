import type { FieldError } from '@/lib/api/contract'
import type { Settings } from '@/lib/download/settings'
import { type SettingsChange, settingsChangeSchema, settingsSchema } from '@/lib/download/settings'
import { formatCount } from '@/lib/util/format'

export type SettingName = keyof Settings
export type NumberSetting = 'speed_limit' | 'upload_limit' | 'max_peers' | 'max_connections'

const numberSettings: readonly NumberSetting[] = ['speed_limit', 'upload_limit', 'max_peers', 'max_connections']

/** What the form holds: numbers as they were typed. */
export type SettingValues = Omit<Settings, NumberSetting> & Record<NumberSetting, string>

export type SettingErrors = Partial<Record<SettingName, string>>

export function valuesOf(settings: Settings): SettingValues {
  const typed = Object.fromEntries(numberSettings.map((name) => [name, String(settings[name])]))
  return { ...settings, ...(typed as Record<NumberSetting, string>) }
}

/** The range a number may have, in words. */
export function rangeOf(name: NumberSetting): string {
  const { minValue, maxValue } = settingsSchema.shape[name]
  return `${formatCount(minValue ?? 0)} to ${formatCount(maxValue ?? 0)}`
}

/** What the form changes of the settings, or what is wrong with it, by field. */
export function changeOf(
  values: SettingValues,
  settings: Settings,
): { change: SettingsChange; errors?: undefined } | { errors: SettingErrors; change?: undefined } {
  const typed = Object.fromEntries(numberSettings.map((name) => [name, numberOf(values[name])]))
  const parsed = settingsChangeSchema.safeParse({ ...values, ...typed })
  if (!parsed.success) {
    return { errors: errorsOf(parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))) }
  }
  const names = Object.keys(parsed.data) as SettingName[]
  const changed = names.filter((name) => parsed.data[name] !== settings[name])
  return { change: Object.fromEntries(changed.map((name) => [name, parsed.data[name]])) }
}

/** Errors by field; a number's says its range, which tells more than what was wrong with it. */
export function errorsOf(errors: readonly FieldError[]): SettingErrors {
  const byName: SettingErrors = {}
  for (const { path, message } of errors) {
    const number = numberSettings.find((name) => name === path)
    byName[path as SettingName] = number ? `Whole number, ${rangeOf(number)}` : message
  }
  return byName
}

// An empty field is no zero.
function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text)
}

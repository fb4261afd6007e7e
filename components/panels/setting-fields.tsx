import { pieceOrders } from '@/lib/download/settings'
import { Check } from '../ui/check'
import { Field } from '../ui/field'
import { type NumberSetting, rangeOf, type SettingErrors, type SettingValues } from './setting-values'
import './setting-fields.css'

interface SettingFieldsProps {
  values: SettingValues
  errors: SettingErrors
  onChange: (values: SettingValues) => void
}

const numbers: readonly { name: NumberSetting; label: string; unit?: string; hint?: string }[] = [
  { name: 'speed_limit', label: 'Download limit', unit: 'KB/s', hint: '0 is unlimited' },
  { name: 'upload_limit', label: 'Upload limit', unit: 'KB/s', hint: '0 is unlimited' },
  { name: 'max_peers', label: 'Peers', hint: 'to exchange pieces with' },
  { name: 'max_connections', label: 'Connections', hint: 'open at once, peers included' },
]

const switches = [
  { name: 'auto_stop', label: 'Stop when complete', hint: 'Otherwise it goes on seeding.' },
  { name: 'verify_pieces', label: 'Verify pieces', hint: 'Each piece is proved before it is kept.' },
  { name: 'pre_allocate', label: 'Reserve disk space', hint: 'All of it, before the first byte.' },
] as const

const pieceOrderLabels = {
  'rarest-first': 'Rarest first – best for the swarm',
  sequential: 'Sequential – from the first byte on',
} satisfies Record<(typeof pieceOrders)[number], string>

/** The settings of a download as form fields, each with its range and its error beside it. */
export function SettingFields({ values, errors, onChange }: SettingFieldsProps) {
  return (
    <div className="setting-fields">
      {numbers.map(({ name, label, unit, hint }) => (
        <Field key={name} label={label} help={[rangeOf(name), hint].join('; ')} error={errors[name]}>
          {(control) => (
            <div className="with-unit">
              <input
                {...control}
                className="input"
                inputMode="numeric"
                autoComplete="off"
                name={name}
                value={values[name]}
                onChange={(event) => onChange({ ...values, [name]: event.target.value })}
              />
              {unit && <span>{unit}</span>}
            </div>
          )}
        </Field>
      ))}
      <div className="setting-fields-wide">
        <Field label="Piece order" help="Which piece is fetched next." error={errors.piece_order}>
          {(control) => (
            <div className="select is-fullwidth">
              <select
                {...control}
                name="piece_order"
                value={values.piece_order}
                onChange={(event) => {
                  const chosen = pieceOrders.find((order) => order === event.target.value)
                  if (chosen) onChange({ ...values, piece_order: chosen })
                }}
              >
                {pieceOrders.map((order) => (
                  <option key={order} value={order}>
                    {pieceOrderLabels[order]}
                  </option>
                ))}
              </select>
            </div>
          )}
        </Field>
      </div>
      <div className="setting-switches setting-fields-wide">
        {switches.map(({ name, label, hint }) => (
          <Check key={name} checked={values[name]} onChange={(checked) => onChange({ ...values, [name]: checked })}>
            {label} <small>{errors[name] ?? hint}</small>
          </Check>
        ))}
      </div>
    </div>
  )
}

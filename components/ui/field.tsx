import { type ReactNode, useId } from 'react'
import './field.css'

interface FieldProps {
  label: string
  help?: ReactNode
  error?: string | undefined
  /** Draws the control; the attributes join it to its label, help and error. */
  children: (control: FieldControl) => ReactNode
}

export interface FieldControl {
  readonly id: string
  readonly 'aria-describedby': string
  readonly 'aria-invalid': boolean
}

/** A label, a control, and beside it what is wrong or, while nothing is, what it takes. */
export function Field({ label, help, error, children }: FieldProps) {
  const id = useId()
  const noteId = `${id}-note`
  return (
    <div className="form-field" data-invalid={error !== undefined}>
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': noteId, 'aria-invalid': error !== undefined })}
      <p id={noteId} className="form-field-note">
        {error ?? help}
      </p>
    </div>
  )
}

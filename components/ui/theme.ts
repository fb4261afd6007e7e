/** What a person chose: one of the two looks, or the system's. */
export const themeChoices = ['system', 'light', 'dark'] as const
export type ThemeChoice = (typeof themeChoices)[number]

const storageKey = 'theme'
const darkQuery = '(prefers-color-scheme: dark)'

/** Runs in the head, before the first paint: a page that is shown light and then turns dark hurts at night. */
export const themeScript = `try{var c=localStorage.getItem('${storageKey}')}catch(e){}
document.documentElement.dataset.theme=c==='light'||c==='dark'?c:matchMedia('${darkQuery}').matches?'dark':'light'`

export function readThemeChoice(): ThemeChoice {
  const stored = readStored()
  return themeChoices.find((choice) => choice === stored) ?? 'system'
}

/** Applies a choice and remembers it where the browser lets us. */
export function chooseTheme(choice: ThemeChoice): void {
  try {
    localStorage.setItem(storageKey, choice)
  } catch {
    // Storage may be forbidden; the choice then holds until the page is closed.
  }
  applyTheme(choice)
}

/** Follows the system while the choice is `system`. Answers the call that stops. */
export function followSystemTheme(): () => void {
  const query = matchMedia(darkQuery)
  const follow = () => {
    if (readThemeChoice() === 'system') applyTheme('system')
  }
  query.addEventListener('change', follow)
  return () => query.removeEventListener('change', follow)
}

function applyTheme(choice: ThemeChoice): void {
  const dark = choice === 'system' ? matchMedia(darkQuery).matches : choice === 'dark'
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
}

function readStored(): string | null {
  try {
    return localStorage.getItem(storageKey)
  } catch {
    // As above: no storage is no stored choice.
    return null
  }
}

'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { useEffect, useState } from 'react'
import { IconButton } from './icon-button'
import { chooseTheme, followSystemTheme, readThemeChoice, type ThemeChoice, themeChoices } from './theme'

const icons = { system: Monitor, light: Sun, dark: Moon }

/** One button that goes round light, dark and the system's own. */
export function ThemeToggle() {
  // The server cannot know the choice: the first render shows the default, the effect the truth.
  const [choice, setChoice] = useState<ThemeChoice>('system')

  useEffect(() => {
    setChoice(readThemeChoice())
    return followSystemTheme()
  }, [])

  const next = themeChoices[(themeChoices.indexOf(choice) + 1) % themeChoices.length] ?? 'system'
  const toggle = () => {
    chooseTheme(next)
    setChoice(next)
  }
  return <IconButton icon={icons[choice]} label={`Theme: ${choice}. Switch to ${next}`} onClick={toggle} />
}

/** The mark: pieces that fall into an arrow. */
export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="var(--accent)" />
      <g fill="#fff">
        <rect x="12.75" y="5.5" width="6.5" height="5" rx="1.2" opacity=".55" />
        <rect x="12.75" y="12" width="6.5" height="5" rx="1.2" opacity=".8" />
        <path d="M6.9 18.5h18.2c.8 0 1.2 1 .6 1.6l-8.6 7c-.6.5-1.6.5-2.2 0l-8.6-7c-.6-.6-.2-1.6.6-1.6z" />
      </g>
    </svg>
  )
}

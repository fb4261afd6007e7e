export default function Page() {
  return <p>A page and nothing else: what Next itself needs.</p>
}

import { type BencodeValue, isBytes, isList } from './bencode'
import type { BencodeDictionary } from './bencode-dictionary'
import type { TextReader } from './text'

const maxAddressLength = 2048

/**
 * The trackers in tiers: those of `announce-list`, or else the one of `announce` (BEP 12). Each address is there once;
 * what is not an address is passed over.
 */
export function readTrackers(root: BencodeDictionary, read: TextReader): string[][] {
  const list = root.field('announce-list')
  const listed = distinctTiers(isList(list) ? list : [], read)
  return listed.length > 0 ? listed : distinctTiers([root.field('announce') ?? []], read)
}

/** Where the payload can be had by HTTP (BEP 19): `url-list`, one address or a list of them. */
export function readWebSeeds(root: BencodeDictionary, read: TextReader): string[] {
  const addresses = readAddresses(root.field('url-list') ?? [], read)
  return [...new Set(addresses)].filter((address) => /^(?:https?|ftp):\/\//i.test(address))
}

function distinctTiers(tiers: readonly BencodeValue[], read: TextReader): string[][] {
  const seen = new Set<string>()
  const isNew = (address: string) => !seen.has(address) && seen.add(address) !== undefined
  return tiers.map((tier) => readAddresses(tier, read).filter(isNew)).filter((tier) => tier.length > 0)
}

function readAddresses(value: BencodeValue, read: TextReader): string[] {
  const values = isList(value) ? value : [value]
  return values
    .filter(isBytes)
    .map((bytes) => read(bytes).trim())
    .filter(isAddress)
}

// Whether it can be reached is for who asks it; it only must not break a line of a request or a log.
function isAddress(text: string): boolean {
  return text !== '' && text.length <= maxAddressLength && !/[\s\p{Cc}]/u.test(text)
}

/** Half a surrogate pair: some charsets decode to it, and cutting a text at a limit makes one. */
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** A copy whose strings are well-formed Unicode, which databases and other people's JSON readers insist on. */
export function wellFormed<T>(value: T): T {
  if (typeof value === 'string') return value.replace(loneSurrogate, '\ufffd') as T
  if (Array.isArray(value)) return value.map((one) => wellFormed(one)) as T
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, wellFormed(one)])) as T
}

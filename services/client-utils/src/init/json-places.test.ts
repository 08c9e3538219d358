import { describe, expect, it } from 'vitest'
import { type PlacedJson, parsePlacedJson } from './json-places.ts'

const json = (text: string) => parsePlacedJson(text) as PlacedJson

describe('the place of a value', () => {
  const text = '{\n  "accounts": [\n    { "_id": "sales" },\n    { "_id":\n      "bot" }\n  ]\n}'

  it('is the line of its key', () => {
    expect(json(text).placeOf(['accounts', 1, '_id']).line).toBe(4)
  })

  it('is that of what surrounds it where it is missing', () => {
    expect(json(text).placeOf(['accounts', 0, 'channel']).line).toBe(3)
    expect(json(text).placeOf(['campaigns']).line).toBe(1)
  })

  it('gives the value itself, undefined where there is none', () => {
    expect(json(text).valueAt(['accounts', 1, '_id'])).toBe('bot')
    expect(json(text).valueAt(['accounts', 2])).toBeUndefined()
  })
})

describe('a text that is no JSON is refused with line and column', () => {
  it.each([
    ['{\n  "a": 1,\n}', 3, 1],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3],
    ['{ "a": тест }', 1, 8],
    ['{\n  // why\n  "a": 1 }', 2, 3],
    ['', 1, 1],
    ['{ "a": 1 } x', 1, 12],
    ["{ 'a': 1 }", 1, 3],
  ])('%j', (text, line, column) => {
    expect(parsePlacedJson(text)).toMatchObject({ line, column, problem: expect.any(String) })
  })

  it('a key that stands twice would silently lose one of its values', () => {
    expect(parsePlacedJson('{\n "a": 1,\n "a": 2 }')).toMatchObject({
      line: 3,
      problem: 'the key "a" stands here twice',
    })
  })

  it('a byte order mark is no mistake', () => {
    expect(json('\ufeff{"a":1}').value).toEqual({ a: 1 })
  })
})

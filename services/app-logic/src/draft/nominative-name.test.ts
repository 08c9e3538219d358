import { describe, expect, it } from 'vitest'
import { nominativeName } from './nominative-name.ts'

describe('a Russian name is turned back into the form it is called by', () => {
  it.each([
    ['Олегу Смирнову', 'Олег Смирнов'],
    ['Анне Беловой', 'Анна Белова'],
    ['Анной', 'Анна'],
    ['Дмитрием Чайковским', 'Дмитрий Чайковский'],
    ['Марию Ивановну Петрову', 'Мария Ивановна Петрова'],
    ['Павлу', 'Павел'],
    ['Игоря', 'Игорь'],
    ['Илье Ильину', 'Илья Ильин'],
    ['Наталье Сергеевне', 'Наталья Сергеевна'],
    ['Сергею Петровичу', 'Сергей Петрович'],
  ])('%s', (written, called) => {
    expect(nominativeName(written)).toBe(called)
  })

  it.each(['Олег Смирнов', 'Анна Белова', 'Александра', 'Валерия', 'Maria Stone', 'Zoltán', 'Ким', ''])(
    '%s stays',
    (name) => {
      expect(nominativeName(name)).toBe(name)
    },
  )
})

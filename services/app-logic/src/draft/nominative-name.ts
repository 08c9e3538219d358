/**
 * Russian names as they are called: a reply says "напишите Олегу Смирнову", and nobody wants to be greeted as "Олегу".
 * Only given names of a list are turned back, and a surname only together with one: a guess would be worse than the case.
 */
const MALE = `Александр Алексей Анатолий Андрей Антон Аркадий Арсений Артём Артем Артур Борис Вадим Валентин Валерий Василий
Виктор Виталий Владимир Владислав Всеволод Вячеслав Геннадий Георгий Герман Глеб Григорий Даниил Данила Денис Дмитрий Евгений
Егор Иван Игорь Илья Кирилл Константин Лев Леонид Максим Марат Марк Матвей Михаил Никита Николай Олег Павел Пётр Петр Ринат
Роман Руслан Рустам Ростислав Савелий Семён Семен Сергей Станислав Степан Тимофей Тимур Фёдор Федор Филипп Эдуард Юрий Яков Ярослав
Саша Паша Миша Дима Лёша Леша Коля Серёжа Сережа Женя Ваня Витя Костя Вова Гриша Слава`
const FEMALE = `Александра Алина Алла Алёна Алена Альбина Анастасия Ангелина Анжела Анна Антонина Валентина Валерия Варвара Василиса
Вера Вероника Виктория Галина Дарья Диана Евгения Екатерина Елена Елизавета Жанна Зинаида Зоя Инна Ирина Карина Кира Кристина
Ксения Лариса Лидия Лилия Людмила Маргарита Марина Мария Милана Надежда Наталья Наталия Нина Оксана Ольга Полина Раиса Регина
Римма Светлана София Софья Таисия Тамара Татьяна Ульяна Эльвира Юлия Яна Ярослава Аня Катя Маша Настя Наташа Оля Света Таня Юля Лена Ира Даша`

type Gender = 'male' | 'female'
interface Known {
  readonly name: string
  readonly gender: Gender
}

/** Endings of the oblique cases, by the ending of the nominative. */
function casesOf(name: string): string[] {
  const irregular: Readonly<Record<string, string>> = { Павел: 'Павл', Пётр: 'Петр', Петр: 'Петр', Лев: 'Льв' }
  const stem = irregular[name]
  if (stem !== undefined) return ['а', 'у', 'ом', 'е'].map((ending) => stem + ending)
  const cut = name.slice(0, -1)
  if (/ий$/.test(name)) return ['я', 'ю', 'ем', 'и'].map((ending) => cut + ending)
  if (/[йь]$/.test(name)) return ['я', 'ю', 'ем', 'ём', 'е'].map((ending) => cut + ending)
  if (/ия$/.test(name)) return ['и', 'ю', 'ей'].map((ending) => cut + ending)
  if (/я$/.test(name)) return ['и', 'е', 'ю', 'ей', 'ёй'].map((ending) => cut + ending)
  if (/а$/.test(name)) return ['ы', 'и', 'е', 'у', 'ой', 'ей'].map((ending) => cut + ending)
  return ['а', 'у', 'ом', 'е'].map((ending) => name + ending)
}

const NOMINATIVE = new Set<string>()
const BY_CASE = new Map<string, Known>()
for (const [list, gender] of [
  [MALE, 'male'],
  [FEMALE, 'female'],
] as const) {
  for (const name of list.split(/\s+/)) {
    NOMINATIVE.add(name)
    for (const form of casesOf(name)) if (!BY_CASE.has(form)) BY_CASE.set(form, { name, gender })
  }
}

/** The name in the nominative where it is sure; else as it was. */
export function nominativeName(fullName: string): string {
  const [given = '', ...rest] = fullName.split(' ')
  if (NOMINATIVE.has(given)) return fullName
  const known = BY_CASE.get(given)
  if (known === undefined) return fullName
  return [known.name, ...rest.map((word) => nominativeSurname(word, known.gender))].join(' ')
}

/** Surnames (and patronymics) in -ов, -ин, -ский and their kin; others stay as they are. */
function nominativeSurname(word: string, gender: Gender): string {
  if (gender === 'female') {
    if (/(?:ов|ев|ёв|ин|ын)(?:ой|у)$/.test(word)) return word.replace(/(?:ой|у)$/, 'а')
    if (/(?:ск|цк)(?:ой|ую)$/.test(word)) return word.replace(/(?:ой|ую)$/, 'ая')
    return word.replace(/(вн|чн|ичн)(?:е|ой|у|ы)$/, '$1а')
  }
  if (/(?:ов|ев|ёв|ин|ын)(?:а|у|ым|е)$/.test(word)) return word.replace(/(?:а|у|ым|е)$/, '')
  if (/(?:ск|цк)(?:ого|ому|им|ом)$/.test(word)) return word.replace(/(?:ого|ому|им|ом)$/, 'ий')
  return word.replace(/(вич)(?:а|у|ем|е)$/, '$1')
}

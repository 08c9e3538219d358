import { inZone, type Language } from '@outrider/shared/domain'

type ZonePhrase = Readonly<Record<Language, string>>

const moscow: ZonePhrase = { ru: 'по Москве', en: 'Moscow time', es: 'hora de Moscú' }
const madrid: ZonePhrase = { ru: 'по Мадриду', en: 'Madrid time', es: 'hora peninsular española' }
const mexico: ZonePhrase = { ru: 'по Мехико', en: 'Mexico City time', es: 'hora de Ciudad de México' }

const ZONES: Readonly<Record<string, ZonePhrase>> = {
  'Europe/Moscow': moscow,
  'Europe/Madrid': madrid,
  'America/Mexico_City': mexico,
  'Europe/London': { ru: 'по Лондону', en: 'London time', es: 'hora de Londres' },
  'Europe/Berlin': { ru: 'по Берлину', en: 'Berlin time', es: 'hora de Berlín' },
  'Europe/Paris': { ru: 'по Парижу', en: 'Paris time', es: 'hora de París' },
  'Europe/Minsk': { ru: 'по Минску', en: 'Minsk time', es: 'hora de Minsk' },
  'Europe/Kaliningrad': { ru: 'по Калининграду', en: 'Kaliningrad time', es: 'hora de Kaliningrado' },
  'Europe/Samara': { ru: 'по Самаре', en: 'Samara time', es: 'hora de Samara' },
  'Europe/Istanbul': { ru: 'по Стамбулу', en: 'Istanbul time', es: 'hora de Estambul' },
  'Asia/Yekaterinburg': { ru: 'по Екатеринбургу', en: 'Yekaterinburg time', es: 'hora de Ekaterimburgo' },
  'Asia/Omsk': { ru: 'по Омску', en: 'Omsk time', es: 'hora de Omsk' },
  'Asia/Novosibirsk': { ru: 'по Новосибирску', en: 'Novosibirsk time', es: 'hora de Novosibirsk' },
  'Asia/Krasnoyarsk': { ru: 'по Красноярску', en: 'Krasnoyarsk time', es: 'hora de Krasnoyarsk' },
  'Asia/Irkutsk': { ru: 'по Иркутску', en: 'Irkutsk time', es: 'hora de Irkutsk' },
  'Asia/Vladivostok': { ru: 'по Владивостоку', en: 'Vladivostok time', es: 'hora de Vladivostok' },
  'Asia/Almaty': { ru: 'по Алматы', en: 'Almaty time', es: 'hora de Almaty' },
  'Asia/Tbilisi': { ru: 'по Тбилиси', en: 'Tbilisi time', es: 'hora de Tiflis' },
  'Asia/Dubai': { ru: 'по Дубаю', en: 'Dubai time', es: 'hora de Dubái' },
  'America/New_York': { ru: 'по Нью-Йорку', en: 'New York time', es: 'hora de Nueva York' },
  'America/Chicago': { ru: 'по Чикаго', en: 'Chicago time', es: 'hora de Chicago' },
  'America/Denver': { ru: 'по Денверу', en: 'Denver time', es: 'hora de Denver' },
  'America/Los_Angeles': { ru: 'по Лос-Анджелесу', en: 'Los Angeles time', es: 'hora de Los Ángeles' },
  'America/Bogota': { ru: 'по Боготе', en: 'Bogotá time', es: 'hora de Bogotá' },
  'America/Lima': { ru: 'по Лиме', en: 'Lima time', es: 'hora de Lima' },
  'America/Santiago': { ru: 'по Сантьяго', en: 'Santiago time', es: 'hora de Santiago' },
  'America/Argentina/Buenos_Aires': { ru: 'по Буэнос-Айресу', en: 'Buenos Aires time', es: 'hora de Buenos Aires' },
}

/**
 * A zone as a person says it: by its city where that is known, else by its offset at that instant ("UTC+5:30").
 *
 * @param zone IANA name or `UTC±h`
 */
export function zoneName(zone: string, instant: Date, language: Language): string {
  return ZONES[zone]?.[language] ?? offsetName(inZone(instant, zone).offset)
}

function offsetName(minutes: number): string {
  if (minutes === 0) return 'UTC'
  const size = Math.abs(minutes)
  const rest = size % 60
  return `UTC${minutes < 0 ? '−' : '+'}${Math.floor(size / 60)}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`
}

/** Minutes east of UTC of a written offset such as `UTC+3` or `GMT-05:30`; 0 where none is written. */
export function zoneOffset(written: string): number {
  const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d{1,2}):?(\d{2})?/.exec(written.replace('−', '-')) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

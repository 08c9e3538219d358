/**
 * Words that decide and are often misspelt. A word one slip away from one of them (a letter too many, too few,
 * another, or two swapped) is read as it; words that exist by themselves are left alone.
 */
const KEY_WORDS = (
  'unsubscribe unsubscribed remove delete details mailing emailing messages sending writing contact address ' +
  'presentation brochure pricing meeting schedule tomorrow interested interesting stop wednesday thursday ' +
  'удалите удалить пишите писать напишите отпишите рассылка рассылки рассылку присылайте пришлите вышлите презентацию ' +
  'презентация созвонимся позвоните интересно неинтересно актуально прекратите прошу базы покажите встреча стоимость ' +
  'отправьте скиньте перезвоните коллега директор здравствуйте пожалуйста сколько следующей ' +
  'borrenme eliminen borren quitenme saquenme escriban manden envien presentacion correo reunion interesa interesado ' +
  'proxima semana catalogo precios informacion suscripcion contacto demostracion agendamos llamada'
).split(' ')

const REAL_NEIGHBOURS = new Set(
  (
    'waiting information interest catalog mandes escribas escribes correr corre corro corres elimine borre llamaba quiteme saqueme borreme ' +
    'встреч уделить коллегам удалять пробу интересует интересно писем пришел уделите рассылал ' +
    'remote removed deleted deletes retails detail mailings mailing message sendings writings contacts contract contracts addresses addressed ' +
    'presentations brochures meetings scheduled schedules uninterested step stops shop atop sto top stoop crop drop slop swop soap strop ' +
    'удалили пишете напишете отпишете рассылке рассылкам пришлете вышлете презентации презентацией презентаций созвонились позвонить ' +
    'интересна интересны интересен неинтересна неинтересны актуальна актуальны прекратить прошлу прошли прошло просто базе база базу базам база покажете ' +
    'встречи встречу встрече стоимости отправить отправьте скинете перезвоните коллеги коллегу коллег коллеге директора директору прошлу проще ' +
    'отправите рассылка рассылки рассылку писали писала писать пишите рассылок присылаете следующий следующее следующем ' +
    'eliminan borran escriben escriba envian envie manden mande mandan presentaciones correos reuniones interesan interese ' +
    'interesada interesados interesante proximo proximas semanas catalogos precio contactos contacte contacta llamadas llamado agendemos prosa'
  ).split(' '),
)

const LEAST_LENGTH = 4

/** Every string that a word gives when one letter is left out: two words one slip apart share one of them. */
function reductions(word: string): string[] {
  return [word, ...Array.from(word, (_, i) => word.slice(0, i) + word.slice(i + 1))]
}

const BY_REDUCTION = new Map<string, string[]>()
for (const word of KEY_WORDS) {
  for (const reduced of reductions(word)) BY_REDUCTION.set(reduced, [...(BY_REDUCTION.get(reduced) ?? []), word])
}
const KNOWN = new Set(KEY_WORDS)

/** The key word meant by a misspelt word, else the word itself. */
export function respell(word: string): string {
  if (word.length < LEAST_LENGTH || KNOWN.has(word) || REAL_NEIGHBOURS.has(word)) return word
  for (const reduced of reductions(word)) {
    const meant = BY_REDUCTION.get(reduced)?.find((candidate) => isOneSlip(word, candidate))
    if (meant !== undefined) return meant
  }
  return word
}

function isOneSlip(written: string, meant: string): boolean {
  if (meant.length < 5) return isSwap(written, meant)
  if (written.charAt(0) !== meant.charAt(0)) return false
  const difference = written.length - meant.length
  if (difference === 1) return reductions(written).includes(meant)
  if (difference === -1) return reductions(meant).includes(written)
  if (difference !== 0) return false
  return isSwap(written, meant) || differing(written, meant) === 1
}

function differing(a: string, b: string): number {
  return Array.from(a).filter((letter, i) => letter !== b.charAt(i)).length
}

function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length || differing(a, b) !== 2) return false
  const first = Array.from(a).findIndex((letter, i) => letter !== b.charAt(i))
  return a.charAt(first) === b.charAt(first + 1) && a.charAt(first + 1) === b.charAt(first)
}

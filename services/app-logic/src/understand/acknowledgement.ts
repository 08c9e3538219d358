import { isCommonWord } from './extract/common-words.ts'
import type { ReadReply } from './read-reply.ts'

/** Below this a reply read as `other` that is no acknowledgement is asked back about. */
export const SURELY_OTHER = 0.6

const LONGEST_BARE_ANSWER = 6
const LONGEST_GREETING = 3
const SHORTEST_MASHED_WORD = 4

function wholeLine(...wordings: readonly string[]): RegExp {
  return new RegExp(`^ (?:(?:${wordings.join('|')}) )+$`, 'u')
}

// Said alone these answer a question that was not asked, or lean to neither side.
const BARE_ANSWER = wholeLine(
  'yes|yep|yeah|yup|yea|maybe|perhaps|possibly|could be|it depends|depends|might be|not sure|who knows|kind of|sort of|ish|yes and no|no idea|dunno|hmm+|hm+|umm+',
  'да|возможно|может|может быть|может и нет|наверное|наверно|смотря|смотря как|зависит|не знаю|не уверен|не уверена|как знать|хм+',
  'si|quiza|quizas|tal vez|talvez|puede ser|puede|puede que|depende|segun|a lo mejor|a la mejor|no se|quien sabe|mmm+',
)
const FILLERS = wholeLine('no|not|or|and|нет|не|или|и|а|ну|o|y|pues|pos|bueno|well|e')
// "Yeah, no." refuses.
const AGREES_TO_REFUSE = /^ (?:yes|yeah|yep|да|ну да|si) (?:no|not|нет|не) $/u
const SAYS_YES_OR_MAYBE = / (?!(?:no|not|or|and|нет|не|или|и|а|ну|o|y|pues|pos|bueno|well|e) )\S+ /u

const NOT_UNDERSTOOD = new RegExp(
  ` (?:${[
    '(?:do|did|can|could|does) not (?:quite |really |fully )?(?:understand|follow(?! up)|get|make sense)(?: (?:you|your|this|it|that|what|any|a word|the)\\b.*)?|not (?:quite )?(?:clear|following)|(?:what do you|what did you|what does this|what does that|what is that|what is this) (?:mean|supposed).*|am confused|confusing|not sure what (?:you|this|that).*|come again|i beg your pardon',
    'не (?:понял|поняла|поняли|понимаю|понимаем|понятно|ясно|улавливаю|догоняю|въехал|въехала|разобрал|разобрала)|непонятно|неясно|ничего не понял[аи]?|что (?:вы )?(?:имеете|имели|имеется) в виду|о чем (?:вы|речь|это)|вы о чем|в смысле|к чему (?:это|вы)',
    'no (?:le |te |les |os |lo |la |me )?(?:entiendo|entendi|entendemos|comprendo|comprendi|sigo|queda claro|quedo claro|capto|pillo)|no se (?:entiende|a que se refiere|de que)|que (?:quiere|quieres|quiso) decir|a que se refier\\p{L}*|de que (?:me )?(?:habla|hablas|se trata|va esto)',
  ].join('|')})(?= )`,
  'u',
)
const PUZZLED = /^ (?:what|huh|eh|pardon|sorry|wut|que|como|mande|что|чего|а|как это|чо|ась) $/u

const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбю']
const VOWEL = /[aeiouyаеёиоуыэюяіїє]/u

const ACKNOWLEDGES = new RegExp(
  ` (?:${[
    'thanks?|thank you|thankful|ty|tysm|ta|cheers|appreciated?|obliged|ok|okay|okey|k|kk|got (?:it|your|the)|noted?|received|acknowledged?|ack|roger|copy that|will do|understood|fine|good (?:luck|morning|afternoon|evening|day|one)|welcome|congrat\\p{L}*|happy|merry|hi|hello|hey|greetings|best wishes|have a|see you|same to you|no worries|no problem|you too|sorry|mhm|lol|ha+|haha\\p{L}*|nice|great|lovely|wonderful|interesting|sounds good|all good|(?:will|shall) (?:read|look|review|think|discuss|let you know|be in touch|get back)|shared with|passed (?:it|this) on|forwarded',
    'спасибо|спс|благодар\\p{L}*|признател\\p{L}*|ок|окей|ладно|хорошо|ясно|понятно|понял|поняла|поняли|принято|принял|приняла|приняли|получил\\p{L}*|получено|увидел\\p{L}*|прочитал\\p{L}*|посмотрел\\p{L}*|учту|учтем|добро|отлично|супер|здравствуйте|привет|добрый|доброе|доброго|всего|поздравля\\p{L}*|с (?:праздник\\p{L}*|наступающ\\p{L}*|наступивш\\p{L}*|новым|пятницей|рождеством|днем)|удачи|успехов|взаимно|извините|простите|как скажете|договорились|ага|угу|ахах\\p{L}*|лол|передал\\p{L}*|передам|обсудим|подумаю|подумаем|изуч\\p{L}*|услышал\\p{L}*|хорошего|мда',
    'gracias|grax|agradec\\p{L}*|agradezco|ok|okey|vale|listo|recibid\\p{L}*|anotad\\p{L}*|enterad\\p{L}*|entendid\\p{L}*|de acuerdo|perfecto|dale|genial|bueno|buen(?:as|os|isimo|a)?|hola|saludos|felic\\p{L}*|feliz|enhorabuena|suerte|igualmente|lo mismo digo|igual para|leid\\p{L}*|visto|tomamos nota|tomo nota|perdon|disculp\\p{L}*|ja(?:ja)+|jeje\\p{L}*|que tenga\\p{L}*|un abrazo|lo (?:reviso|leo|veo|consulto|comento|tengo presente|tomo en cuenta|tomamos en cuenta)',
  ].join('|')})(?= )`,
  'u',
)

/** Whether a reply thanks, acknowledges, greets or closes: it needs no answer. */
export function isAcknowledgement(read: ReadReply): boolean {
  if (read.clauses.some(({ asks }) => asks)) return false
  return read.clauses.some(({ line }) => ACKNOWLEDGES.test(line))
}

/**
 * Whether nobody could tell what a reply wants: only question marks, letters hit at random, "yes" or "maybe" without
 * what is meant, or that our message was not understood.
 */
export function isUnclear(read: ReadReply): boolean {
  if (read.clauses.length === 0) return /^[\s.!…]*\?[\s?!.…]*$/u.test(read.folded.text)
  return isBareAnswer(read) || saysNotUnderstood(read) || isMashed(read)
}

function lineOf({ clauses }: ReadReply): string {
  return clauses.map(({ line }) => line.trim()).join(' ')
}

function isBareAnswer(read: ReadReply): boolean {
  const words = lineOf(read).split(' ')
  const line = ` ${words.join(' ')} `
  if (words.length > LONGEST_BARE_ANSWER || AGREES_TO_REFUSE.test(line)) return false
  const rest = withoutFillers(words)
  return SAYS_YES_OR_MAYBE.test(line) && (BARE_ANSWER.test(line) || (rest !== '' && BARE_ANSWER.test(` ${rest} `)))
}

function withoutFillers(words: readonly string[]): string {
  return words.filter((word) => !FILLERS.test(` ${word} `)).join(' ')
}

/** Every clause is about not understanding, but for greetings and thanks. */
function saysNotUnderstood({ clauses }: ReadReply): boolean {
  const puzzled = (line: string) => NOT_UNDERSTOOD.test(line) || PUZZLED.test(line)
  const polite = (line: string) => line.trim().split(' ').length <= LONGEST_GREETING && ACKNOWLEDGES.test(line)
  return clauses.some(({ line }) => puzzled(line)) && clauses.every(({ line }) => puzzled(line) || polite(line))
}

/** Nothing but words that no one writes on purpose. */
function isMashed({ clauses }: ReadReply): boolean {
  const tokens = clauses.flatMap((clause) => clause.tokens)
  if (tokens.length === 0 || tokens.some(({ kind }) => kind !== 'word')) return false
  return tokens.every(({ word }) => isMashedWord(word))
}

function isMashedWord(word: string): boolean {
  if (word.length < SHORTEST_MASHED_WORD || isCommonWord(word) || ACKNOWLEDGES.test(` ${word} `)) return false
  if (!/\p{L}/u.test(word)) return false
  return !VOWEL.test(word) || runsAlongKeys(word) || /[^aeiouyаеёиоуыэюяьъ\W]{5}/u.test(word)
}

/** Four neighbouring keys in a row, of any direction, or one letter again and again. */
function runsAlongKeys(word: string): boolean {
  if (/(.)\1{3}/u.test(word)) return true
  for (let at = 0; at + 4 <= word.length; at += 1) {
    const piece = word.slice(at, at + 4)
    const reversed = [...piece].reverse().join('')
    if (ROWS.some((row) => row.includes(piece) || row.includes(reversed))) return true
  }
  return false
}

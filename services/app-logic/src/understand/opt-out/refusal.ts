import type { Clause } from '../clauses.ts'

const REFUSAL = new RegExp(
  ` (?:${[
    '(?:not|no longer|nor) (?:\\S+ )?(?:interested|a fit|a good fit|a match|relevant|for us|for me|something we need|our thing|in the market|what we need)',
    'no (?:interest|thanks|thank you|need for|use for|appetite|plans)',
    '(?:hard|we|i|will|gonna|going to|to) pass',
    'not (?:looking for|going to buy|buying|need (?:this|it|anything|one|your|another)|interest)',
    'happy with (?:our|what|the|my)',
    'all set|good as (?:we|i) (?:are|am)|thanks but no thanks|not today thanks',
    'не (?:интересн\\p{L}*|интересует|интересуют|актуальн\\p{L}*|заинтересован\\p{L}*|наша история|наш случай|подходит|подойдет|нуждаемся|нуждаюсь)',
    '(?:неинтересно|неактуально|отказываемся|вынуждены отказаться|вынужден отказаться|воздержимся)',
    'нет (?:потребности|интереса|необходимости|нужды|спасибо)',
    '(?:нам|мне) (?:это |такое |оно )?не (?:нужно|надо|требуется)',
    'no (?:me |nos )?(?:interesa\\p{L}*|aplica|encaja|sirve|hace falta|conviene)',
    'no (?:estoy|estamos|tengo|tenemos|hay) (?:interesad\\p{L}*|interes)',
    'no gracias|declinamos|preferimos no|estamos bien (?:asi|con)|no es (?:para nosotros|lo nuestro)|no lo necesit\\p{L}*|ya tenemos (?:proveedor|quien|con quien)',
  ].join('|')})(?= )`,
  'u',
)

/** A mere refusal ("not interested, thanks") that its own clause neither asks, conditions nor narrows. */
export function isRefusal(clause: Clause): boolean {
  if (clause.asks || clause.opener === 'condition') return false
  return REFUSAL.test(clause.line)
}

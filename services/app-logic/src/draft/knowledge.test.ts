import { describe, expect, it } from 'vitest'
import { exampleCampaign } from './draft-request.fixture.ts'
import { answersFromKnowledge } from './knowledge.ts'

const { knowledge } = exampleCampaign()
const ask = (text: string) => {
  const { answered, open } = answersFromKnowledge(text, 'en', knowledge)
  return { answered: answered.map(({ id }) => id), open }
}

describe('a question that product knowledge answers, whatever its words', () => {
  it.each([
    ['А сколько это стоит?', ['price']],
    ['Какая цена?', ['price']],
    ['Во сколько нам обойдётся сервис в месяц?', ['price']],
    ['Подскажите, пожалуйста, стоимость.', ['price']],
    ['Интересует прайс', ['price']],
    ['Есть ли пробный период?', ['trial']],
    ['Можно попробовать бесплатно?', ['trial']],
    ['С какими площадками вы работаете?', ['integrations']],
    ['Есть интеграция с Битрикс24?', ['integrations']],
    ['Откуда у вас мой адрес?', ['address-source']],
    ['А кто вы вообще такие?', ['who-we-are']],
    ['Где хранятся наши данные?', ['data-protection']],
    ['Как расторгнуть договор?', ['contract']],
    ['Сколько времени занимает внедрение?', ['onboarding']],
    ['В какие часы работает поддержка?', ['support']],
    ['Кто ваши клиенты?', ['references']],
    ['Есть ли интерфейс на английском?', ['languages']],
    ['Если не понравится, вы вернёте деньги?', ['refunds']],
    ['Удаляете ли вы плохие отзывы?', ['fake-reviews']],
    ['Можно платить по счёту?', ['payment']],
    ['How much is it?', ['price']],
    ['What does it cost per month?', ['price']],
    ["I'd like to know the price.", ['price']],
    ['Is there a free trial?', ['trial']],
    ['Can we try it first?', ['trial']],
    ['Do you integrate with amoCRM?', ['integrations']],
    ['Does it support Google Maps?', ['integrations']],
    ['Where did you get my email from?', ['address-source']],
    ['Where is our data stored?', ['data-protection']],
    ['Is there a minimum term?', ['contract']],
    ['How long does the setup take?', ['onboarding']],
    ['What are your support hours?', ['support']],
    ['Who are your customers?', ['references']],
    ['Is it available in English?', ['languages']],
    ['Do you offer refunds?', ['refunds']],
    ['Can we pay by invoice?', ['payment']],
    ['¿Cuánto cuesta al mes?', ['price']],
    ['¿Qué precio tiene?', ['price']],
    ['¿Hay prueba gratuita?', ['trial']],
    ['¿Se integra con Google Maps?', ['integrations']],
    ['¿De dónde sacaron mi correo?', ['address-source']],
    ['¿Dónde se guardan los datos?', ['data-protection']],
    ['¿Hay permanencia?', ['contract']],
    ['¿Cuánto tarda la puesta en marcha?', ['onboarding']],
    ['¿Está en español?', ['languages']],
    ['¿Devuelven el dinero?', ['refunds']],
    ['¿Quiénes son sus clientes?', ['references']],
    ['¿Puedo pagar con factura?', ['payment']],
  ])('%s', (text, answered) => {
    expect(ask(text)).toEqual({ answered, open: [] })
  })
})

describe('a question beside the knowledge stays open', () => {
  it.each([
    'Есть ли скидка для сетей?',
    'Сколько стоит интеграция с 1С?',
    'Есть интеграция с SAP?',
    'Можно ли продлить пробный период?',
    'Можно развернуть сервис на нашем сервере?',
    'Есть ли мобильное приложение?',
    'Какой у вас ИНН?',
    'Вы гарантируете рост рейтинга?',
    'Сколько у вас сотрудников?',
    'Есть ли сертификат ФСТЭК?',
    'Do you have a discount for non-profits?',
    'Do you integrate with Salesforce?',
    'Can the trial be extended?',
    'Is there an iPhone app?',
    'Are you SOC 2 certified?',
    'What is your uptime guarantee?',
    'Can you host it on our own servers?',
    'Who is your CEO?',
    '¿Hay descuento para cadenas?',
    '¿Se integra con SAP?',
    '¿Tienen aplicación móvil?',
    '¿Garantizan resultados?',
    '¿Se puede ampliar la prueba?',
  ])('%s', (text) => {
    expect(ask(text)).toEqual({ answered: [], open: [text] })
  })
})

describe('a turn with several sentences', () => {
  it('answers each question once, in the order asked, and keeps the rest open', () => {
    expect(ask('Добрый день! Есть ли пробный период? Сколько стоит? А какой у вас ИНН?')).toEqual({
      answered: ['trial', 'price'],
      open: ['А какой у вас ИНН?'],
    })
  })

  it('splits a sentence that asks two things', () => {
    expect(ask('How much does it cost and is there a free trial?')).toEqual({ answered: ['price', 'trial'], open: [] })
  })

  it('leaves a sentence open as a whole when half of it is unknown', () => {
    const text = 'Сколько стоит и есть ли скидка?'
    expect(ask(text)).toEqual({ answered: [], open: [text] })
  })

  it.each([
    'Could you send me the presentation?',
    'Пришлёте презентацию?',
    '¿Me envía la presentación?',
    'Can we have a call on Thursday at 15:00?',
    'Можем созвониться завтра в 11:00?',
    'Could you write to me in May?',
    'Спасибо, всё понятно.',
  ])('takes a wish or thanks for no question: %s', (text) => {
    expect(ask(text).open).toEqual([])
  })
})

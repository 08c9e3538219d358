const page = (body: string) =>
  `<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Unsubscribe</title></head><body>${body}</body></html>`

/** A form that posts what a mail program would post by itself. The token is escaped: it comes from the address. */
export function confirmationPage(token: string): string {
  const action = `?t=${encodeURIComponent(token)}`
  return page(
    `<form method="post" action="${action}"><input type="hidden" name="List-Unsubscribe" value="One-Click">` +
      '<p>No further messages? · Больше не писать? · ¿No recibir más mensajes?</p>' +
      '<button type="submit">Unsubscribe · Отписаться · Cancelar suscripción</button></form>',
  )
}

/** The one answer to every request of its kind. */
export function answerPage(result: 'done' | 'failed'): string {
  return result === 'done'
    ? page('<p>You will get no further messages. · Мы больше не напишем. · No recibirá más mensajes.</p>')
    : page(
        '<p>This did not work; please answer the message with “stop”. · Не получилось: ответьте на письмо словом «стоп».</p>',
      )
}

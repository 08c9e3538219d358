import { patterns } from './pattern.ts'

/** Languages the agent does not write in, but whose speakers it must obey: de, fr, it, pt, uk. */
export const OPT_OUT_OTHERS = [
  ...patterns('de', 'strong', [
    '(?:bitte )?(?:keine|nie|nicht|niemals) (?:\\S+ )?(?:weiteren |weitere |mehr )(?:\\S+ ){0,2}?(?:e ?mails?|mails?|nachrichten|kontakt*|werbung|anschreiben|schreiben|kontaktieren|anrufe*|newsletter)',
    '(?:schreiben|kontaktieren|schicken|senden|belastigen|mailen) sie (?:mir|uns|mich) (?:\\S+ ){0,3}?(?:nicht|nie|keine)(?: mehr)?',
    'keine (?:e ?mails?|mails?|werbung|nachrichten|newsletter)(?: mehr| erhalten)?',
    '(?:abmelden|abbestellen|austragen|abmeldung)',
    '(?:loschen|entfernen|streichen|nehmen) sie (?:\\S+ ){0,4}?(?:meine|mich|unsere|uns|alle|aus|daten|adresse)',
    '(?:tragen|melden) sie (?:mich|uns) (?:\\S+ ){0,5}?(?:aus|ab)',
    '(?:meine|unsere) (?:\\S+ )?(?:daten|adresse|mailadresse|e mail adresse) (?:\\S+ ){0,4}?(?:loschen|entfernen|streichen)',
    '(?:horen|hor) sie (?:\\S+ ){0,2}?auf',
    'lassen sie (?:mich|uns) (?:\\S+ )?in ruhe',
    '(?:widerspreche|widerrufe) (?:\\S+ ){0,6}?(?:nutzung|verarbeitung|einwilligung|werbung|kontaktaufnahme|zusendung|daten)',
  ]),
  ...patterns('de', 'threat', [
    '(?:anwalt|rechtsanwalt|abmahnung|unterlassung\\p{L}*|anzeige|datenschutzbehorde|dsgvo)(?= )',
  ]),
  ...patterns('fr', 'strong', [
    '(?:arretez|cessez|arrete|stoppez) (?:\\S+ ){0,2}?(?:m ecrire|de m*|de me|d|ecrire|envoyer|contacter|vos|harceler|envoi*|vos mails)',
    'ne (?:me|m|nous) (?:\\S+ )?(?:contactez|ecrivez|envoyez|relancez|recontactez|derangez|sollicitez)(?: (?:plus|pas|jamais))?',
    '(?:desabonne\\p{L}*|desinscri\\p{L}*|me desabonner)',
    '(?:retirez|supprimez|effacez|enlevez|rayez) (?:moi|mon|mes|nous|notre|nos|ces|toutes)',
    'ne (?:souhaite|veux|desire|souhaitons) (?:plus|pas) (?:\\S+ )?(?:recevoir|etre contacte*|etre sollicite*|de)',
    'laissez (?:moi|nous) (?:tranquille*|en paz|en paix)',
    '(?:plus|aucun) (?:de )?(?:mails?|messages?|e mails?|courriels?|publicite|sollicitation*) (?:svp|s il|merci|de votre)',
    'droit (?:d|a l|a) ?(?:opposition|effacement|oubli)',
  ]),
  ...patterns('fr', 'threat', [
    '(?:porter plainte|porterai plainte|plainte a la cnil|signaler a la cnil|cnil|mon avocat|signalement)',
  ]),
  ...patterns('it', 'strong', [
    '(?:smettete|smettetela|smetta|smettila|basta|cessate) (?:\\S+ ){0,3}?(?:di|con|scriver*|mandar*|contattar*|mail|email|messaggi|inviar*)',
    'non (?:mi |ci )?(?:scrivete*|scriva|contattate*|contatti|contattatemi|scrivetemi|inviate*|mandate*|mandatemi|inviatemi|disturbate*) ?(?:piu|mai piu)?',
    '(?:cancellatemi|cancellami|rimuovetemi|toglietemi|disiscrivetemi|disiscriv*|disiscrizione|annullate l iscrizione|cancellazione)',
    '(?:rimuovete|cancellate|eliminate|togliete) (?:i miei|il mio|la mia|il nostro|i nostri|questo|questa)',
    'non (?:voglio|desidero|intendo) (?:piu )?(?:ricevere|essere contattat*)',
    'lasciatemi (?:in pace|stare)',
  ]),
  ...patterns('it', 'threat', ['(?:garante (?:della )?privacy|mio avvocato|segnalo come spam|segnalero|denuncer*)']),
  ...patterns('pt', 'strong', [
    '(?:pare|parem|para|deixe|deixem|deixa) (?:\\S+ )?(?:de )(?:me |nos )?(?:enviar|mandar|escrever|contatar|contactar|ligar|incomodar|spam*|encher)',
    'nao (?:me |nos )?(?:enviem?|mandem?|escrevam?|contatem?|contactem?|liguem?|perturbem?|incomodem?|quero (?:mais )?receber|desejo (?:mais )?receber|entre* em contato)(?: mais)?',
    '(?:descadastr*|descadastrar|cancelar (?:a |minha )?inscricao|remover da lista|sair da lista)',
    '(?:removam?|retirem?|excluam?|apaguem?|tirem?|remova|exclua|tire) (?:\\S+ )?(?:meu|minha|meus|minhas|me|nosso|este|da lista)',
    '(?:me|nos) (?:removam?|tirem?|tire|remova|exclua|excluam|descadastr*|retire)',
    'me deixe*m? em paz',
  ]),
  ...patterns('pt', 'threat', ['(?:procon|lgpd|meu advogado|vou (?:denunciar|processar|bloquear)|denunciarei)']),
  ...patterns('uk', 'strong', [
    'не (?:пишіть|пиши|надсилайте|турбуйте|телефонуйте|шліть|дзвоніть|присилайте) ?(?:мені|нам|мене|нас)? ?(?:більше)?',
    '(?:більше|ніколи) (?:\\S+ )?(?:мені |нам |мене |нас )?не (?:пишіть|надсилайте|турбуйте|телефонуйте|шліть|дзвоніть)',
    '(?:відпишіть|відписатися|відписати|відпишись|відписка)',
    '(?:видаліть|приберіть|виключіть|викресліть|зітріть) (?:\\S+ )?(?:мене|нас|мою|мої|мій|наш|нашу|цю|цей|мене|з)',
    '(?:припиніть|перестаньте|досить|годі|припиняйте) (?:\\S+ ){0,3}?(?:писати|надсилати|слати|спам*|розсил*|турбувати|дзвонити|мені|це)',
    '(?:дайте (?:мені )?спокій|дайте спокій)',
  ]),
  ...patterns('uk', 'threat', ['(?:поскаржусь|подам скаргу|звернуся до суду|заблокую|поскаржуся)']),
]

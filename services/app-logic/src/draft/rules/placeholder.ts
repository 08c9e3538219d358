import { matches } from '../mentions/mask.ts'
import { excerpt, type Rule } from './rule.ts'

const PLACEHOLDERS: readonly RegExp[] = [
  /\{\{[^{}\n]*\}\}|\{%[^\n]*?%\}|\$?\{[\p{L}_][^{}\n]{0,40}\}|%\(?[\p{L}_]{2,30}\)?[%s]|<%[^\n]*?%>/gu,
  /\[(?!\d{1,2}\])(?:[^[\]\n]*\p{L}[^[\]\n]*|\s*|[_.…]+)\](?!\()/gu,
  /<(?!https?:|mailto:|[^<>\s]+@)(?:\/?\p{L}[\p{L}\p{N} _'-]{0,40})>/gu,
  /«\s*»|""|(?<![\p{L}\p{N}])_{2,}[\p{L} ]*_*|\.{5,}/gu,
  /(?<![\p{L}\p{N}])(?:[XХ]{2,}(?:[:.\-/][XХ]{2,})*|YYYY|DD[.\-/]MM|ДД[.\-/]ММ|N{2,}|_+NAME_+|TBD|TBA|TODO|FIXME|PLACEHOLDER)(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}])(?:undefined|null|NaN|\[object Object\]|lorem ipsum)(?![\p{L}\p{N}])/giu,
  /(?<![\p{L}\p{N}])(?:(?:FIRST|LAST|YOUR|COMPANY|CLIENT|PROSPECT|SENDER|CONTACT|AGENT)[_ ](?:NAME|COMPANY|EMAIL|PHONE|TITLE)|firstname|lastname|first_name|last_name|company_name|ИМЯ|ФАМИЛИЯ|НАЗВАНИЕ|КОМПАНИЯ|ДОЛЖНОСТЬ|NOMBRE|EMPRESA|APELLIDO)(?![\p{L}\p{N}])/gu,
  /(?:\((?:вставьте|вставить|укажите|подставьте|insert|add|fill in|your name|inserte|insertar|indique|ваше имя|su nombre)[^()\n]*\))/giu,
  /(?<![\p{L}])(?:insert|вставьте|вставить|inserte|insertar) (?:your|the|имя|ссылку|дату|название|su|el|la|name|link|date|nombre|enlace|aqui)[^.\n]{0,30}/giu,
]

/** No placeholder is left over. */
export const placeholderRule: Rule = (draft) =>
  PLACEHOLDERS.flatMap((pattern) =>
    matches(draft.text, pattern)
      .filter(({ from }) => !draft.links.some((link) => link.from <= from && from < link.to))
      .map(({ from, to }) => ({ rule: 'placeholder' as const, excerpt: excerpt(draft, from, to) })),
  )

// Writes the init file of the check: the mail server of the check, a window that is always open.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const [folder] = process.argv.slice(2)
const data = JSON.parse(readFileSync('init_data.json', 'utf8'))
const [account] = data.accounts
account.imap = { ...account.imap, host: 'mail', port: 1143 }
account.smtp = { ...account.smtp, host: 'mail', port: 1025 }
for (const { settings } of data.campaigns) settings.window = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '23:59' }
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'init_data.json'), JSON.stringify(data, null, 2))
copyFileSync('deck.pdf', join(folder, 'deck.pdf'))

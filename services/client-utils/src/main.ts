import { runClientUtils } from './frame/run.ts'

// A reader that goes away (`| head`) is no error of ours, and nobody is there to tell.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

process.exitCode = await runClientUtils(process.argv.slice(2))

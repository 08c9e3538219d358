import type { EmailAccount } from '@outrider/shared/domain'

/** What an account logs in with, resolved from the environment. */
export type Credentials =
  | { readonly user: string; readonly password: string }
  | { readonly user: string; readonly accessToken: string }

export type Environment = Readonly<Record<string, string | undefined>>

/** The credentials of an account; null with the name of the missing variable when it is not set. */
export function credentialsOf(
  account: EmailAccount,
  environment: Environment,
): { readonly credentials: Credentials } | { readonly missing: string } {
  const { auth, user } = account
  const variable = auth.kind === 'password' ? auth.passwordEnv : auth.accessTokenEnv
  const secret = environment[variable]
  if (secret === undefined || secret === '') return { missing: variable }
  return { credentials: auth.kind === 'password' ? { user, password: secret } : { user, accessToken: secret } }
}

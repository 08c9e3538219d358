#!/bin/sh
# Installs Dovecot and Postfix from Debian for the tests against real mail servers. Nothing is started: the tests run
# instances of their own below a temporary folder, on loopback. Harmless to run again.
set -eu

if [ -x /usr/sbin/dovecot ] && [ -x /usr/lib/dovecot/lmtp ] && [ -x /usr/lib/dovecot/imap ] && [ -x /usr/lib/postfix/sbin/master ]; then
  echo 'mail servers are installed already'
  exit 0
fi
if [ "$(id -u)" != 0 ]; then
  echo 'root is needed to install dovecot and postfix; the tests against them will be skipped' >&2
  exit 1
fi

# The packages start their services at once; a policy that says "denied" keeps them from doing so.
made_policy=''
if [ ! -e /usr/sbin/policy-rc.d ]; then
  printf '#!/bin/sh\nexit 101\n' > /usr/sbin/policy-rc.d
  chmod 755 /usr/sbin/policy-rc.d
  made_policy=yes
fi
trap '[ -z "$made_policy" ] || rm -f /usr/sbin/policy-rc.d' EXIT

export DEBIAN_FRONTEND=noninteractive
# No system-wide Postfix configuration: the tests bring their own.
echo 'postfix postfix/main_mailer_type select No configuration' | debconf-set-selections

install() {
  apt-get install -y --no-install-recommends dovecot-core dovecot-imapd dovecot-lmtpd postfix
}

# Mirrors fail now and then: the lists are fetched anew and it is tried again.
for attempt in 1 2 3; do
  apt-get update -qq && install && break
  [ "$attempt" != 3 ] || { echo 'the mail servers could not be installed' >&2; exit 1; }
  sleep $((attempt * 5))
done

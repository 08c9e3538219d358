#!/usr/bin/env bash
# Verifies the containers on this machine: build, start, a whole conversation, crash, hang, stop, restart. Needs a
# Docker engine with compose and the base image; pulls nothing else, for the embedded store stands in for MongoDB.
# Leaves nothing behind but images. About four minutes.   docker/testing/verify.sh [--keep]
set -euo pipefail
cd "$(dirname "$0")/../.."
export COMPOSE_PROJECT_NAME=outrider-check COMPOSE_FILE=docker-compose.yml:docker/testing/docker-compose.testing.yml
export MAIL_PASSWORD=check TELEGRAM_BOT_TOKEN='' OLLAMA_HOST='' MONGODB_URI='' MONGODB_DATABASE=outrider
WORK=.outrider/container-check
SERVICES="app_logic mail_worker telegram_bot"

say() { printf '[%3ds] %s\n' "$SECONDS" "$*"; }
fail() { say "FAILED: $*"; docker compose ps -a; docker compose logs --tail 20; exit 1; }
id_of() { docker compose ps -aq "$1"; }
health() { docker inspect -f '{{.State.Health.Status}}' "$(id_of "$1")"; }
inspect() { docker inspect -f "$2" "$(id_of "$1")"; }
cli() { docker compose --progress quiet run --rm -T client-utils "$@"; }
# until SECONDS WHAT COMMAND...: tries once a second.
until_true() {
  local left=$1 what=$2; shift 2
  until "$@"; do [ "$((left--))" -gt 0 ] || fail "$what"; sleep 1; done
  say "$what"
}
is_health() { [ "$(health "$1")" = "$2" ]; }
all_healthy() { local s; for s in $SERVICES; do is_health "$s" healthy || return 1; done; }
mails_to() { docker compose logs --no-log-prefix mail | grep -c "\"to\":\"$1\"" || true; }
got_mails() { [ "$(mails_to "$1")" -ge "$2" ]; }
# The number of the service's own process in its container; init is number 1.
service_pid() { docker compose exec -T "$1" sh -c 'for p in /proc/[0-9]*; do tr "\0" " " <$p/cmdline | grep -q "^node services/" && echo "${p#/proc/}"; done; true' | head -1; }
finish() { [ "${1:-}" = --keep ] || { docker compose --profile cli down -v -t 5 >/dev/null 2>&1; rm -rf "$WORK"; }; }
trap 'finish "${1:-}"' EXIT

say 'files'
docker compose config -q
docker compose --profile cli --profile ollama --profile tools config -q
docker compose -f docker-compose.yml -f docker-compose.gpu.yml --profile ollama config -q
UNSUBSCRIBE_PORT=8090 UNSUBSCRIBE_SECRET=0123456789abcdef docker compose -f docker-compose.yml -f docker-compose.unsubscribe.yml config -q
docker build --check -q . >/dev/null

say 'build'
docker compose build -q app_logic
docker build -q --target build -t outrider:build . >/dev/null
docker build -q -t outrider:stand-ins docker/testing >/dev/null
say "image: $(($(docker image inspect -f '{{.Size}}' outrider:local) / 1000000)) MB"
left=$(docker run --rm outrider:local find shared services init_data.json docker -name '*.ts' -o -name '*.test.*' -o -name '*.map' -o -name fixtures -o -name '*.jsonl')
[ -z "$left" ] || fail "not for the image: $left"

finish
started=$SECONDS
docker compose up -d --wait --quiet-pull >/dev/null 2>&1 || fail 'up --wait'
say "healthy after $((SECONDS - started)) s"
for s in $SERVICES; do
  [ "$(docker compose exec -T "$s" id -u)" = 1000 ] || fail "$s runs as root"
  docker compose exec -T "$s" sh -c 'touch /app/x' 2>/dev/null && fail "$s can write into its image"
  docker compose exec -T "$s" grep -q '^CapEff:\s*0*$' /proc/1/status || fail "$s has capabilities"
  docker compose exec -T "$s" grep -q '^NoNewPrivs:\s*1' /proc/1/status || fail "$s may gain privileges"
  [ "$(inspect "$s" '{{index .HostConfig.LogConfig.Config "max-size"}}')" = 10m ] || fail "$s: log without a limit"
done
say 'user, read-only image, capabilities, log rotation'

node docker/testing/init-data.mjs "$WORK"
cli init "$WORK/init_data.json" >/dev/null || fail 'init from a file of the host'
# A zone where it is the middle of the day: answers wait for the prospect's day.
zone=$(node -p 'const h = 13 - new Date().getUTCHours(); "Etc/GMT" + (h > 0 ? "-" : "+") + Math.abs(h)')
cli contact add --name 'Ivan Petrov' --email ivan@prospect.test --language en --timezone "$zone" >/dev/null || fail 'contact add'
until_true 30 'the intro has arrived' got_mails ivan@prospect.test 1
until_true 30 'the prospect has replied' got_mails anna@outrider.test 1

docker compose exec -T mail_worker sh -c "kill -9 $(service_pid mail_worker)" || true
docker compose exec -T app_logic sh -c "kill -9 $(service_pid app_logic)" || true
until_true 40 'killed services are back' all_healthy
[ "$(inspect app_logic '{{.RestartCount}}')" -ge 1 ] || fail 'app_logic was not restarted'
until_true 150 'the answer has arrived' got_mails ivan@prospect.test 2

hung=$(service_pid app_logic)
docker compose exec -T app_logic sh -c "kill -STOP $hung"
until_true 90 'a hung service is unhealthy' is_health app_logic unhealthy
docker compose exec -T app_logic sh -c "kill -CONT $hung"
until_true 60 'and healthy once it works again' is_health app_logic healthy

docker compose restart -t 10 mongo >/dev/null 2>&1
until_true 60 'all are healthy after a restart of the database' all_healthy

stopping=$SECONDS
docker compose stop >/dev/null 2>&1
say "stopped after $((SECONDS - stopping)) s"
for s in $SERVICES; do
  [ "$(inspect "$s" '{{.State.ExitCode}}')" = 0 ] || fail "$s ended with $(inspect "$s" '{{.State.ExitCode}}')"
  docker compose logs --no-log-prefix "$s" | tail -3 | grep -q stopped || fail "$s did not say that it stopped"
done
docker compose up -d --wait >/dev/null 2>&1 || fail 'start again'
say 'stopped with exit code 0, started again'
[ "$(mails_to ivan@prospect.test)" = 2 ] || fail "the prospect got $(mails_to ivan@prospect.test) mails instead of 2"
cli contact show ivan@prospect.test 2>/dev/null
say 'two mails, nothing twice: all is well'
